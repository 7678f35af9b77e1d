import Documents
import Foundation
import Models
import Shards
import Tensors
import TestSupport
import Testing
import Workspace

@testable import Training

/// Whole runs by several processes, whose places are taken by tasks of this one.
@Suite struct TeamTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try SmallShards.write(to: folder.file("shards"))
    }

    /// Measures something else each time, and takes its time for it.
    private struct SlowValidator: Validator {
        let time: Duration
        func check() throws {}
        func meanRecall(of encoder: any CaptionEncoder) async throws -> Double {
            try await Task.sleep(for: time)
            return try withoutGradients {
                let features: [Float] = try encoder.features(CaptionBatch([[2, 7, 3]])).values()
                return Double(features[0])
            }
        }
    }

    /// Trains by processes that call each other, from the beginning to the end.
    private func train(
        _ recipe: Recipe, to name: String, processes: Int, _ patience: Patience = Patience(), slow: Duration = .zero
    ) async throws {
        let run = TrainingFolder(folder.file(name + "-run"))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for rank in 0..<processes {
                tasks.addTask { [folder] in
                    let trainer = try Trainer(recipe, shards: folder.file("shards"))
                    let launch = Launch(rank: rank, of: processes, job: name, isOnOneMachine: true)
                    try await Team.joined(launch, in: run, patience) { team in
                        if let team, !team.isFirst {
                            while try await team.isCalled() { try await trainer.join(team) }
                            return
                        }
                        try await team?.call()
                        _ = try await trainer.train(
                            to: folder.file(name), in: run, validator: SlowValidator(time: slow), team: team,
                            reporting: ProgressReporter { _ in })
                    }
                }
            }
            try await tasks.waitForAll()
        }
    }

    private func weights(_ name: String) throws -> [Float] {
        let file = try ReferenceTensors(folder.file(name + "/model.safetensors"))
        return file.names.sorted().flatMap { file.floats($0) }
    }

    private func state(_ name: String) throws -> Checkpoint.State { try Checkpoint(folder: folder.file(name)).state }

    /// Two stages, a window, clipping and validations, by which the best is kept: as by one process.
    @Test(arguments: [3]) func aRunIsThatOfOneProcess(_ processes: Int) async throws {
        let recipe = try SmallShards.recipe(
            "length_window: 2\nclip_gradients: 1\nvalidation: {split: val, every: 3, patience: 5}")
        try await train(recipe, to: "one", processes: 1)
        try await train(recipe, to: "many", processes: processes)
        let (one, many) = (try weights("one"), try weights("many"))
        let largest = one.reduce(0) { max($0, abs($1)) }
        #expect(one.count == many.count)
        #expect(zip(one, many).reduce(0) { max($0, abs($1.0 - $1.1)) } < 1e-5 * largest)
        let (first, second) = (try state("one"), try state("many"))
        #expect(first.step == second.step && first.position == second.position && first.epoch == second.epoch)
        #expect(first.fingerprint == second.fingerprint)
        #expect(first.validation?.bestStep == second.validation?.bestStep)
        // The same processes give the same bits.
        try await train(recipe, to: "again", processes: processes)
        #expect(try weights("again") == many)
    }

    /// The others wait for the first one's validation far longer than they would for a sign of life.
    @Test func aLongValidationIsNoLoss() async throws {
        var patience = Patience()
        (patience.life, patience.pulse) = (.milliseconds(600), .milliseconds(100))
        let recipe = try SmallShards.recipe("validation: {split: val, every: 10}")
        try await train(recipe, to: "slow", processes: 2, patience, slow: .seconds(2))
        #expect(try state("slow").step > 0)
    }
}
