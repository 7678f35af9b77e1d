import Documents
import Foundation

/// A stretch of a file's bytes that moves forward: what lies before ``position`` is let go of as more is read.
struct ByteWindow {
    private(set) var bytes: [UInt8] = []
    /// The next byte to look at, in ``bytes``.
    var position = 0
    /// Whether the file's last byte is in the window, or was.
    private(set) var ended = false
    /// What complaints call the file.
    let name: String
    private let handle: FileHandle
    private let pieceSize: Int

    /// The first bytes of UTF-8 files that some editors write.
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// - Parameter pieceSize: how many bytes are read at once.
    /// - Throws: ``InputError`` when the file cannot be opened.
    init(_ path: String, pieceSize: Int = 1 << 18) throws {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path) else {
            throw InputError(
                file: path, isFolder.boolValue ? "is a folder, not a file" : "cannot be read",
                remedy: "check that the file is there and may be read")
        }
        self.init(handle, name: path, pieceSize: pieceSize)
    }

    /// The bytes of a file from an offset on.
    /// - Throws: ``InputError`` when the file cannot be opened; ``Fault`` when the disk fails.
    init(_ path: String, from offset: Int) throws {
        try self.init(path)
        do {
            try handle.seek(toOffset: UInt64(offset))
        } catch {
            throw Fault("reading \(path)", reason: "\(error.localizedDescription)")
        }
    }

    /// The bytes of an open file.
    init(_ handle: FileHandle, name: String, pieceSize: Int = 1 << 18) {
        self.handle = handle
        self.name = name
        self.pieceSize = pieceSize
    }

    /// Lets go of the bytes before the position, which becomes 0, and reads more: as much again as is held, so that who
    /// looks at one long record anew each time looks at it a few times only.
    /// - Returns: whether there was more.
    /// - Throws: ``Fault`` when the disk fails.
    mutating func extend() throws -> Bool {
        guard !ended else { return false }
        bytes.removeFirst(position)
        position = 0
        let piece: Data?
        do {
            piece = try handle.read(upToCount: max(pieceSize, bytes.count))
        } catch {
            throw Fault("reading \(name)", reason: "\(error.localizedDescription)")
        }
        guard let piece, !piece.isEmpty else {
            ended = true
            return false
        }
        bytes.append(contentsOf: piece)
        return true
    }

    /// The byte at the position, read if need be; nil at the end of the file.
    mutating func peek() throws -> UInt8? {
        if position == bytes.count {
            guard try extend() else { return nil }
        }
        return bytes[position]
    }

    /// At the beginning of a file: steps over a byte order mark.
    mutating func skipByteOrderMark() throws {
        while bytes.count - position < 3, try extend() {}
        if bytes[position...].starts(with: Self.byteOrderMark) { position += 3 }
    }
}
