import Documents
import Foundation
import Models
import Shards
import TestSupport
import Tensors
import Tokenizers

@testable import Training

/// Shards of random features, and a recipe for a small DASD that is trained on them.
enum SmallShards {
    static let images = Golden.own.file("images")
    static let clip = Golden.own.file("clip")
    static let tokenizer = Golden.own.file("tokenizers/wordpiece")

    /// Two shards with a range of items each, which have two captions in English and one in Spanish and in Catalan. Their
    /// pictures lie in ``images``.
    static func write(
        to folder: String, items: [Range<Int>] = [0..<13, 13..<30], tokenizer: String = SmallShards.tokenizer
    ) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let clip = try CLIP(folder: SmallShards.clip)
        let tokenizer = try TokenizerFolder.load(tokenizer)
        let source = ShardDescription.Source(name: tokenizer.name, digest: tokenizer.digest)
        let description = ShardDescription(
            dataset: "d", split: "train", sourceLanguage: "en", model: .init(name: clip.name, digest: clip.digest),
            preprocessing: "p", sampling: "s", pooling: "mean", precision: "fp32", salvage: false,
            tokenizers: ["en": source, "es": source, "ca": source])
        var random = SeededGenerator(seed: 5)
        func row() -> [Float] { (0..<clip.configuration.projection).map { _ in Float(random.normal()) } }
        func tokens() -> [Int32] {
            (0..<3 + random.below(6)).map { _ in Int32(random.below(tokenizer.vocabularySize)) }
        }
        var entries: [ShardIndex.Entry] = []
        for (shard, items) in items.enumerated() {
            var visual = FeatureRows(row: [clip.configuration.projection])
            var features = visual
            var media = MediaColumn()
            var captions = ["en": CaptionColumn(), "es": CaptionColumn(), "ca": CaptionColumn()]
            for item in 0..<items.count {
                visual.append(row())
                media.append(ItemMedia(path: item % 2 == 0 ? "wide.jpg" : "gray.jpg", isVideo: false))
                for _ in 0..<2 {
                    captions["en"]?.add("", item: item, source: nil, tokens: tokens())
                    features.append(row())
                }
                for language in ["es", "ca"] {
                    captions[language]?.add("", item: item, source: 2 * item + 1, tokens: tokens())
                }
            }
            captions["en"]?.features = features
            let name = "train-\(shard).safetensors"
            try ShardWriter.write(
                to: "\(folder)/\(name)", description, ids: TextColumn(items.map { "i\($0)" }), visual: visual,
                frames: [Int32](repeating: 1, count: items.count), media: media, captions: captions)
            let size = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.size] as? Int
            entries.append(
                .init(
                    file: name, split: "train", items: items.count, captions: [:], bytes: size ?? 0,
                    sha256: try Digest.ofFile("\(folder)/\(name)")))
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: "\(folder)/index.json"))
    }

    /// A tokenizer of a few words.
    static func writeTokenizer(words: Int, to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let all = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + (0..<words - 5).map { "w\($0)" }
        try Data(all.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: folder + "/vocab.txt"))
    }

    static func recipe(_ keys: String = "", languages: String = "[es, ca]") throws -> Recipe {
        let text = """
            recipe: dasd
            languages: \(languages)
            batch: 8
            sizes: {embedding: 16, shared_layers: 1, bottleneck: 8, rank: 4, global: 8}
            stages: [{objective: cross-lingual, steps: 14, rate: 0.01}, {objective: cross-modal, steps: 7, rate: 0.001}]
            checkpoint_every: 4
            threads: 1
            \(keys)
            """
        return try Recipe(
            Document(parsing: text, file: "recipe.yaml"), model: clip, tokenizer: tokenizer)
    }
}
