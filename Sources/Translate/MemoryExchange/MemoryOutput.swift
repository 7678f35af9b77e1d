import Documents
import Foundation

/// A file that is written from its beginning to its end, 64 KiB at a time.
struct MemoryOutput {
    private let path: String
    private let handle: FileHandle
    private var buffer: [UInt8] = []

    private static let piece = 1 << 16

    init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw InputError(
                file: path, "cannot be written: \(String(cString: strerror(errno)))",
                remedy: "name a file in a folder that is there and may be written")
        }
        self.path = path
        self.handle = handle
        buffer.reserveCapacity(MemoryOutput.piece + 4096)
    }

    mutating func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= MemoryOutput.piece { try flush() }
    }

    /// Writes the rest, and closes the file.
    mutating func finish() throws {
        try flush()
        do { try handle.close() } catch { throw fault(error) }
    }

    private mutating func flush() throws {
        do { try handle.write(contentsOf: buffer) } catch { throw fault(error) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func fault(_ error: any Error) -> Fault {
        Fault("writing \(path)", reason: error.localizedDescription)
    }
}
