import Documents
import Foundation

/// The lines of a file, without their line ends (LF or CR LF), read 64 KiB at a time.
public struct LineReader: Sequence, IteratorProtocol {
    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var position = 0
    private var ended = false

    /// - Throws: ``InputError`` when the file cannot be opened.
    public init(_ path: String) throws {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path) else {
            throw InputError(
                file: path, isFolder.boolValue ? "is a folder, not a file" : "cannot be read",
                remedy: "check that the file is there and may be read")
        }
        self.handle = handle
    }

    /// The lines of an open file, such as standard input.
    public init(_ handle: FileHandle) {
        self.handle = handle
    }

    public mutating func next() -> [UInt8]? {
        while true {
            if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer[position..<end]
                position = end + 1
                return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
            }
            if ended {
                guard position < buffer.count else { return nil }
                defer { position = buffer.count }
                return Array(buffer[position...])
            }
            buffer.removeFirst(position)
            position = 0
            let piece = handle.readData(ofLength: 1 << 16)
            ended = piece.isEmpty
            buffer.append(contentsOf: piece)
        }
    }
}
