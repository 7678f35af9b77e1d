import Documents
import Foundation
import Shards
import TestSupport
import Tensors

@testable import Validation

/// Three sound shards of random features, two of `train` and one of `test`, to plant faults into.
struct SmallShards {
    struct Shard {
        var split: String
        var description: ShardDescription
        var ids: [String]
        var visual: [[Float]]
        var features: [[Float]]
        /// Tokens of English and German captions, one of each an item.
        var english: [[Int32]]
        var german: [[Int32]]
        /// What the index says beside what is true.
        var items: Int?
        var indexSplit: String?
    }

    let folder: TemporaryFolder
    var shards: [Shard]
    static let names = ["train-00000-of-00002", "train-00001-of-00002", "test-00000-of-00001"]

    init() throws {
        folder = try TemporaryFolder()
        var random = SeededGenerator(seed: 11)
        func rows(_ count: Int) -> [[Float]] { (0..<count).map { _ in (0..<16).map { _ in Float(random.normal()) } } }
        shards = SmallShards.names.enumerated().map { number, name in
            let split = String(name.split(separator: "-")[0])
            let description = ShardDescription(
                dataset: "d", split: split, sourceLanguage: "en", model: .init(name: "clip", digest: "aaaa"),
                preprocessing: "p", sampling: "uniform:12", pooling: "mean", precision: "fp32", salvage: false,
                tokenizers: ["en": .init(name: "bpe", digest: "bbbb"), "de": .init(name: "wordpiece", digest: "cccc")],
                vocabularies: ["en": 100, "de": 200])
            let tokens = (0..<6).map { [Int32(1), Int32(10 + 6 * number + $0), 2] }
            return Shard(
                split: split, description: description, ids: (0..<6).map { "\(name)/\($0)" }, visual: rows(6),
                features: rows(6), english: tokens, german: tokens.map { $0.dropLast() + [3] })
        }
    }

    func path(_ shard: Int) -> String { folder.file("shards/\(SmallShards.names[shard]).safetensors") }

    /// Writes the shards and their index.
    func write() throws {
        try FileManager.default.createDirectory(atPath: folder.file("shards"), withIntermediateDirectories: true)
        let entries = try shards.enumerated().map { number, shard in
            var (visual, features) = (FeatureRows(row: [shard.visual[0].count]), FeatureRows(row: [16]))
            for row in shard.visual { visual.append(row) }
            for row in shard.features { features.append(row) }
            var (english, german) = (CaptionColumn(), CaptionColumn())
            for item in shard.ids.indices {
                english.add("caption \(shard.ids[item])", item: item, source: nil, tokens: shard.english[item])
                german.add("Satz \(shard.ids[item])", item: item, source: item, tokens: shard.german[item])
            }
            english.features = features
            try ShardWriter.write(
                to: path(number), shard.description, ids: TextColumn(shard.ids), visual: visual,
                frames: [Int32](repeating: 1, count: shard.ids.count), captions: ["en": english, "de": german])
            let bytes = try FileManager.default.attributesOfItem(atPath: path(number))[.size] as? Int ?? 0
            return ShardIndex.Entry(
                file: "\(SmallShards.names[number]).safetensors", split: shard.indexSplit ?? shard.split,
                items: shard.items ?? shard.ids.count, captions: ["en": shard.ids.count, "de": shard.ids.count],
                bytes: bytes,
                sha256: try Digest.ofFile(path(number)))
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: folder.file("shards/index.json")))
    }

    /// What validation finds in them.
    func report(only: [String] = []) async throws -> ValidationReport {
        var settings = ValidationSettings()
        settings.examples = 20
        if !only.isEmpty { try settings.keep(only: only) }
        return try await DataValidator(settings).validate(folder.file("shards"))
    }
}
