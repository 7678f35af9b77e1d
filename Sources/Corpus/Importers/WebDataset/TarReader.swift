import Documents
import Foundation

/// Goes over the files in a tar archive and reads the contents only of those that are asked for.
///
/// Long names come as GNU's and as POSIX's (pax) extended heads have them.
struct TarReader {
    /// A file in the archive.
    struct Member {
        let name: [UInt8]
        /// How many bytes it has.
        let size: Int
        /// Its number among the archive's heads, counted from 1.
        let number: Int
        fileprivate let offset: UInt64
    }

    private let path: String
    private let handle: FileHandle
    private let length: UInt64
    private var offset: UInt64 = 0
    private var number = 0

    /// Names and extended heads are shorter, in bytes.
    private static let longestHead = 1 << 20

    /// - Throws: ``InputError`` when the file cannot be opened.
    init(_ path: String) throws {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: path) else {
            throw InputError(
                file: path, isFolder.boolValue ? "is a folder, not a file" : "cannot be read",
                remedy: "check that the file is there and may be read")
        }
        self.path = path
        self.handle = handle
        do {
            length = try handle.seekToEnd()
        } catch {
            throw Fault("reading \(path)", reason: error.localizedDescription)
        }
    }

    /// The next file; nil at the mark that ends the archive.
    /// - Throws: ``InputError`` for what is no tar archive, or ends before its mark; ``Fault`` when the disk fails.
    mutating func next() throws -> Member? {
        var longName: [UInt8]?
        var longSize: Int?
        while true {
            let block = try read(at: offset, TarHead.size)
            if block.allSatisfy({ $0 == 0 }) { return nil }
            number += 1
            guard let head = TarHead(block) else {
                throw InputError(
                    file: path, line: number, "the head of this entry is not one of a tar archive",
                    remedy: "fetch the file again; unpack it first if it is compressed")
            }
            let content = offset + UInt64(TarHead.size)
            let size =
                head.kind == UInt8(ascii: "x") || head.kind == UInt8(ascii: "L") ? head.size : longSize ?? head.size
            guard UInt64(size) <= length, content <= length - UInt64(size) else { throw truncated() }
            offset = content + UInt64((size + TarHead.size - 1) / TarHead.size * TarHead.size)
            switch head.kind {
            case UInt8(ascii: "L"):
                longName = Array(try extended(content, size).prefix { $0 != 0 })
            case UInt8(ascii: "x"):
                let records = PaxRecords(try extended(content, size))
                longName = records.path ?? longName
                longSize = records.size ?? longSize
            default:
                defer { (longName, longSize) = (nil, nil) }
                if head.isFile {
                    return Member(name: longName ?? head.name, size: size, number: number, offset: content)
                }
            }
        }
    }

    /// A file's content.
    func content(of member: Member) throws -> [UInt8] { try read(at: member.offset, member.size) }

    private func extended(_ offset: UInt64, _ size: Int) throws -> [UInt8] {
        guard size <= Self.longestHead else {
            throw InputError(
                file: path, line: number, "a name in the archive has \(size) bytes", remedy: "fetch the file again")
        }
        return try read(at: offset, size)
    }

    private func read(at offset: UInt64, _ count: Int) throws -> [UInt8] {
        guard offset <= length, UInt64(count) <= length - offset else { throw truncated() }
        do {
            try handle.seek(toOffset: offset)
            let bytes = [UInt8](try handle.read(upToCount: count) ?? Data())
            if bytes.count == count { return bytes }
        } catch {
            throw Fault("reading \(path)", reason: error.localizedDescription)
        }
        throw truncated()
    }

    private func truncated() -> InputError {
        InputError(
            file: path, line: number, "the archive ends in the middle, behind this entry", remedy: "fetch it again")
    }
}
