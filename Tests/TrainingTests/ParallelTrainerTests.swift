import Documents
import Foundation
import Shards
import TestSupport
import Testing
import Workspace

@testable import Training

/// Runs of the recipe `parallel` on small shards and the pictures behind them.
@Suite struct ParallelTrainerTests {
    private let folder: TemporaryFolder
    private let quiet = ProgressReporter { _ in }

    init() throws {
        folder = try TemporaryFolder()
        try SmallShards.writeTokenizer(words: 60, to: folder.file("tokenizer"))
        try SmallShards.write(to: folder.file("shards"), tokenizer: folder.file("tokenizer"))
    }

    private func recipe(
        _ keys: String = "pixels: {media: \(SmallShards.images), crop: {}, flip: true}",
        languages: String = "[en, es, ca]"
    ) throws -> Recipe {
        let text = """
            recipe: parallel
            text_model: \(testsFolder)/Fixtures/text/bert
            languages: \(languages)
            projection: 8
            batch: 6
            stages: [{objective: cross-modal, steps: 8, rate: 0.001}]
            checkpoint_every: 3
            threads: 1
            \(keys)
            """
        return try Recipe(
            Document(parsing: text, file: "recipe.yaml"), model: SmallShards.clip, tokenizer: folder.file("tokenizer"))
    }

    private func files(_ name: String) throws -> [Data] {
        try ["model.safetensors", "optimizer.safetensors", "state.json", "metrics.jsonl"].map {
            try Data(contentsOf: URL(fileURLWithPath: folder.file("\(name)/\($0)")))
        }
    }

    private func train(_ recipe: Recipe, to name: String) async throws -> Outcome {
        try await Trainer(recipe, shards: folder.file("shards"))
            .train(
                to: folder.file(name), in: TrainingFolder(folder.file(name + "-run")), validator: nil, reporting: quiet)
    }

    /// Crops and mirror images are those of the batch, whoever makes it and when.
    @Test func aRunThatGoesOnGivesTheSameBytes() async throws {
        let recipe = try recipe()
        #expect(try await train(recipe, to: "whole").counts["captions"] == 30)
        let run = TrainingFolder(folder.file("resumed-run"))
        let third = run.checkpoints + "/step-000000003"
        let stopped = Task { [folder] in
            try await Trainer(recipe, shards: folder.file("shards"))
                .train(
                    to: folder.file("stopped"), in: run, validator: nil,
                    reporting: ProgressReporter { _ in
                        if FileManager.default.fileExists(atPath: third) { withUnsafeCurrentTask { $0?.cancel() } }
                    })
        }
        await #expect(throws: CancellationError.self) { try await stopped.value }
        _ = try await train(recipe, to: "resumed")
        #expect(try files("resumed") == files("whole"))
    }

    @Test func picturesAreVariedAsTheRecipeSays() async throws {
        let plain = "pixels: {media: \(SmallShards.images)}"
        _ = try await train(recipe(plain), to: "plain")
        _ = try await train(recipe(plain), to: "again")
        _ = try await train(recipe(), to: "varied")
        #expect(try files("plain") == files("again"))
        #expect(try files("plain")[0] != files("varied")[0])
    }

    /// The item's second English caption alone is translated; English alone has both.
    @Test(arguments: [("[en, es, ca]", 30), ("[en]", 60), ("[es]", 30)])
    func captionsComeWithThoseOfAllLanguages(_ languages: String, _ captions: Int) async throws {
        let trainer = try Trainer(recipe("", languages: languages), shards: folder.file("shards"))
        #expect(trainer.stream.count == captions)
        let batch = try await TrainingBatch(trainer.stream.batches().next())
        let count = languages.split(separator: ",").count
        #expect(batch.count == 6 && batch.captions.tokens.shape[0] == 6 * count)
        #expect(batch.epochs == 0)
    }

    @Test func preprocessingOfAnotherSizeIsRefused() throws {
        let model = folder.file("clip")
        try FileManager.default.copyItem(atPath: SmallShards.clip, toPath: model)
        let path = model + "/preprocessor_config.json"
        var config = try #require(
            JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: path))) as? [String: Any])
        config["crop_size"] = 8
        try JSONSerialization.data(withJSONObject: config).write(to: URL(fileURLWithPath: path))
        var recipe = try recipe()
        recipe.model = model
        let error = #expect(throws: InputError.self) { try Trainer(recipe, shards: folder.file("shards")) }
        #expect(error?.key == "crop_size")
    }

    /// Pixels come of the preprocessing too, so another one makes another run.
    @Test func theRunDependsOnThePreprocessing() throws {
        let model = folder.file("clip")
        try FileManager.default.copyItem(atPath: SmallShards.clip, toPath: model)
        var recipe = try recipe()
        recipe.model = model
        let before = try Trainer(recipe, shards: folder.file("shards")).fingerprint
        let path = model + "/preprocessor_config.json"
        let config = try String(contentsOfFile: path, encoding: .utf8)
        try Data((config + "\n").utf8).write(to: URL(fileURLWithPath: path))
        #expect(try Trainer(recipe, shards: folder.file("shards")).fingerprint != before)
    }

    @Test func theStreamSaysHowFarItIs() async throws {
        let trainer = try Trainer(recipe("", languages: "[es]"), shards: folder.file("shards"))
        let batches = try trainer.stream.batches()
        var epochs: [Double] = []
        for _ in 0..<6 { epochs.append(try await batches.next().epochs) }
        #expect(epochs[0] == 0 && abs(epochs[1] - 0.2) < 1e-9 && abs(epochs[4] - 0.8) < 1e-9 && epochs[5] == 1)
    }

    @Test(arguments: [
        ("pixels: {media: nowhere}", "pixels.media"), ("pixels: {sample: never}", "pixels.sample"),
        ("pixels: {crop: {area: [1, 0.5]}}", "pixels.crop.area"), ("pooling: max", "pooling"),
        ("pixels: {sample: all}", "pixels.sample"), ("precision: bf16", "precision"),
        ("embeddings: words", "embeddings"), ("sampling: {en: 1, es: 2, ca: 1}", "sampling.es"),
        ("pixels: {}\ntuning: {method: prompt}", "tuning.method"), ("temperature: 0", "temperature"),
        ("frozen_epochs: -1", "frozen_epochs"), ("losses: {}", "losses"),
    ])
    func whatIsWrongIsNamed(_ keys: String, _ key: String) throws {
        let error = #expect(throws: InputError.self) {
            _ = try Trainer(recipe(keys), shards: folder.file("shards"))
        }
        #expect(error?.key == key, "\(String(describing: error))")
    }

    @Test func otherLanguagesAreCheckedToo() throws {
        #expect(throws: InputError.self) { try recipe().with(languages: []) }
        #expect(throws: InputError.self) { try recipe().with(languages: [.init("en"), .init("en")]) }
        #expect(throws: InputError.self) { try recipe(languages: "[en, en]") }
        let weighted = try SmallShards.recipe("sampling: {es: 1, ca: 3}")
        #expect(throws: InputError.self) { try weighted.with(languages: [.init("ca"), .init("es")]) }
        #expect(try recipe().with(languages: [.init("en")]).languages.map(\.tag) == ["en"])
    }
}
