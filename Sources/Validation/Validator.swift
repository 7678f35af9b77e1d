import Corpus
import Documents
import Foundation
import Shards

/// Looks at a manifest, a corpus or shards, and says what is wrong.
public enum Validator {
    /// - Parameter path: a manifest, a workspace, a folder of corpus files, or one of shards.
    /// - Returns: what was found, errors first.
    /// - Throws: ``InputError`` when the path is none of these, or not readable.
    public static func validate(_ path: String) throws -> [Finding] {
        if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
            switch try ManifestKind(of: path) {
            case .dataset: _ = try Manifest(contentsOf: path)
            case .model: _ = try ModelManifest(contentsOf: path)
            }
            return []
        }
        var findings: [Finding] = []
        let shards = ShardIndex.folder(in: path)
        let hasShards = FileManager.default.fileExists(atPath: "\(shards)/\(ShardIndex.name)")
        if hasShards { findings += try ShardRules.check(folder: shards) }
        // A folder of shards alone has no corpus; of anything else a corpus is expected.
        if !hasShards || shards != path { findings += try CorpusRules.check(CorpusFolder(path)) }
        return findings.filter { $0.count > 0 }.sorted {
            ($0.severity == .error ? 0 : 1, $0.rule) < ($1.severity == .error ? 0 : 1, $1.rule)
        }
    }
}
