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

    init() throws {
        folder = try TemporaryFolder()
        try SmallShards.write(to: folder.file("shards"))
    }

    private func recipe(_ keys: String = "", languages: String = "[es, ca]") throws -> Recipe {
        try SmallShards.recipe(keys, languages: languages)
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

    /// A flipped bit in a checkpoint on the way would go on in all weights that follow: the run begins anew.
    @Test(arguments: ["model.safetensors", "optimizer.safetensors", "metrics.jsonl", "state.json", "digests.json"])
    func anAlteredCheckpointIsNotGoneOnFrom(_ name: String) async throws {
        let recipe = try recipe("")
        let quiet = ProgressReporter { _ in }
        _ = try await Trainer(recipe, shards: folder.file("shards"))
            .train(
                to: folder.file("whole"), in: TrainingFolder(folder.file("whole-run")), validator: nil,
                reporting: quiet)
        let run = TrainingFolder(folder.file("run"))
        let path = URL(fileURLWithPath: try await stop(recipe, in: run).folder + "/" + name)
        var data = try Data(contentsOf: path)
        data[data.count * 3 / 4] ^= 1
        try data.write(to: path)
        let begin = Mutex<Int?>(nil)
        _ = try await Trainer(recipe, shards: folder.file("shards"))
            .train(
                to: folder.file("resumed"), in: run, validator: nil,
                reporting: ProgressReporter { step in begin.withLock { $0 = $0 ?? step } })
        #expect(begin.withLock { $0 } == 0)
        #expect(try files("resumed") == files("whole"))
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
