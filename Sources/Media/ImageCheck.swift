import CJPEG
import Documents

extension ImageFile {
    /// Checks that an image in memory is whole and can be decoded, at less cost than decoding it.
    /// - Parameter name: What complaints call it.
    /// - Returns: its width and height in pixels, before any turning.
    /// - Throws: As ``decode(_:name:)``.
    public static func check(_ bytes: [UInt8], name: String) throws -> (width: Int, height: Int) {
        guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else {
            let image = try open(bytes, name: name).colour
            return (image.width, image.height)
        }
        do {
            return try JPEGFile.check(bytes)
        } catch var error as InputError {
            error.file = name
            throw error
        } catch is OutOfMemory {
            throw Fault("decoding \(name)", reason: "no memory for the picture")
        }
    }
}

extension JPEGFile {
    /// Reads all of the file's entropy-coded data, as decoding does, but makes an eighth of the picture from it.
    fileprivate static func check(_ bytes: [UInt8]) throws -> (width: Int, height: Int) {
        guard let handle = tjInitDecompress() else { throw OutOfMemory() }
        defer { tjDestroy(handle) }
        func message() -> String { tjGetErrorStr2(handle).map { String(cString: $0) } ?? "unknown" }
        var (width, height, subsampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard tjDecompressHeader3(handle, bytes, UInt(bytes.count), &width, &height, &subsampling, &space) == 0 else {
            throw ImageFile.broken(message())
        }
        try ImageFile.check(width: Int(width), height: Int(height))
        let isInk = space == Int32(TJCS_CMYK.rawValue) || space == Int32(TJCS_YCCK.rawValue)
        let (columns, rows) = ((width + 7) / 8, (height + 7) / 8)
        let code = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(columns * rows) * (isInk ? 4 : 1)) {
            tjDecompress2(
                handle, bytes, UInt(bytes.count), $0.baseAddress, columns, 0, rows,
                isInk ? TJPF_CMYK.rawValue : TJPF_GRAY.rawValue, TJFLAG_FASTDCT)
        }
        // As decoding has it: only the warning of a file that ends early counts.
        let isWarning = tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue)
        guard code == 0 || (isWarning && !message().contains("Premature end")) else {
            throw ImageFile.broken(message())
        }
        return (Int(width), Int(height))
    }
}
