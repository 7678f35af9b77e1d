import Foundation
import TestSupport
import Testing

@testable import Models
@testable import Tensors
@testable import Training

/// DASD's losses, gradients and weights against an independent PyTorch program: Tests/Oracles/make-dasd.py.
enum DASDChecks {
    private struct Settings: Decodable {
        let vocabulary, embedding, sdm_layers, sdm_bottleneck, dynamic_rank, global: Int
    }

    /// - Parameter part: what of the batch this process has.
    static func threeSteps(
        _ golden: Golden, _ objective: Objective, tables: TableUpdates = .rows, on device: Device = .cpu,
        part: (TrainingBatch) throws -> TrainingBatch = { $0 }
    ) throws {
        let stage = stage(objective)
        let losses: [String: [[String: Double]]] = try golden.json("dasd/losses.json")
        let expected = try ReferenceTensors(golden.file("dasd/expected.safetensors"))
        let clip = try CLIP(folder: golden.file("clip"), device: device)
        let file = try SafetensorsFile(golden.file("dasd/weights.safetensors"))
        let learner = try DASDLearner(
            TrainedWeights(file, tables: tables, device: device), configuration(golden), clip: clip,
            losses: DASDLossWeights())
        let batch = try part(batch(golden)).moved(to: device)

        for (step, terms) in try #require(losses[stage]).enumerated() {
            let found = Dictionary(
                uniqueKeysWithValues: try learner.step(batch, objective, rate: 1e-3, clip: nil).map {
                    ($0.name, $0.value)
                })
            for (name, value) in terms {
                let difference = abs((found[name] ?? .infinity) - value) / abs(value)
                #expect(difference < 1e-4, "\(name), step \(step): \(found[name] ?? .nan) against \(value)")
            }
            if step == 0 { try compareGradients(learner, expected, stage) }
        }
        var (all, noisy) = (0, 0)
        for parameter in learner.parameters {
            let values: [Float] = try parameter.parameter.tensor.values()
            all += values.count
            var after = expected.floats("\(stage).after3.\(parameter.name)")
            for index in noise(in: expected.floats("\(stage).grad.\(parameter.name)")) {
                // Each step moves it by a rate at most, this way or that.
                #expect(abs(values[index] - after[index]) < 2 * 3 * 1e-3, "\(parameter.name)[\(index)]")
                after[index] = values[index]
                noisy += 1
            }
            #expect(relativeDifference(values, after) < 1e-4, "\(parameter.name) after three steps")
        }
        #expect(noisy * 1000 <= all, "\(noisy) of \(all) weights have no more than noise for a gradient")
    }

    /// As the oracle names it.
    static func stage(_ objective: Objective) -> String {
        objective == .crossLingual ? "crosslingual" : "crossmodal"
    }

    /// Where a gradient is not zero, but what rounding left of terms that cancel. Adam makes a whole step of it, so that there
    /// even PyTorch's weights differ by more than 1e-4 from its own when the batch's rows come in another order
    /// (Tests/Oracles/dasd-noise.py).
    private static func noise(in gradient: [Float]) -> [Int] {
        let largest = gradient.map(abs).max() ?? 0
        return gradient.indices.filter { gradient[$0] != 0 && abs(gradient[$0]) < 1e-6 * largest }
    }

    static func configuration(_ golden: Golden) throws -> DASDConfiguration {
        let settings: Settings = try golden.json("dasd/config.json")
        let file = try SafetensorsFile(golden.file("dasd/weights.safetensors"))
        var configuration = DASDConfiguration(
            vocabulary: settings.vocabulary,
            discriminator: try (0..<2).map { try file.tensor("discriminator.\($0).weight").shape[0] })
        (configuration.embedding, configuration.sharedLayers) = (settings.embedding, settings.sdm_layers)
        (configuration.bottleneck, configuration.rank) = (settings.sdm_bottleneck, settings.dynamic_rank)
        configuration.global = settings.global
        return configuration
    }

    private static func compareGradients(_ learner: DASDLearner, _ expected: ReferenceTensors, _ stage: String) throws {
        for parameter in learner.parameters where !parameter.name.hasPrefix("discriminator.") {
            let gradient: [Float] = try #require(try parameter.parameter.gradient()).values()
            let difference = relativeDifference(gradient, expected.floats("\(stage).grad.\(parameter.name)"))
            #expect(difference < 1e-4, "the gradient of \(parameter.name)")
        }
    }

    /// The batch, cut to its longest caption as in training.
    /// - Parameter rows: some of its captions, each with the next one's feature as another's; nil: all of them.
    static func batch(_ golden: Golden, rows: [Int]? = nil) throws -> TrainingBatch {
        let file = try ReferenceTensors(golden.file("dasd/batch.safetensors"))
        let tokens = file.ints("token_ids")
        let width = try #require(file.shape("token_ids").last)
        let captions = file.ints("lengths").enumerated().map { row, length in
            Array(tokens[row * width..<row * width + Int(length)])
        }
        let chosen = rows ?? Array(captions.indices)
        func features(_ name: String) throws -> Tensor {
            try Tensor(file.floats(name), shape: file.shape(name)).rows(Tensor(chosen.map(Int64.init)))
        }
        let others = rows.map { rows in rows.indices.map { Int64(($0 + 1) % rows.count) } }
        return TrainingBatch(
            captions: try CaptionBatch(chosen.map { captions[$0] }), source: try features("source_features"),
            visual: .features(try features("visual_features")),
            others: try Tensor(others ?? file.ints("negative_index").map(Int64.init)))
    }
}

@Suite struct DASDTests {
    @Test func crossLingual() throws { try DASDChecks.threeSteps(.own, .crossLingual) }
    @Test func withDenseEmbeddings() throws {
        try DASDChecks.threeSteps(.own, .crossLingual, tables: .dense)
    }
    @Test func crossModal() throws { try DASDChecks.threeSteps(.own, .crossModal) }
}

@Suite(.enabled(if: Golden.large != nil, Comment(rawValue: Golden.absence)))
struct DASDGoldenTests {
    @Test func crossLingual() throws {
        try DASDChecks.threeSteps(#require(Golden.large), .crossLingual)
    }
    @Test func crossModal() throws {
        try DASDChecks.threeSteps(#require(Golden.large), .crossModal)
    }
}
