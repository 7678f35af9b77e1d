import CJPEG
import Documents

/// JPEG through libjpeg-turbo, with the accurate transform and smooth chroma, so bit for bit as Pillow decodes it.
public enum JPEGFile {
    /// Encodes a picture with chroma at half size. The same picture gives the same bytes.
    /// - Parameter quality: 1 to 100.
    /// - Throws: ``InputError`` for an empty picture or one above 65,500 pixels a side.
    public static func encode(_ image: RGBImage, quality: Int = 80) throws -> [UInt8] {
        guard let handle = tjInitCompress() else { throw OutOfMemory() }
        defer { tjDestroy(handle) }
        var buffer: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        defer { tjFree(buffer) }
        let code = tjCompress2(
            handle, image.pixels, Int32(image.width), 0, Int32(image.height), TJPF_RGB.rawValue, &buffer, &size,
            Int32(TJSAMP_420.rawValue), Int32(min(max(quality, 1), 100)), TJFLAG_ACCURATEDCT)
        guard code == 0, let buffer else {
            throw InputError("a picture cannot be written as JPEG: \(message(handle))", remedy: "use a smaller picture")
        }
        return Array(UnsafeBufferPointer(start: buffer, count: Int(size)))
    }

    /// - Throws: ``InputError`` without a file.
    static func decode(_ bytes: [UInt8]) throws -> RGBImage {
        guard let handle = tjInitDecompress() else { throw OutOfMemory() }
        defer { tjDestroy(handle) }
        var (width, height, subsampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard tjDecompressHeader3(handle, bytes, UInt(bytes.count), &width, &height, &subsampling, &space) == 0 else {
            throw ImageFile.broken(message(handle))
        }
        let (columns, rows) = (Int(width), Int(height))
        try ImageFile.check(width: columns, height: rows)
        let isInk = space == Int32(TJCS_CMYK.rawValue) || space == Int32(TJCS_YCCK.rawValue)
        var code: Int32 = 0
        let pixels = [UInt8](unsafeUninitializedCapacity: columns * rows * (isInk ? 4 : 3)) { target, count in
            // libjpeg leaves rows that it could not read untouched.
            target.initialize(repeating: 0)
            code = tjDecompress2(
                handle, bytes, UInt(bytes.count), target.baseAddress, width, 0, height,
                isInk ? TJPF_CMYK.rawValue : TJPF_RGB.rawValue, TJFLAG_ACCURATEDCT)
            count = columns * rows * (isInk ? 4 : 3)
        }
        // Pillow too passes over libjpeg's warnings, but for the one of a file that ends early.
        let isWarning = tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue)
        guard code == 0 || (isWarning && !message(handle).contains("Premature end")) else {
            throw ImageFile.broken(message(handle))
        }
        return RGBImage(width: columns, height: rows, pixels: isInk ? rgb(fromInk: pixels) : pixels)
    }

    /// Cyan, magenta, yellow and black, inverted in the file as Adobe has it, to RGB by Pillow's rule.
    private static func rgb(fromInk ink: [UInt8]) -> [UInt8] {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(ink.count / 4 * 3)
        for start in stride(from: 0, to: ink.count, by: 4) {
            let light = Int(ink[start + 3])
            for channel in 0..<3 {
                let product = (255 - Int(ink[start + channel])) * light + 128
                pixels.append(UInt8(min(255, max(0, light - (((product >> 8) + product) >> 8)))))
            }
        }
        return pixels
    }

    private static func message(_ handle: tjhandle) -> String {
        tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown"
    }
}
