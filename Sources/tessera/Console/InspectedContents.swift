import Corpus
import Foundation
import Shards
import Tensors

/// What `tessera inspect` finds, as one JSON document or as text.
struct InspectedContents: Encodable {
    struct TensorForm: Encodable {
        let type: String
        let shape: [Int]
    }

    private(set) var kind = ""
    private(set) var metadata: [String: String] = [:]
    private(set) var tensors: [String: TensorForm] = [:]
    private(set) var counts: [String: Int] = [:]
    /// The first ids of a corpus file.
    private(set) var first: [String] = []
    private(set) var shard: ShardSummary?
    /// The shards of a folder.
    private(set) var shards: [ShardIndex.Entry] = []
    /// Shards whose digest is the index's; nil where nobody asked.
    var verified: Int?

    mutating func add(tensors path: String) throws {
        let file = try SafetensorsFile(path)
        kind = "safetensors file"
        metadata = file.metadata
        for (name, entry) in file.entries {
            tensors[name] = TensorForm(type: entry.type.rawValue, shape: entry.shape)
        }
        guard file.metadata["format"] == ShardDescription.format else { return }
        kind = "feature shard"
        shard = try ShardSummary(FeatureShard(path))
    }

    mutating func add(corpus path: String) throws {
        kind = "corpus file"
        try CorpusFile.forEach(in: path) { item in
            counts["items", default: 0] += 1
            for caption in item.captions { counts["captions.\(caption.language)", default: 0] += 1 }
            if first.count < 5 { first.append(item.id) }
        }
    }

    mutating func add(shards folder: String) throws {
        kind = "folder of shards"
        shards = try ShardIndex(folder: folder).shards
        for shard in shards {
            counts["shards", default: 0] += 1
            counts["bytes", default: 0] += shard.bytes
            counts["items.\(shard.split)", default: 0] += shard.items
            for (language, count) in shard.captions {
                counts["captions.\(language).\(shard.split)", default: 0] += count
            }
        }
    }
}

extension InspectedContents {
    /// As text for a terminal.
    var text: String {
        var blocks = [kind]
        if let verified { blocks[0] += ", \(verified) \(verified == 1 ? "digest" : "digests") as in index.json" }
        blocks += metadata.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        add(tensors.sorted { $0.key < $1.key }.map { [$0.key, $0.value.type, "\($0.value.shape)"] }, to: &blocks)
        add(counts.sorted { $0.key < $1.key }.map { [$0.key, String($0.value)] }, to: &blocks)
        add(
            shards.map { [$0.file, "\($0.items) items", "\($0.bytes) bytes", String($0.sha256.prefix(12)) + "…"] },
            to: &blocks)
        if !first.isEmpty { blocks.append("first: \(first.joined(separator: ", "))") }
        if let shard { blocks += lines(of: shard) }
        return blocks.joined(separator: "\n")
    }

    private func add(_ rows: [[String]], to blocks: inout [String]) {
        if !rows.isEmpty { blocks.append(TextTable(rows: rows.map { ["  " + $0[0]] + $0.dropFirst() }).text) }
    }

    private func lines(of shard: ShardSummary) -> [String] {
        func number(_ value: Double?) -> String { value.map { String(format: "%.4g", $0) } ?? "-" }
        let header = ["", "features", "smallest norm", "mean", "largest", "NaN", "infinite", "zero"]
        let rows = shard.features.sorted { $0.key < $1.key }.map { name, found in
            [name, String(found.features)]
                + [found.smallestNorm, found.meanNorm, found.largestNorm].map(number)
                + [found.notANumber, found.infinite, found.zero].map(String.init)
        }
        var lines = [TextTable(rows: ([header] + rows).map { ["  " + $0[0]] + $0.dropFirst() }).text]
        lines.append("first of \(shard.items) items:")
        for item in shard.first {
            lines.append("  \(item.id), \(item.frames) \(item.frames == 1 ? "frame" : "frames")")
            for (language, captions) in item.captions.sorted(by: { $0.key < $1.key }) {
                lines += captions.map { "    \(language): \($0.text) \($0.tokens)" }
            }
        }
        return lines
    }
}
