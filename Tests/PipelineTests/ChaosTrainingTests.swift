import Foundation
import TestSupport
import Testing

/// Training that is killed at random moments and goes on ends with the same weights, bit for bit.
@Suite(.serialized) struct ChaosTrainingTests {
    private static let kills = ChaosScale.isLong ? 20 : 4
    private static let steps = kills * 30

    @Test func killedManyTimesItEndsWithTheSameWeights() throws {
        let data = try SmallDataset()
        #expect(try TesseraProcess.run(["run", data.pipeline]).status == 0)
        let recipe = try data.folder.write(
            """
            recipe: dasd
            model: \(Golden.own.file("clip"))
            tokenizer: \(Golden.own.file("tokenizers/wordpiece"))
            languages: [es, ca]
            batch: 4
            sizes: {embedding: 8, bottleneck: 8, rank: 4, global: 8}
            clip_gradients: 1
            stages:
              - {objective: cross-lingual, steps: \(ChaosTrainingTests.steps / 2), rate: 0.001, warmup: 10}
              - {objective: cross-modal, steps: \(ChaosTrainingTests.steps / 2), rate: 0.0001}
            checkpoint_every: 3
            keep_checkpoints: 2
            threads: 1
            """, to: "recipe.yaml")
        func train(_ out: String, until condition: (@Sendable () -> Bool)? = nil) throws -> TesseraProcess.Result {
            try TesseraProcess.run(
                ["train", recipe, "--shards", data.workspace, "--out", data.folder.file(out), "--resume"],
                killedWhen: { condition?() == true })
        }
        #expect(try train("undisturbed").status == 0)

        var random = SystemRandomNumberGenerator()
        var killed = 0
        var last = 0
        let checkpoints = data.folder.file("killed/train/checkpoints")
        while killed < ChaosTrainingTests.kills, last < ChaosTrainingTests.steps - 20 {
            let wanted = last + Int.random(in: 1...24, using: &random)
            let delay = Double.random(in: 0...0.02, using: &random)
            let run = try train("killed") {
                guard ChaosTrainingTests.step(checkpoints) >= wanted else { return false }
                Thread.sleep(forTimeInterval: delay)
                return true
            }
            guard run.status != 0 else { break }
            #expect(run.status == SIGKILL, "\(run.errors)")
            killed += 1
            last = ChaosTrainingTests.step(checkpoints)
            // The one in the writing is no checkpoint.
            #expect(last >= wanted)
        }
        #expect(killed >= ChaosTrainingTests.kills / 2)
        let end = try train("killed")
        #expect(end.status == 0, "\(end.errors)")
        if ChaosScale.isLong { print("\(killed) kills in \(ChaosTrainingTests.steps) steps") }
        for name in ["model.safetensors", "optimizer.safetensors", "state.json", "metrics.jsonl"] {
            let files = ["undisturbed", "killed"].map { data.folder.file("\($0)/train/final/\(name)") }
            let bytes = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
            #expect(!bytes[0].isEmpty && bytes[0] == bytes[1], "\(name) differs")
        }
        #expect(!FileManager.default.fileExists(atPath: checkpoints))
    }

    /// The steps of the last checkpoint.
    private static func step(_ folder: String) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { $0.hasPrefix("step-") ? Int($0.dropFirst(5)) : nil }.max() ?? 0
    }
}
