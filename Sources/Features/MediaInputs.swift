import Foundation
import Workspace

/// What of a workspace's media the features of a corpus file depend on: the shards that it names, and everything else
/// that was fetched. So a shard that is fetched again makes only its own items' features stale.
struct MediaInputs {
    private let others: String
    private let shards: [String: String]

    /// The folder of fetched files, which the stages before write.
    private static let folder = "media"

    /// - Throws: ``InputError`` for a done record that cannot be read.
    init(of workspace: Workspace) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: workspace.file(MediaInputs.folder))) ?? []
        let outputs = names.filter { $0.hasSuffix(".done") }.map { "\(MediaInputs.folder)/\($0.dropLast(5))" }
        shards = try outputs.filter { $0.hasSuffix(".tar") }.reduce(into: [:]) { $0[$1] = try workspace.digest(of: $1) }
        others = try workspace.digest(ofOutputsIn: MediaInputs.folder) { !$0.hasSuffix(".tar") }
    }

    /// - Parameter names: as ``ShardNames`` finds them.
    func inputs(namingShards names: Set<String>) -> [String: String] {
        var result = ["media": others]
        for name in names { result[name] = shards[name] }
        return result
    }
}

/// The shards that the lines of a corpus file name, by their bytes: corpora are large, and most name none. A caption that
/// looks like a shard's path is taken for one, which does no harm.
struct ShardNames {
    private(set) var names: Set<String> = []

    private static let ending = Array(".tar".utf8)

    mutating func add(_ line: [UInt8]) {
        var rest = line[...]
        while let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
            let before = rest[..<hash]
            rest = rest[rest.index(after: hash)...]
            guard before.suffix(4).elementsEqual(ShardNames.ending) else { continue }
            let path = before.reversed().prefix { $0 != UInt8(ascii: "\"") }.reversed()
            // An encoder may escape the slash.
            names.insert(String(decoding: path, as: UTF8.self).replacing("\\/", with: "/"))
        }
    }
}
