import Documents
import Foundation
import TestSupport
import Testing

@testable import Models
@testable import Tensors

/// Every way to tune an encoder against PyTorch and peft: Tests/Oracles/make-text-encoders.py.
@Suite struct TuningTests {
    private static let root = TextTransformerTests.root

    /// The settings of the reference.
    static func tuning(_ method: Tuning.Method) -> Tuning {
        var tuning = Tuning(method)
        (tuning.rank, tuning.alpha, tuning.bottleneck, tuning.reduction, tuning.division, tuning.tokens) = (
            2, 6, 6, 4, 4, 3
        )
        if method == .lora || method == .prompt { tuning.trainable = ["LinearTransformation", "output.LayerNorm"] }
        return tuning
    }

    /// The reference's additions, and for the rest the folder's weights, as parameters.
    static func weights(_ method: Tuning.Method, _ folder: TextFolder, _ inputs: ReferenceTensors) -> TrainedWeights {
        TrainedWeights(tables: .rows) { name, shape in
            let added = "\(method).\(name)"
            return inputs.names.contains(added)
                ? try Tensor(inputs.floats(added), shape: inputs.shape(added)) : try folder.weight(name, shape)
        }
    }

    @Test(arguments: Tuning.Method.allCases) func featuresAndGradientsAreThoseOfPyTorch(_ method: Tuning.Method) throws
    {
        let inputs = try ReferenceTensors(Self.root + "tuning/inputs.safetensors")
        let expected = try ReferenceTensors(Self.root + "tuning/expected.safetensors")
        let folder = try TextFolder(Self.root + "mclip")
        let weights = Self.weights(method, folder, inputs)
        let encoder = try folder.encoder(trained: weights, Self.tuning(method), projection: 12)
        // The captions and what they are aligned with are one batch, as in training.
        let texts = try TextTransformerTests.texts(inputs),
            partners = try TextTransformerTests.texts(inputs, "partner_ids")
        let features = try encoder.features(CaptionBatch(texts + partners))
        let text = try features.sliced(0, 0..<texts.count)
        let own: [Float] = try text.values()
        #expect(relativeDifference(own, expected.floats("\(method).features")) < 1e-5)

        let partner = try features.sliced(0, texts.count..<2 * texts.count)
        let visual = try Tensor(inputs.floats("visual"), shape: inputs.shape("visual"))
        let logits = try visual.normalized().matmul(text.normalized().transposed()) * 100
        let places = try Tensor.range(texts.count)
        let contrast = try (crossEntropy(logits, places) + crossEntropy(logits.transposed(), places)) * 0.5
        try (contrast + meanSquaredError(text, partner) * 0.3).backward()
        let trained = Set(weights.parameters.map(\.name))
        #expect(trained == Set(expected.names.compactMap { $0.suffix(after: "\(method).mse.") }))
        for (name, parameter) in weights.parameters {
            let gradient = try #require(try parameter.gradient(), "\(name) has no gradient")
            let reference = expected.floats("\(method).mse.\(name)")
            // The gradient of a key's bias is zero but for rounding.
            if (reference.map(abs).max() ?? 0) < 1e-5 {
                #expect(try gradient.values().allSatisfy { (value: Float) in abs(value) < 1e-4 }, "\(name)")
            } else {
                #expect(relativeDifference(try gradient.values(), reference) < 1e-4, "\(name)")
            }
        }
    }

    @Test(arguments: [Tuning.Method.lora, .full]) func anEncoderBeginsAsItWas(_ method: Tuning.Method) throws {
        let folder = try TextFolder(Self.root + "mclip")
        let weights = TrainedWeights(seed: 3, tables: .rows) { name, shape, generator in
            folder.has(name) ? try folder.weight(name, shape) : try Tuning.draw(name, shape, &generator)
        }
        let tuned = try folder.encoder(trained: weights, Self.tuning(method), projection: 12)
        let plain = try folder.encoder(trained: folder, Tuning(.lora, modules: []), projection: 12)
        let batch = try CaptionBatch([[0, 7, 8, 2], [0, 9, 2]])
        let features = try withoutGradients { (try tuned.features(batch).bytes(), try plain.features(batch).bytes()) }
        #expect(features.0 == features.1)
    }

    @Test func aDivisionThatDoesNotFitIsNamed() throws {
        let folder = try TextFolder(Self.root + "mclip")
        var tuning = Tuning(.compacter)
        tuning.division = 5
        let error = #expect(throws: InputError.self) {
            try folder.encoder(trained: folder, tuning, projection: 12)
        }
        #expect(error?.key == "tuning.division")
    }

    @Test func modulesAreNamedByTheEndsOfTheirNames() {
        let tuning = Tuning(.lora, modules: ["attention.output.dense", "query"])
        #expect(tuning.changes("encoder.layer.1.attention.output.dense"))
        #expect(!tuning.changes("encoder.layer.1.output.dense"))
        #expect(tuning.changes("encoder.layer.1.attention.self.query"))
        #expect(!tuning.changes("encoder.layer.1.attention.self.subquery"))
        #expect(!tuning.trains("encoder.layer.1.attention.self.query.weight"))
    }
}

extension String {
    fileprivate func suffix(after start: String) -> String? { hasPrefix(start) ? String(dropFirst(start.count)) : nil }
}
