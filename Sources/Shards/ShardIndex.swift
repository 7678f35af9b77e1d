import Documents
import Foundation

/// index.json: the shards of a folder with counts, bytes and digests. A trainer needs nothing else.
public struct ShardIndex: Sendable, Equatable, Codable {
    /// One shard.
    public struct Entry: Sendable, Equatable, Codable {
        /// The file's name, in the index's folder.
        public let file: String
        public let split: String
        public let items: Int
        /// Captions by language.
        public let captions: [String: Int]
        public let bytes: Int
        public let sha256: String

        public init(file: String, split: String, items: Int, captions: [String: Int], bytes: Int, sha256: String) {
            self.file = file
            self.split = split
            self.items = items
            self.captions = captions
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    public var format = ShardDescription.format
    public var shards: [Entry]

    /// The name of the file.
    public static let name = "index.json"

    public init(shards: [Entry]) {
        self.shards = shards
    }

    /// Reads a folder's index.
    /// - Throws: ``InputError`` when there is none or it is not one.
    public init(folder: String) throws {
        let path = folder + "/" + ShardIndex.name
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(file: path, "no such file", remedy: "name a folder of shards that `tessera features` made")
        }
        try self.init(data, file: path)
    }

    /// Reads an index.
    /// - Parameter path: where it came from.
    /// - Throws: ``InputError`` when it is not one.
    init(_ data: Data, file path: String) throws {
        do {
            self = try JSONDecoder().decode(ShardIndex.self, from: data)
        } catch {
            throw InputError(file: path, "not an index of shards", remedy: "make the shards again")
        }
        guard format == ShardDescription.format else {
            throw InputError(file: path, key: "format", "'\(format)' is not read", remedy: "make the shards again")
        }
    }

    /// The digest of a folder's index, which tells its shards apart from any others.
    /// - Throws: ``InputError`` when there is none or it is not one.
    public static func digest(folder: String) throws -> String {
        _ = try ShardIndex(folder: folder)
        return try Digest.ofFile("\(folder)/\(name)")
    }

    /// The folder of shards that a path means: itself, or the `shards` in it.
    public static func folder(in path: String) -> String {
        let inner = path + "/shards"
        let manager = FileManager.default
        return !manager.fileExists(atPath: "\(path)/\(name)") && manager.fileExists(atPath: "\(inner)/\(name)")
            ? inner : path
    }

    /// The folder that the media of a folder of shards usually lie in: the workspace, where the corpus lies beside the shards.
    public static func media(of shards: String) -> String { shards + "/.." }

    /// The file's bytes.
    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
