import Documents
import Foundation

/// Still images: JPEG, PNG, WebP, GIF, BMP, TIFF and AVIF, told apart by content, not by name. Of an animation the first
/// frame counts, of several pages the first one.
///
/// The pixels are those of Pillow's `Image.open(...).convert("RGB")`: alpha is dropped, not blended, and the EXIF
/// orientation is not applied, as the published CLIP transform has it. The one exception is grey of 16 bits,
/// which Pillow turns white: here its high byte counts, as in colour of 16 bits.
public enum ImageFile {
    /// Decodes an image file to RGB.
    /// - Throws: ``InputError`` naming the file, when it is missing, empty, no image, or broken.
    public static func decode(_ path: String) throws -> RGBImage { try open(path).colour }

    /// Decodes an image that lies in memory to RGB.
    /// - Parameter name: What complaints call it.
    /// - Throws: ``InputError`` naming `name`, when the bytes are empty, no image, or broken.
    public static func decode(_ bytes: [UInt8], name: String) throws -> RGBImage { try open(bytes, name: name).colour }

    /// Decodes an image file, keeping what a resize in the file's own mode needs; the CLIP transform takes this.
    /// - Throws: As ``decode(_:)``.
    public static func open(_ path: String) throws -> StillImage {
        try Container.checkReadable(path)
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        try check(bytes: (attributes?[.size] as? NSNumber)?.intValue ?? 0, name: path)
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(file: path, "cannot be read", remedy: "check its permissions and the disk")
        }
        return try open([UInt8](data), name: path)
    }

    /// Decodes an image that lies in memory, keeping what a resize in the file's own mode needs.
    /// - Throws: As ``decode(_:name:)``.
    public static func open(_ bytes: [UInt8], name: String) throws -> StillImage {
        do {
            if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return StillImage(try JPEGFile.decode(bytes)) }
            if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
                return try WebPFile.decode(bytes)
            }
            if AVIFFile.isOne(bytes) { return try AVIFFile.decode(bytes) }
            if let codec = StillDecoder.codec(of: bytes) { return try StillDecoder.decode(bytes, codec) }
            throw bytes.isEmpty
                ? InputError("the file is empty", remedy: "fetch it again")
                : InputError("not an image", remedy: "JPEG, PNG, WebP, GIF, BMP, TIFF and AVIF are read")
        } catch var error as InputError {
            error.file = name
            throw error
        } catch is OutOfMemory {
            throw Fault("decoding \(name)", reason: "no memory for the picture")
        }
    }

    /// A complaint about broken bytes.
    static func broken(_ reason: String) -> InputError {
        InputError("the image is broken: \(reason)", remedy: "fetch it again, or leave it out")
    }

    /// The most bytes that a picture's file may have.
    static let mostBytes = 1 << 29

    /// Refuses files that no photograph fills, before they are read.
    static func check(bytes: Int, name: String) throws {
        guard bytes <= mostBytes else {
            throw InputError(
                file: name, "it has \(bytes) bytes, and a picture may have \(mostBytes)", remedy: "leave it out")
        }
    }

    /// Refuses sizes that no photograph has, before memory is asked for.
    static func check(width: Int, height: Int) throws {
        guard width > 0, height > 0 else { throw broken("it claims to be \(width) by \(height) pixels") }
        guard width <= mostPixels / height else {
            throw broken("it claims to be \(width) by \(height) pixels, and at most \(mostPixels) are read")
        }
    }
}
