import Documents
import Foundation
import Models
import Shards
import Synchronization
import TestSupport
import Testing
import Tokenizers
import Workspace

@testable import Tensors
@testable import Training

/// A small DASD, trained from shards of random features.
@Suite struct TrainerTests {
    private let folder: TemporaryFolder
    private static let clip = Golden.own.file("clip")
    private static let tokenizer = Golden.own.file("tokenizers/wordpiece")

    init() throws {
        folder = try TemporaryFolder()
        try TrainerTests.writeShards(folder.file("shards"))
    }

    /// 30 items in two shards, each with two captions in English and one in Spanish and in Catalan.
    private static func writeShards(_ folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let clip = try CLIP(folder: clip)
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
        for (shard, items) in [0..<13, 13..<30].enumerated() {
            var visual = FeatureRows(row: [clip.configuration.projection])
            var features = visual
            var captions = ["en": CaptionColumn(), "es": CaptionColumn(), "ca": CaptionColumn()]
            for item in 0..<items.count {
                visual.append(row())
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
                frames: [Int32](repeating: 1, count: items.count), captions: captions)
            entries.append(
                .init(
                    file: name, split: "train", items: items.count, captions: [:], bytes: 0,
                    sha256: try Digest.ofFile("\(folder)/\(name)")))
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: "\(folder)/index.json"))
    }

    private func recipe(_ keys: String = "", languages: String = "[es, ca]") throws -> Recipe {
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
            Document(parsing: text, file: "recipe.yaml"), model: TrainerTests.clip, tokenizer: TrainerTests.tokenizer)
    }

    private func files(_ name: String) throws -> [Data] {
        try ["model.safetensors", "optimizer.safetensors", "state.json", "metrics.jsonl"].map {
            try Data(contentsOf: URL(fileURLWithPath: folder.file("\(name)/\($0)")))
        }
    }

    /// A run that is stopped in the middle of an epoch and goes on gives the bytes of one that was not stopped.
    @Test(arguments: ["", "sampling: language", "sampling: {es: 1, ca: 3}\nlength_window: 2"])
    func aRunThatGoesOnGivesTheSameBytes(_ keys: String) async throws {
        let recipe = try recipe(keys)
        let shards = folder.file("shards")
        let whole = try await Trainer(recipe, shards: shards)
            .train(
                to: folder.file("whole"), in: TrainingFolder(folder.file("whole-run")), validator: nil,
                reporting: ProgressReporter { _ in })
        #expect(whole.counts["captions"] == 60)

        let run = TrainingFolder(folder.file("run"))
        let state = try await stop(recipe, in: run).state
        // 60 captions an epoch; the position counts captions, so the twelfth batch lies in the second.
        #expect(state.epoch == 1 && (1..<60).contains(state.position))
        _ = try await Trainer(recipe, shards: shards)
            .train(
                to: folder.file("resumed"), in: run, validator: nil, reporting: ProgressReporter { _ in })
        #expect(try files("resumed") == files("whole"))
        let steps = try String(contentsOfFile: folder.file("whole/metrics.jsonl"), encoding: .utf8)
        #expect(steps.hasPrefix(#"{"step":0,"stage":"cross-lingual""#))
    }

    /// Begins a run and stops it after its twelfth step.
    private func stop(_ recipe: Recipe, in run: TrainingFolder) async throws -> Checkpoint {
        let twelfth = run.checkpoints + "/step-000000012"
        let stopped = Task { [folder] in
            try await Trainer(recipe, shards: folder.file("shards"))
                .train(
                    to: folder.file("stopped"), in: run, validator: nil,
                    reporting: ProgressReporter { _ in
                        if FileManager.default.fileExists(atPath: twelfth) { withUnsafeCurrentTask { $0?.cancel() } }
                    })
        }
        await #expect(throws: CancellationError.self) { try await stopped.value }
        return try Checkpoint(folder: twelfth)
    }

    /// A checkpoint is the same file wherever it was written. What comes of the numbers differs by their rounding.
    @Test(arguments: [(Device.cpu, Device.standIn), (.standIn, .cpu)])
    func aRunGoesOnOnAnotherDevice(_ first: Device, _ second: Device) async throws {
        var recipe = try recipe("clip_gradients: 1")
        let quiet = ProgressReporter { _ in }
        _ = try await Trainer(recipe, shards: folder.file("shards"))
            .train(
                to: folder.file("whole"), in: TrainingFolder(folder.file("whole-run")), validator: nil,
                reporting: quiet)
        recipe.device = first
        let run = TrainingFolder(folder.file("run"))
        _ = try await stop(recipe, in: run)
        recipe.device = second
        let begin = Mutex<Int?>(nil)
        _ = try await Trainer(recipe, shards: folder.file("shards"))
            .train(
                to: folder.file("moved"), in: run, validator: nil,
                reporting: ProgressReporter { step in begin.withLock { $0 = $0 ?? step } })
        #expect(begin.withLock { $0 } == 12)
        for name in ["model.safetensors", "optimizer.safetensors"] {
            let (whole, moved) = (
                try ReferenceTensors(folder.file("whole/" + name)), try ReferenceTensors(folder.file("moved/" + name))
            )
            #expect(whole.names == moved.names)
            for tensor in whole.names {
                let difference = relativeDifference(moved.floats(tensor), whole.floats(tensor))
                #expect(difference < 1e-3, "\(tensor): \(difference)")
            }
        }
    }

    @Test func theDeviceIsReadAndBelongsToNoIdentity() throws {
        #expect(try recipe().device == .cpu)
        #expect(try recipe("device: cuda").device == .cuda)
        #expect(try recipe("device: cuda").identity == recipe().identity)
        let error = #expect(throws: InputError.self) { _ = try recipe("device: stand-in") }
        #expect(error?.remedy == "use one of: cpu, cuda")
    }

    @Test func shardsThatGoBadStopTheRunBeforeACheckpoint() async throws {
        let trainer = try Trainer(recipe(), shards: folder.file("shards"))
        let bad = folder.file("shards/train-1.safetensors")
        let run = TrainingFolder(folder.file("run"))
        try FileManager.default.removeItem(atPath: bad)
        let error = await #expect(throws: InputError.self) {
            _ = try await trainer.train(
                to: folder.file("out"), in: run, validator: nil, reporting: ProgressReporter { _ in })
        }
        #expect(error?.file == bad)
        #expect(!run.hasCheckpoints)
    }

    @Test(arguments: ["sampling: some", "sampling: {es: 1}", "sampling: {es: 0, ca: 0}", "length_window: 0"])
    func keysThatDoNotFitAreRefused(_ keys: String) {
        let error = #expect(throws: InputError.self) { _ = try recipe(keys) }
        #expect(error?.file == "recipe.yaml")
    }

    @Test func keysOfTheStreamAreRead() throws {
        #expect(try recipe().stream == StreamSettings(batch: 8))
        let stream = try recipe("sampling: {ca: 3, es: 1}\nlength_window: 50\none_caption_per_item: false").stream
        let expected = StreamSettings(
            batch: 8, sampling: .weighted([1, 3]), oneCaptionPerItem: false, window: 50)
        #expect(stream == expected)
    }
}
