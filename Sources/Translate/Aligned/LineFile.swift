import Corpus
import Documents
import Foundation

/// A file of lines, any of which can be read: where each begins is known, the lines themselves stay on the disk.
struct LineFile: Sendable {
    let path: String
    private let handle: FileHandle
    /// Where each line begins, and where the last one ends.
    private var offsets: [UInt64] = [0]

    /// The number of lines.
    var count: Int { offsets.count - 1 }

    init(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw InputError(file: path, "cannot be read", remedy: "check that the file is there and may be read")
        }
        self.path = path
        self.handle = handle
        var position: UInt64 = 0
        do {
            while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
                for byte in piece {
                    position += 1
                    if byte == UInt8(ascii: "\n") { offsets.append(position) }
                }
            }
        } catch {
            throw InputError(file: path, "cannot be read to its end", remedy: "check that it is a file, not a folder")
        }
        // The last line may have no end.
        if offsets.last != position { offsets.append(position) }
    }

    /// A line as a caption, without its end and the blanks around it.
    func read(_ line: Int) throws -> String {
        let (start, end) = (offsets[line], offsets[line + 1])
        var bytes = [UInt8](repeating: 0, count: Int(end - start))
        let count = bytes.withUnsafeMutableBytes {
            pread(handle.fileDescriptor, $0.baseAddress, $0.count, off_t(start))
        }
        guard count == bytes.count else { throw Fault("reading \(path)", reason: "the file changed while it was read") }
        return String(decoding: bytes, as: UTF8.self).trimmedCaption
    }
}
