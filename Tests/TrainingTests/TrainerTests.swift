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

    /// Of several checkpoints, the last that is whole is gone on from, and what was lost is said.
    @Test func anOlderCheckpointStandsInForADamagedOne() async throws {
        let recipe = try recipe("keep_checkpoints: 3")
        let whole = try await trained(recipe, to: "whole", in: TrainingFolder(folder.file("whole-run")))
        let run = TrainingFolder(folder.file("run"))
        let file = try await stop(recipe, in: run).folder + "/optimizer.safetensors"
        try FileHandle(forWritingTo: URL(fileURLWithPath: file)).truncate(atOffset: 1000)
        let resumed = try await trained(recipe, to: "resumed", in: run)
        #expect(whole.begin == 0 && resumed.begin == 8)
        #expect(resumed.told.contains("step-000000012 is not as it was written: going on from step 8"))
        #expect(try files("resumed") == files("whole"))
    }

    /// Ctrl-C, or a machine that is wanted for something else, takes no step away.
    @Test func aRunThatIsCancelledSavesWhatItReached() async throws {
        let recipe = try recipe()
        _ = try await trained(recipe, to: "whole", in: TrainingFolder(folder.file("whole-run")))
        let run = TrainingFolder(folder.file("run"))
        let done = Mutex(0)
        let stopped = Task { [folder] in
            try await Trainer(recipe, shards: folder.file("shards")).train(
                to: folder.file("stopped"), in: run, validator: nil,
                reporting: ProgressReporter { steps in
                    guard
                        done.withLock({
                            $0 += steps; return $0
                        }) == 10
                    else { return }
                    withUnsafeCurrentTask { $0?.cancel() }
                })
        }
        await #expect(throws: CancellationError.self) { try await stopped.value }
        let reached = done.withLock { $0 }
        #expect((10..<12).contains(reached))
        let resumed = try await trained(recipe, to: "resumed", in: run)
        #expect(resumed.begin == reached)
        #expect(try files("resumed") == files("whole"))
    }

    /// A step that was taken and not measured is not gone on from: it would never be.
    @Test func aStepThatWasNotMeasuredIsNotSaved() async throws {
        struct Failing: Validator {
            let fails: Bool
            func check() throws {}
            func meanRecall(of encoder: any CaptionEncoder) async throws -> Double {
                if fails { throw Fault("measuring", reason: "the disk is gone") }
                return 50
            }
        }
        let recipe = try recipe("validation: {every: 6}")
        func train(_ name: String, in run: String, fails: Bool = false) async throws {
            _ = try await Trainer(recipe, shards: folder.file("shards")).train(
                to: folder.file(name), in: TrainingFolder(folder.file(run)), validator: Failing(fails: fails),
                reporting: ProgressReporter { _ in })
        }
        try await train("whole", in: "whole-run")
        await #expect(throws: Fault.self) { try await train("stopped", in: "run", fails: true) }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.file("run/checkpoints"))
        #expect(left == ["step-000000004"])
        try await train("resumed", in: "run")
        #expect(try files("resumed") == files("whole"))
    }

    /// Somebody who asks to go on does not mean to begin anew, and to lose what there is.
    @Test func goingOnWithAnotherRecipeIsRefused() async throws {
        let workspace = Workspace(folder.file("work"))
        let run = TrainStage.folder(in: workspace)
        let checkpoint = try await stop(recipe(), in: run)
        let stage = TrainStage(try recipe("seed: 2"), shards: folder.file("shards"), in: workspace)
        for partition in try await stage.partitions() {
            let error = await #expect(throws: InputError.self) {
                _ = try await stage.resuming(true).run(
                    partition, to: folder.file("out"), reporting: ProgressReporter { _ in })
            }
            #expect(error?.file == run.checkpoints)
        }
        #expect(try Checkpoint(folder: checkpoint.folder).state.step == 12)
        // A pipeline whose file was changed begins anew, and says so.
        let anew = try await trained(recipe("seed: 2"), to: "anew", in: run)
        #expect(anew.begin == 0 && anew.told.contains { $0.contains("another recipe") && $0.contains("anew") })
    }

    /// Where a loss is not finite, the message says what to do about it, and names a checkpoint only where there is one.
    @Test func aLossThatIsNotFiniteSaysWhatToDo() async throws {
        var wild = try recipe()
        wild.stages[0].rate = LearningRate(peak: 1e38, warmup: 0, steps: 14, schedule: .linear)
        let run = TrainingFolder(folder.file("run"))
        let fault = await #expect(throws: Fault.self) { _ = try await trained(wild, to: "out", in: run) }
        let reason = try #require(fault?.reason)
        #expect(reason.contains("lower the rate") && reason.contains("there is no checkpoint yet"), "\(reason)")
        #expect(!run.hasCheckpoints)
        let batch = TrainingBatch(
            captions: try CaptionBatch([[1, 2]]), source: try Tensor([Float.nan], shape: [1, 1]), visual: nil,
            others: try Tensor([Int64(0)], shape: [1]))
        let strayed = try StrayedTraining(batch, Trainer.Position(), nil)
        #expect(strayed.fault.reason.contains("tessera validate") && !strayed.fault.reason.contains("checkpoint"))
    }

    /// Trains to the end.
    private func trained(_ recipe: Recipe, to name: String, in run: TrainingFolder) async throws
        -> (begin: Int?, told: [String])
    {
        let seen = Mutex<(begin: Int?, told: [String])>((nil, []))
        _ = try await Trainer(recipe, shards: folder.file("shards")).train(
            to: folder.file(name), in: run, validator: nil,
            reporting: ProgressReporter { step in
                seen.withLock { $0.begin = $0.begin ?? step }
            } status: { text, _ in
                seen.withLock { $0.told.append(text) }
            })
        return seen.withLock { $0 }
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
