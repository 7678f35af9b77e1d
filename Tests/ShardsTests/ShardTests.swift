import Documents
import Foundation
import TestSupport
import Tensors
import Testing

@testable import Shards

@Suite struct ShardTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func description(model: String = "m1") -> ShardDescription {
        ShardDescription(
            dataset: "d", split: "train", sourceLanguage: "en", model: .init(name: "clip", digest: model),
            preprocessing: "p", sampling: "uniform:12", pooling: "mean",
            precision: "fp32", salvage: false,
            tokenizers: ["en": .init(name: "clip-bpe", digest: "t1"), "es": .init(name: "wordpiece", digest: "t2")])
    }

    /// A shard of `items` items with two English captions and one Spanish, whose features tell which they are.
    private func write(_ name: String, first: Int, items: Int, model: String = "m1") throws {
        var english = CaptionColumn()
        var spanish = CaptionColumn()
        for item in 0..<items {
            for caption in 0..<2 {
                english.add(
                    "item \(first + item) caption \(caption)", item: item, source: nil,
                    tokens: [1, Int32(first + item), 2])
            }
            spanish.add(
                "elemento é \(first + item)", item: item, source: 2 * item + 1, tokens: [7, Int32(first + item)])
        }
        var features = FeatureRows(row: [1])
        for caption in 0..<2 * items { features.append([Float(1000 + 2 * first + caption)]) }
        english.features = features
        var visual = FeatureRows(row: [1])
        for item in 0..<items { visual.append([Float(first + item)]) }
        try ShardWriter.write(
            to: folder.file(name), description(model: model), ids: TextColumn((0..<items).map { "id-\(first + $0)" }),
            visual: visual,
            frames: [Int32](repeating: 12, count: items), captions: ["en": english, "es": spanish])
    }

    private func writeIndex(_ names: [String]) throws {
        let entries = try names.map { name in
            ShardIndex.Entry(
                file: name, split: "train", items: try FeatureShard(folder.file(name)).count, captions: [:], bytes: 0,
                sha256: try Digest.ofFile(folder.file(name)))
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: folder.file("index.json")))
    }

    @Test func anotherReaderSeesTheFormatOfTheDesign() throws {
        try write("a.safetensors", first: 0, items: 3)
        let reference = try ReferenceTensors(folder.file("a.safetensors"))
        #expect(
            reference.names == [
                "captions.en.features", "captions.en.item", "captions.en.source", "captions.en.text.bytes",
                "captions.en.text.offsets", "captions.en.tokens", "captions.en.tokens.offsets", "captions.es.item",
                "captions.es.source", "captions.es.text.bytes", "captions.es.text.offsets", "captions.es.tokens",
                "captions.es.tokens.offsets", "ids.bytes", "ids.offsets", "visual", "visual.frames",
            ])
        #expect(reference.ints("captions.es.source") == [1, 3, 5])
        #expect(reference.ints("captions.en.source") == [-1, -1, -1, -1, -1, -1])
        #expect(reference.shape("visual") == [3, 1])
    }

    @Test func rowsAreGatheredFromSeveralShards() throws {
        try write("a.safetensors", first: 0, items: 3)
        try write("b.safetensors", first: 3, items: 2)
        try writeIndex(["a.safetensors", "b.safetensors"])
        let set = try FeatureSet(folder: folder.path, split: "train", languages: ["en", "es"])
        #expect(set.count == 5)
        let places = set.places("es")
        let mixed = [4, 0, 3, 1].map { ("es", places[$0]) }
        // Each Spanish caption translates its item's second English caption.
        #expect(try set.source(mixed).values(as: Float.self) == [1009, 1001, 1007, 1003])
        #expect(try set.sample("es", places[3]).tokens == [7, 3])
        #expect(set.item("es", places[3]) == 3)
        #expect(try set.shards[1].texts(of: "es") == ["elemento é 3", "elemento é 4"])
        #expect(try set.shards[1].ids() == ["id-3", "id-4"])
    }

    @Test func anAlteredShardIsRefusedByName() throws {
        try write("a.safetensors", first: 0, items: 2)
        try writeIndex(["a.safetensors"])
        var data = try Data(contentsOf: URL(fileURLWithPath: folder.file("a.safetensors")))
        data[data.count - 1] ^= 1
        try data.write(to: URL(fileURLWithPath: folder.file("a.safetensors")))
        let error = #expect(throws: InputError.self) {
            _ = try FeatureSet(folder: folder.path, split: "train", languages: ["en"])
        }
        #expect(error?.description.contains("a.safetensors: its SHA-256 is not the index's") == true)
    }

    @Test func shardsOfTwoModelsAreRefused() throws {
        try write("a.safetensors", first: 0, items: 2)
        try write("b.safetensors", first: 2, items: 2, model: "m2")
        try writeIndex(["a.safetensors", "b.safetensors"])
        let error = #expect(throws: InputError.self) {
            _ = try FeatureSet(folder: folder.path, split: "train", languages: ["en"])
        }
        #expect(error?.file?.hasSuffix("b.safetensors") == true)
    }

    @Test func aSplitOrLanguageThatIsNotThereIsNamed() throws {
        try write("a.safetensors", first: 0, items: 2)
        try writeIndex(["a.safetensors"])
        #expect(throws: InputError.self) { _ = try FeatureSet(folder: folder.path, split: "test", languages: []) }
        #expect(throws: InputError.self) { _ = try FeatureSet(folder: folder.path, split: "train", languages: ["de"]) }
    }

    @Test func anotherFileIsNoShard() throws {
        var writer = SafetensorsWriter()
        try writer.add("visual", [1, 2] as [Float])
        try writer.write(to: folder.file("x.safetensors"))
        #expect(throws: InputError.self) { _ = try FeatureShard(folder.file("x.safetensors")) }
    }
}
