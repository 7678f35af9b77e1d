import Foundation
import TestSupport
import Testing

@testable import Models
@testable import Tensors

/// Text models of published sizes, which Tests/Oracles/make-real-size-text.py makes in a folder that TESSERA_REAL_SIZE_TEXT
/// names.
private let realSize = ProcessInfo.processInfo.environment["TESSERA_REAL_SIZE_TEXT"]

@Suite(
    .enabled(
        if: realSize != nil,
        "TESSERA_REAL_SIZE_TEXT names no folder; Tests/Oracles/make-real-size-text.py DIR makes one of 4 GB"),
    .serialized)
struct RealSizeTextTests {
    @Test(arguments: ["mclip-large", "xlmr-base", "mbert"]) func featuresAreThoseOfTransformers(_ name: String) throws {
        let path = try #require(realSize) + "/" + name
        let expected = try ReferenceTensors(path + "/expected.safetensors")
        let batch = try CaptionBatch(TextTransformerTests.texts(expected))
        let folder = try TextFolder(path)
        let tuning = Tuning(.lora, modules: [])
        let features: [Float] = try withoutGradients {
            if folder.configuration.projection != nil {
                return try folder.encoder(trained: folder, tuning, projection: 768).features(batch).values()
            }
            let weights = TunedWeights(folder, trained: folder, tuning)
            let transformer = try TextTransformer(weights, at: folder.root, folder.configuration)
            return try ((transformer(batch) * batch.mask).sum(over: [1]) / batch.lengths).values()
        }
        let difference = relativeDifference(features, expected.floats("features"))
        print("\(name): largest difference from transformers \(difference) of the largest value")
        #expect(difference < 1e-4)
    }

    /// The paper's few-shot settings: Multilingual-CLIP on XLM-R large.
    @Test(arguments: [
        (["query", "value"], ["LinearTransformation"], 885_504), (["query", "value"], [String](), 98_304),
        (Tuning.usualModules(.lora), [], 196_608), (Tuning.usualModules(.lora), ["LinearTransformation"], 983_808),
    ]) func trainedParametersAreFew(_ modules: [String], _ trainable: [String], _ count: Int) throws {
        let folder = try TextFolder(#require(realSize) + "/mclip-large")
        var tuning = Tuning(.lora, modules: modules)
        tuning.trainable = trainable
        let weights = TrainedWeights(seed: 1, tables: .rows) { name, shape, generator in
            folder.has(name) ? try folder.weight(name, shape) : try Tuning.draw(name, shape, &generator)
        }
        _ = try folder.encoder(trained: weights, tuning, projection: 768)
        let trained = weights.parameters.reduce(0) { $0 + $1.parameter.tensor.count }
        let all = folder.size(with: weights.parameters)
        print("\(modules), \(trainable): \(trained) of \(all), \(100 * Double(trained) / Double(all))%")
        #expect(trained == count)
    }
}
