import Corpus
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
                findings.add(
                    .shardCorpus, Place("\(folder)/\(ShardIndex.name)"),
                    "no shard is of '\(split)', which the corpus has")
                continue
            }
            for shard in ofSplit {
                for id in shard.ids where !corpus.holds(id) {
                    findings.add(.shardCorpus, Place(shard.path), items: [id], "'\(id)' is not in the corpus")
                }
            }
            // Items whose image or video could not be encoded are left out, and stand in the shards' done records.
            let failed = Set(
                ofSplit.flatMap { (DoneRecord.read(of: $0.path)?.outcome.failures ?? []).map { hashed($0.item) } })
            let held = Set(ofSplit.flatMap { $0.ids.map(hashed) })
            let lacking = corpus.register.places(of: split, without: held.union(failed))
            for place in lacking {
                findings.add(
                    .shardCorpus, Place(shard(of: place, ofSplit) ?? first.path),
                    "no shard of '\(split)' holds the item of \(place.file):\(place.line)")
            }
            guard failed.isEmpty, lacking.isEmpty else { continue }
            for (tag, count) in (corpus.captions[split] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let counts = ofSplit.compactMap { $0.captions[tag]?.count }
                // A language may be left out of shards; one that is in holds all captions.
                guard !counts.isEmpty, counts.reduce(0, +) != count else { continue }
                findings.add(
                    .shardCorpus, Place(first.path),
                    "shards of '\(split)' hold \(counts.reduce(0, +)) captions in \(tag), and the corpus \(count)")
            }
        }
        return findings
    }

    /// The shard of the same part of the split as a corpus file, where the names tell it.
    private func shard(of place: Place, _ shards: [ShardContents]) -> String? {
        guard let part = CorpusFile.part(of: place.file) else { return nil }
        return shards.first { shard in
            guard let its = CorpusFile.part(of: shard.path) else { return false }
            return its.index == part.index && its.count == part.count
        }?.path
    }
}
