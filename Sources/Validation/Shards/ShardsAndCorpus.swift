import Foundation
import Shards
import Workspace

/// Whether shards hold the items and captions of the corpus that they were made from.
struct ShardsAndCorpus {
    let settings: ValidationSettings
    let folder: String

    func findings(_ shards: [ShardContents], _ corpus: CorpusCheck.Summary) -> Findings {
        var findings = Findings(settings)
        for split in Set(shards.map(\.split)).union(corpus.items.keys).sorted() {
            let ofSplit = shards.filter { $0.split == split }
            guard let first = ofSplit.first else {
                findings.add(.shardCorpus, Place("\(folder)/\(ShardIndex.name)"), "no shard is of '\(split)', which the corpus has")
                continue
            }
            for shard in ofSplit {
                for id in shard.ids where !corpus.holds(id) {
                    findings.add(.shardCorpus, Place(shard.path), items: [id], "'\(id)' is not in the corpus")
                }
            }
            // Items whose image or video could not be encoded are left out, and stand in the shards' done records.
            let failed = ofSplit.reduce(0) { $0 + (DoneRecord.read(of: $1.path)?.outcome.failures.count ?? 0) }
            let (found, expected) = (ofSplit.reduce(0) { $0 + $1.ids.count }, corpus.items[split] ?? 0)
            if found + failed < expected || found > expected {
                findings.add(
                    .shardCorpus, Place(first.path),
                    "shards of '\(split)' hold \(found) items, and the corpus \(expected), of which \(failed) failed")
            }
            guard failed == 0, found == expected else { continue }
            for (tag, count) in (corpus.captions[split] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let held = ofSplit.compactMap { $0.captions[tag]?.count }
                // A language may be left out of shards; one that is in holds all captions.
                guard !held.isEmpty, held.reduce(0, +) != count else { continue }
                findings.add(
                    .shardCorpus, Place(first.path),
                    "shards of '\(split)' hold \(held.reduce(0, +)) captions in \(tag), and the corpus \(count)")
            }
        }
        return findings
    }
}
