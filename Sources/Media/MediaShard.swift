import Documents
import Foundation

/// A WebDataset shard whose images and videos are read in place. Its index is read once, so keep the value.
public struct MediaShard: Sendable {
    /// The archive.
    public let path: String
    private let members: [String: TarIndex.Member]
    /// What is said of samples, in their `KEY.json`.
    private let records: [String: TarIndex.Member]

    /// The extensions of what is no picture beside one.
    private static let others: Set<String> = ["json", "txt", "cls", "caption"]

    /// - Throws: ``InputError`` for a file that is not a whole tar archive.
    public init(_ path: String) throws {
        self.path = path
        var members: [String: TarIndex.Member] = [:]
        var records: [String: TarIndex.Member] = [:]
        for member in try TarIndex(path).members {
            // WebDataset takes what follows the first dot of the name, folders aside, for the extension.
            let name = member.name.split(separator: "/").last ?? ""
            guard let dot = name.firstIndex(of: ".") else { continue }
            let kind = String(name[name.index(after: dot)...])
            let key = String(member.name.dropLast(name.distance(from: dot, to: name.endIndex)))
            if kind == "json" { records[key] = member }
            if members[key] == nil, !MediaShard.others.contains(kind) { members[key] = member }
        }
        self.members = members
        // Only of what is missing anything is asked.
        self.records = records.filter { members[$0.key] == nil }
    }

    /// The shard and the key of a path of the form `FILE.tar#KEY`; nil for any other.
    public static func split(_ path: String) -> (shard: String, key: String)? {
        guard let mark = path.lastIndex(of: "#"), path[..<mark].hasSuffix(".tar") else { return nil }
        return (String(path[..<mark]), String(path[path.index(after: mark)...]))
    }

    /// Whether there is a picture or a video of that key.
    public func contains(_ key: String) -> Bool { members[key] != nil }

    /// Why there is none of that key, where the sample's `KEY.json` says so under `error`.
    /// - Throws: ``InputError`` when the shard cannot be read.
    public func failure(of key: String) throws -> String? {
        struct Record: Decodable { let error: String? }
        guard let member = records[key], member.count < 1 << 20 else { return nil }
        let json = try bytes(of: member)
        // One that is no JSON, or of another form, says nothing.
        return (try? JSONDecoder().decode(Record.self, from: json))?.error
    }

    /// An image, as ``ImageFile/open(_:)``.
    /// - Throws: ``InputError`` naming the shard and the key, when it is missing, no image, or broken.
    public func image(_ key: String) throws -> StillImage {
        let (name, member) = ("\(path)#\(key)", try member(key))
        try ImageFile.check(bytes: member.count, name: name)
        return try ImageFile.open([UInt8](bytes(of: member)), name: name)
    }

    /// A video, read from its place in the shard.
    /// - Throws: ``InputError`` naming the shard and the key, when it is missing.
    public func video(_ key: String) throws -> VideoFile {
        let member = try member(key)
        let range = FileRange(path: path, bytes: member.offset..<member.offset + member.count)
        return VideoFile(path: "\(path)#\(key)", range: range)
    }

    /// Where a sample's image or video lies in the archive.
    /// - Throws: ``InputError`` naming the shard and the key, when it is missing.
    func place(of key: String) throws -> FileRange {
        let member = try member(key)
        return FileRange(path: path, bytes: member.offset..<member.offset + member.count)
    }

    private func member(_ key: String) throws -> TarIndex.Member {
        guard let member = members[key] else {
            let reason = try failure(of: key) ?? "the shard has no image or video of that key"
            throw InputError(
                file: "\(path)#\(key)", "not fetched: \(reason)",
                remedy: "fetch it again with --retry-failed, or leave the item out")
        }
        return member
    }

    private func bytes(of member: TarIndex.Member) throws -> Data {
        let file = FileHandle(forReadingAtPath: path)
        defer { try? file?.close() }
        guard let file, (try? file.seek(toOffset: UInt64(member.offset))) != nil,
            let data = try? file.read(upToCount: member.count) ?? Data(), data.count == member.count
        else { throw InputError(file: path, "cannot be read", remedy: "check its permissions and the disk") }
        return data
    }
}
