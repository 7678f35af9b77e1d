import Documents
import Foundation

/// How the lines of a text file end.
struct LineEndings: Sendable {
    /// The first line that ends with CR LF, and how many do.
    private(set) var carriageReturns: (first: Int, count: Int)?
    private(set) var lines = 0
    /// Whether the file begins with a byte order mark.
    private(set) var beginsWithMark = false
    /// Whether the last line has an end.
    private(set) var endsWhole = true

    /// Reads the file in pieces.
    /// - Throws: ``InputError`` when it cannot be read; ``Fault`` when the disk fails.
    init(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw InputError(file: path, "cannot be read", remedy: "check that the file is there and may be read")
        }
        var last: UInt8 = UInt8(ascii: "\n")
        while true {
            let piece: Data
            do {
                guard let read = try handle.read(upToCount: 1 << 20), !read.isEmpty else { break }
                piece = read
            } catch {
                throw Fault("reading \(path)", reason: error.localizedDescription)
            }
            if lines == 0, last == UInt8(ascii: "\n") { beginsWithMark = piece.starts(with: [0xef, 0xbb, 0xbf]) }
            piece.withUnsafeBytes { bytes in
                for byte in bytes {
                    if byte == UInt8(ascii: "\n") {
                        lines += 1
                        if last == UInt8(ascii: "\r") {
                            carriageReturns = (carriageReturns?.first ?? lines, (carriageReturns?.count ?? 0) + 1)
                        }
                    }
                    last = byte
                }
            }
        }
        endsWhole = last == UInt8(ascii: "\n")
        if !endsWhole { lines += 1 }
    }
}
