import Corpus
import Documents
import Foundation
import Shards
import TestSupport
import Tensors
import Testing
import Workspace

@testable import Features

/// The stage on images and videos of the fixtures, and a CLIP whose features `transformers` computed.
@Suite struct FeaturesStageTests {
    private struct Inputs: Decodable { let texts, images: [String] }

    private let folder: TemporaryFolder
    private let golden = Golden.own

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("corpus"), withIntermediateDirectories: true)
        for name in ["images", "media"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.file(name), withDestinationPath: golden.file(name))
        }
    }

    private func item(_ id: String, _ path: String, texts: [String] = ["A picture."]) throws -> Item {
        let english = try Language("en")
        let kind: Item.Media.Kind = path.hasPrefix("images/") ? .image : .video
        return Item(
            id: id, split: "train", media: .init(path: path, kind: kind),
            captions: texts.map { Caption(language: english, text: $0) })
    }

    private func run(
        _ items: [Item], to out: String = "out", _ change: (inout FeatureSettings) -> Void = { _ in }
    ) async throws -> (shard: FeatureShard, outcome: Outcome) {
        try CorpusFile.write(items, to: folder.file("corpus/train.jsonl"))
        var settings = FeatureSettings(model: golden.file("clip"), sampling: .uniform(5))
        change(&settings)
        let corpus = try CorpusFolder(folder.path)
        let stage = FeaturesStage(dataset: "x", source: try Language("en"), corpus: { corpus }, settings)
        let workspace = Workspace(folder.file(out))
        let record = try #require(try await LocalExecutor(workspace).run(stage).first)
        return (try FeatureShard(workspace.file("shards/\(record.partition).safetensors")), record.outcome)
    }

    private func rows(_ tensor: Tensor) throws -> [[Float]] {
        let values = try tensor.converted(to: .float32).values(as: Float.self)
        let width = values.count / tensor.shape[0]
        return stride(from: 0, to: values.count, by: width).map { Array(values[$0..<$0 + width]) }
    }

    /// A model without a text tower: captions need a tokenizer of their own, and get no features.
    @Test func aVisionTowerAloneGivesVisualFeatures() async throws {
        let model = folder.file("siglip")
        try FileManager.default.copyItem(
            atPath: testsFolder + "/Fixtures/encoders/siglip", toPath: model)
        let preprocessing = """
            {"size": {"height": 45, "width": 45}, "resample": 3, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
            """
        try folder.write(preprocessing, to: "siglip/preprocessor_config.json")
        let items = [try item("a", "images/wide.jpg"), try item("b", "images/alpha.png")]
        let complaint = await #expect(throws: InputError.self) { try await run(items, to: "none") { $0.model = model } }
        #expect(complaint?.key == "features.tokenizers.en")

        let (shard, outcome) = try await run(items) {
            $0.model = model
            $0.tokenizers = [items[0].captions[0].language: golden.file("clip")]
        }
        #expect(outcome.failures.isEmpty && shard.visual.shape == [2, 24])
        let captions = try shard.captions("en")
        #expect(captions.features == nil && captions.count == 2)
        #expect(try captions.tokens(0).count > 2)
    }

    @Test func featuresAreThoseOfTransformers() async throws {
        let inputs: Inputs = try golden.json("clip/inputs.json")
        let expected = try ReferenceTensors(golden.file("clip/expected.safetensors"))
        var items = try inputs.images.map { try item($0, "images/" + $0, texts: []) }
        items[0].captions = try item("", "images/", texts: inputs.texts).captions
        let (shard, _) = try await run(items) { $0.batch = 2 }
        let images = try shard.visual.converted(to: .float32).values(as: Float.self)
        #expect(relativeDifference(images, expected.floats("image_embeds")) < 1e-3)
        let texts = try #require(try shard.captions("en").features).converted(to: .float32).values(as: Float.self)
        #expect(relativeDifference(texts, expected.floats("text_embeds")) < 1e-3)
    }

    /// Bytes depend neither on how many work nor on which of them is first.
    @Test func anyNumberOfWorkersGivesTheSameBytes() async throws {
        var items: [Item] = []
        for round in 0..<9 {
            items.append(try item("p\(round)", "images/wide.jpg", texts: [String(repeating: "long ", count: round)]))
            items.append(try item("q\(round)", round == 4 ? "images/none.jpg" : "images/gray.jpg"))
            if round % 4 == 0 { items.append(try item("v\(round)", "media/h264-short-gop.mp4")) }
        }
        func bytes(workers: Int) async throws -> Data {
            try await Cores.$limit.withValue(workers) {
                let (shard, _) = try await run(items, to: "out-\(workers)") { $0.batch = 4 }
                return try Data(contentsOf: URL(fileURLWithPath: shard.path))
            }
        }
        let alone = try await bytes(workers: 1)
        #expect(try await bytes(workers: 2) == alone)
        #expect(try await bytes(workers: 5) == alone)
    }

    /// A broken picture, mended later, changes no other's bits: neither images' nor captions'.
    @Test func aFailedItemKeepsItsSlot() async throws {
        let names = ["landscape.jpg", "gray.jpg", "wide.jpg", "palette.png", "tiny.png"]
        func items(without broken: Int?) throws -> [Item] {
            try names.enumerated().map { index, name in
                try item(
                    "i\(index)", index == broken ? "images/none.jpg" : "images/" + name,
                    texts: ["number", String(repeating: "and ", count: 3 * index)])
            }
        }
        let (whole, _) = try await run(items(without: nil)) { $0.batch = 3 }
        var images = try rows(whole.visual)
        var texts = try rows(#require(try whole.captions("en").features))
        for broken in [0, 4] {
            let (shard, outcome) = try await run(items(without: broken), to: "out-\(broken)") { $0.batch = 3 }
            #expect(outcome.failures == [.init(item: "i\(broken)", reason: "no such file")])
            let expected = images.indices.filter { $0 != broken }
            #expect(try rows(shard.visual) == expected.map { images[$0] })
            #expect(
                try rows(#require(try shard.captions("en").features)) == expected.flatMap { texts[2 * $0...2 * $0 + 1] }
            )
            #expect(try shard.captions("en").items == expected.indices.flatMap { [Int32($0), Int32($0)] })
        }
        (images, texts) = ([], [])
    }

    @Test func theWaysOfPoolingAgree() async throws {
        let items = [
            try item("v", "media/h264-bframes.mp4"), try item("p", "images/wide.jpg"),
            try item("g", "media/one-frame.mp4"),
        ]
        let (kept, outcome) = try await run(items) { $0.pooling = .frames }
        #expect(kept.visual.shape == [3, 5, kept.visual.shape[2]])
        #expect(try kept.frames().values(as: Int32.self) == [5, 1, 1])
        #expect(outcome.counts["videos"] == 2 && outcome.counts["images"] == 1 && outcome.counts["frames"] == 7)
        let width = kept.visual.shape[2]
        let frames = try rows(kept.visual)
        #expect(frames[1].dropFirst(width).allSatisfy { $0 == 0 })
        let video = stride(from: 0, to: 5 * width, by: width).map { Array(frames[0][$0..<$0 + width]) }
        func mean(_ rows: [[Float]]) -> [Float] {
            (0..<width).map { column in rows.map { $0[column] }.reduce(0, +) / Float(rows.count) }
        }
        let pooled = try rows(await run(items, to: "mean").shard.visual)
        #expect(relativeDifference(pooled[0], mean(video)) < 2e-3)
        #expect(pooled[1] == Array(frames[1].prefix(width)))
        let normalised = try rows(await run(items, to: "normalised") { $0.pooling = .meanNormalised }.shard.visual)
        let units = video.map { row in
            let length = row.map { $0 * $0 }.reduce(0, +).squareRoot()
            return row.map { $0 / length }
        }
        #expect(relativeDifference(normalised[0], mean(units)) < 2e-3)
        #expect(normalised[1] == pooled[1])
        // Trainers take the mean of kept frames.
        try ShardIndex(shards: [
            .init(
                file: "train.safetensors", split: "train", items: 3, captions: [:], bytes: 0,
                sha256: Digest.ofFile(kept.path))
        ]).encoded().write(to: URL(fileURLWithPath: folder.file("out/shards/index.json")))
        let set = try FeatureSet(folder: folder.file("out/shards"), split: "train", languages: ["en"])
        let trained = try rows(set.allVisual())
        #expect(relativeDifference(trained[0], mean(video)) < 1e-4)
        let pool = try CaptionPool(
            folder: folder.file("out/shards"), split: "train", languages: ["en"], columns: [.visual])
        let gathered = try rows(#require(pool.gather([0]).visual))
        #expect(relativeDifference(gathered[0], mean(video)) < 1e-4)
    }

    @Test func theShardSaysWhatItWasMadeWith() async throws {
        let (shard, _) = try await run([item("p", "images/wide.jpg")]) {
            $0.pooling = .meanNormalised
            $0.decoding.salvage = true
        }
        #expect(shard.description.pooling == "mean-normalised" && shard.description.salvage)
        #expect(shard.description.precision == "fp32" && shard.description.sampling == "uniform:5")
    }

    @Test func aCorpusIsCutIntoShardsThatTogetherHoldAll() async throws {
        let items = try (0..<7).map { try item("i\($0)", "images/gray.jpg", texts: ["\($0)", "x\($0)"]) }
        _ = try await run(items) { $0.shard = .items(3) }
        var found: [String] = []
        for index in 0..<3 {
            let shard = try FeatureShard(folder.file("out/shards/train-0000\(index)-of-00003.safetensors"))
            found += try shard.texts(of: "en")
            #expect(shard.description.split == "train")
        }
        #expect(found == (0..<7).flatMap { ["\($0)", "x\($0)"] })
    }

    @Test func cudaIsRefusedWhereThereIsNone() async throws {
        let error = await #expect(throws: InputError.self) {
            try await run([item("p", "images/wide.jpg")]) { $0.device = .cuda }
        }
        #expect(error?.description.contains("CUDA") == true)
    }

    @Test func cancellationEndsItAtOnce() async throws {
        let items = try (0..<4000).map { try item("i\($0)", "media/h264-bframes.mp4") }
        let task = Task { try await run(items) }
        try await Task.sleep(for: .milliseconds(400))
        let begin = ContinuousClock.now
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(begin.duration(to: .now) < .seconds(3))
        let left = (try? FileManager.default.contentsOfDirectory(atPath: folder.file("out/shards"))) ?? []
        #expect(left.isEmpty, "\(left)")
    }
}
