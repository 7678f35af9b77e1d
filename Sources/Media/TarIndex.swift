import Documents
import Foundation

/// Where the files of an uncompressed tar archive lie in it, so that each can be read in place.
public struct TarIndex: Sendable {
    /// A file in the archive.
    public struct Member: Sendable, Hashable {
        public let name: String
        /// Where its header begins, with the headers that only lengthen it, in bytes.
        public let start: Int
        /// Where its bytes begin.
        public let offset: Int
        /// Its length in bytes.
        public let count: Int
        /// Where the next header begins.
        public var end: Int { offset + (count + 511) / 512 * 512 }
    }

    /// The archive.
    public let path: String
    /// The plain files in it, in their order.
    public let members: [Member]

    /// Reads the headers of an archive: ustar, with the long names of pax and GNU.
    /// - Throws: ``InputError`` for a file that cannot be read, is no tar, or ends early.
    public init(_ path: String) throws {
        self.path = path
        var reader = try TarHeaderReader(path)
        var members: [Member] = []
        while let member = try reader.next() {
            if let member { members.append(member) }
        }
        self.members = members
    }
}

/// Walks from header to header.
private struct TarHeaderReader {
    private let path: String
    private let handle: FileHandle
    private let length: Int
    private var position = 0
    private var longName: String?
    private var longSize: Int?
    private var start: Int?

    init(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path), let end = try? handle.seekToEnd() else {
            throw InputError(
                file: path, "cannot be read", remedy: "check that the file is there and may be read")
        }
        (self.path, self.handle, length) = (path, handle, Int(end))
    }

    /// The next member; `.some(nil)` for what is no plain file, nil at the end.
    mutating func next() throws -> TarIndex.Member?? {
        let begin = position
        let head = try bytes(at: begin, 512)
        guard head.contains(where: { $0 != 0 }) else { return nil }
        guard TarHeaderReader.isSound(head) else { throw broken("no header at byte \(begin)") }
        let kind = head[156]
        let isFile = kind == 0 || kind == UInt8(ascii: "0") || kind == UInt8(ascii: "7")
        let size = try isFile ? longSize ?? number(head[124..<136]) : number(head[124..<136])
        let offset = begin + 512
        // Links, devices, folders and pipes have no bytes, whatever their size says.
        let isEmpty = (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(kind)
        guard isEmpty || size <= length - offset else { throw broken("it is cut off") }
        position = isEmpty ? offset : offset + (size + 511) / 512 * 512
        switch kind {
        case UInt8(ascii: "x"): try readPax(bytes(at: offset, size), from: begin)
        case UInt8(ascii: "L"):
            longName = text(try bytes(at: offset, size)[...])
            start = start ?? begin
        case UInt8(ascii: "g"), UInt8(ascii: "K"): break
        case UInt8(ascii: "S"): throw sparse(begin)
        case _ where isFile:
            defer { forget() }
            return TarIndex.Member(
                name: longName ?? name(head), start: start ?? begin, offset: offset, count: size)
        default: forget()
        }
        return .some(nil)
    }

    private mutating func forget() { (longName, longSize, start) = (nil, nil, nil) }

    /// Takes in the records of a pax header: `LENGTH KEY=VALUE\n`.
    private mutating func readPax(_ records: [UInt8], from begin: Int) throws {
        start = start ?? begin
        var rest = records[...]
        while let space = rest.firstIndex(of: UInt8(ascii: " ")) {
            guard let count = Int(text(rest[..<space])), count > space - rest.startIndex + 1, count <= rest.count else {
                throw broken("a pax header that is not one at byte \(begin)")
            }
            let record = rest[(space + 1)..<(rest.startIndex + count - 1)]
            let parts = record.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0].elementsEqual("path".utf8) { longName = text(parts[1]) }
            if parts.count == 2, parts[0].elementsEqual("size".utf8) {
                guard let size = Int(text(parts[1])), size >= 0 else { throw broken("a length that is no number") }
                longSize = size
            }
            if parts[0].starts(with: "GNU.sparse.".utf8) { throw sparse(begin) }
            rest = rest.dropFirst(count)
        }
    }

    private func name(_ head: [UInt8]) -> String {
        let isUstar = head[257..<262].elementsEqual("ustar".utf8) && head[263] == UInt8(ascii: "0")
        let prefix = isUstar ? text(head[345..<500]) : ""
        return (prefix.isEmpty ? "" : prefix + "/") + text(head[0..<100])
    }

    private static func isSound(_ head: [UInt8]) -> Bool {
        // The sum is taken with blanks in its own place.
        let sum = head[..<148].reduce(8 * 32) { $0 + Int($1) } + head[156...].reduce(0) { $0 + Int($1) }
        let digits = head[148..<156].drop { $0 == 32 }.prefix { $0 >= 48 && $0 < 56 }
        return Int(String(decoding: digits, as: UTF8.self), radix: 8) == sum
    }

    /// A number in octal digits, or in GNU's form in binary.
    private func number(_ field: ArraySlice<UInt8>) throws -> Int {
        if let first = field.first, first & 0x80 != 0 {
            guard first == 0x80,
                let value = Int(exactly: field.dropFirst(4).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }),
                field.dropFirst().prefix(3).allSatisfy({ $0 == 0 })
            else { throw broken("a length that is no number") }
            return value
        }
        let digits = field.drop { $0 == 32 }.prefix { $0 >= 48 && $0 < 56 }
        guard let value = Int(String(decoding: digits, as: UTF8.self), radix: 8) else {
            throw broken("a length that is no number")
        }
        return value
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private func bytes(at offset: Int, _ count: Int) throws -> [UInt8] {
        guard count <= 1 << 20 else { throw broken("a header of \(count) bytes") }
        do {
            try handle.seek(toOffset: UInt64(offset))
            let data = try handle.read(upToCount: count) ?? Data()
            guard data.count == count else { throw broken("it is cut off") }
            return [UInt8](data)
        } catch let error as InputError {
            throw error
        } catch {
            throw Fault("reading \(path)", reason: error.localizedDescription)
        }
    }

    private func sparse(_ begin: Int) -> InputError {
        InputError(
            file: path, "a file with holes, at byte \(begin), which cannot be read in place",
            remedy: "make the archive without --sparse")
    }

    private func broken(_ reason: String) -> InputError {
        InputError(file: path, "not a whole tar archive: \(reason)", remedy: "make or fetch it again")
    }
}
