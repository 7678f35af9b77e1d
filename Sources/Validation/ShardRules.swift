import Documents
import Foundation
import Shards

/// Rules over feature shards.
enum ShardRules {
    static func check(folder: String) throws -> [Finding] {
        var digest = Finding("shard-digest", .error)
        var unsound = Finding("shard-unsound", .error)
        var notFinite = Finding("features-not-finite", .error)
        var counts = Finding("shard-counts", .error)
        for entry in try ShardIndex(folder: folder).shards {
            let path = "\(folder)/\(entry.file)"
            do {
                if try Digest.ofFile(path) != entry.sha256 { digest.add(path, 0, "the SHA-256 is not the index's") }
                let shard = try FeatureShard(path)
                if shard.count != entry.items {
                    counts.add(path, 0, "\(shard.count) items, the index says \(entry.items)")
                }
                for language in shard.languages { _ = try shard.captions(language) }
                let rows = try shard.rowsNotFinite()
                if rows > 0 { notFinite.add(path, 0, "\(rows) rows of 'visual' hold infinities or no numbers") }
            } catch let error as InputError {
                unsound.add(path, 0, error.problem)
            }
        }
        return [digest, unsound, notFinite, counts]
    }
}
