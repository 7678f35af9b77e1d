import Documents
import Foundation
import Models
import TestSupport
import Testing

@testable import Tensors
@testable import Training

/// The recipes `parallel` and `finetune` against PyTorch and transformers (Tests/Oracles/make-dual-encoders.py).
@Suite struct DualEncoderTests {
    private static let fixtures = testsFolder + "/Fixtures/dual/"
    private let inputs: ReferenceTensors
    private let expected: ReferenceTensors

    init() throws {
        inputs = try ReferenceTensors(Self.fixtures + "parallel/inputs.safetensors")
        expected = try ReferenceTensors(Self.fixtures + "parallel/expected.safetensors")
    }

    /// What differs between the oracle's cases.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var languages = 3
        var visual = "pixels"
        var frozenEpochs = 0.0

        var testDescription: String { name }
    }

    private static let cases = [
        Case(name: "english", languages: 1), Case(name: "three"), Case(name: "frozen", frozenEpochs: 0.5),
        Case(name: "cached", visual: "features"), Case(name: "video", visual: "frames"),
    ]

    private func learner(_ it: Case) throws -> DualLearner {
        let text = try TextFolder(Self.fixtures + "xlmr")
        let vision = try VisionFolder(Self.fixtures + "vit")
        let weights = TrainedWeights(tables: .rows) { [inputs] name, shape in
            if inputs.names.contains(name) { return try Tensor(inputs.floats(name), shape: inputs.shape(name)) }
            let own = String(name.drop { $0 != "." }.dropFirst())
            return try name.hasPrefix("text.") ? text.weight(own, shape) : vision.weight(own, shape)
        }
        let model = try DualEncoder(
            trained: weights, text: text, .mean, vision: it.visual == "features" ? nil : vision, visualWidth: 32,
            Tuning(.full), projection: 12)
        return try DualLearner(model, weights, .init(frozenEpochs: it.frozenEpochs))
    }

    private func tensor(_ name: String, shape: [Int]? = nil) throws -> Tensor {
        try Tensor(inputs.floats(name), shape: shape ?? inputs.shape(name))
    }

    private func batch(_ it: Case, epochs: Double = 0) throws -> TrainingBatch {
        let (ids, lengths) = (inputs.ints("input_ids"), inputs.ints("lengths"))
        let captions = (0..<it.languages * 5).map { Array(ids[$0 * 14..<$0 * 14 + Int(lengths[$0])]) }
        let visual: VisualBatch =
            switch it.visual {
            case "features": .features(try tensor("features"))
            case "frames":
                .pixels(PixelBatch(try tensor("frames", shape: [10, 3, 24, 24]), counts: [2, 2, 2, 2, 2]))
            default: .pixels(PixelBatch(try tensor("pixels"), counts: [1, 1, 1, 1, 1]))
            }
        return TrainingBatch(
            captions: try CaptionBatch(captions), source: nil, visual: visual, others: try Tensor.range(5),
            epochs: epochs)
    }

    /// The true gradient of a key's bias is zero, and what a step makes of its rounding is as large as any other step.
    private static func isDecided(_ name: String) -> Bool {
        !name.hasSuffix("key.bias") && !name.hasSuffix("k_proj.bias")
    }

    private func check(_ actual: [Float], _ expected: [Float], _ name: String) {
        if Self.isDecided(name) {
            #expect(relativeDifference(actual, expected) < 1e-4, "\(name)")
        } else {
            #expect(zip(actual, expected).allSatisfy { abs($0 - $1) < 1e-5 }, "\(name)")
        }
    }

    @Test(arguments: cases) func aStepIsThatOfPyTorch(_ it: Case) throws {
        let terms = try JSONDecoder().decode(
            [String: [String: Double]].self,
            from: Data(contentsOf: URL(fileURLWithPath: Self.fixtures + "parallel/terms.json")))
        let reference = try #require(terms[it.name])
        let learner = try learner(it)
        let (batch, model) = (try batch(it), try #require(learner.encoder as? DualEncoder))
        #expect(
            relativeDifference(try model.features(batch.captions).values(), expected.floats("\(it.name).text")) < 1e-4)
        let visual = try #require(batch.visual)
        #expect(
            relativeDifference(
                try model.features(visual, isFrozen: false).values(), expected.floats("\(it.name).image")) < 1e-4)
        let found = try learner.step(batch, .crossModal, rate: 1e-9, clip: nil)
        #expect(found.map(\.name) == ["visual_to_text", "text_to_visual", "total"])
        for (term, name) in zip(found, ["image_to_text", "text_to_image", "loss"]) {
            let wanted = try #require(reference[name])
            #expect(abs(term.value - wanted) < 1e-4 * wanted, "\(name)")
        }
        var trained = 0
        for (name, parameter) in learner.parameters {
            let gradient = try parameter.gradient()
            guard expected.names.contains("\(it.name).\(name)") else {
                #expect(gradient == nil, "\(name)")
                continue
            }
            check(try #require(gradient, "\(name)").values(), expected.floats("\(it.name).\(name)"), name)
            trained += 1
        }
        #expect(trained == expected.names.count { $0.hasPrefix("\(it.name).") } - 2)
    }

    @Test func theTransformersAreFrozenAtFirst() throws {
        let steps = try ReferenceTensors(Self.fixtures + "parallel/steps.safetensors")
        let it = Case(name: "three", frozenEpochs: 0.5)
        let learner = try learner(it)
        for step in 0..<4 {
            _ = try learner.step(batch(it, epochs: Double(step) / 4), .crossModal, rate: 1e-3, clip: nil)
        }
        #expect(Set(learner.parameters.map(\.name)) == Set(steps.names))
        for (name, parameter) in learner.parameters where Self.isDecided(name) {
            #expect(relativeDifference(try parameter.tensor.values(), steps.floats(name)) < 1e-4, "\(name)")
        }
    }

    @Test func fineTuningACLIPIsThatOfTransformers() throws {
        let folder = Self.fixtures + "finetune/"
        let (inputs, expected) = (
            try ReferenceTensors(folder + "inputs.safetensors"), try ReferenceTensors(folder + "expected.safetensors")
        )
        let steps = try ReferenceTensors(folder + "steps.safetensors")
        let terms = try JSONDecoder().decode(
            [String: Double].self, from: Data(contentsOf: URL(fileURLWithPath: folder + "terms.json")))
        let clip = try VisionFolder(folder)
        let weights = TrainedWeights(tables: .dense) { name, shape in try clip.weight(name, shape) }
        let model = try DualEncoder(clip: weights, clip.configuration)
        let learner = try DualLearner(model, weights, .init())
        #expect(Set(learner.parameters.map(\.name)) == Set(steps.names))
        let (ids, lengths) = (inputs.ints("input_ids"), inputs.ints("lengths"))
        let captions = try CaptionBatch(lengths.indices.map { Array(ids[$0 * 20..<$0 * 20 + Int(lengths[$0])]) })
        let pixels = PixelBatch(
            try Tensor(inputs.floats("pixels"), shape: inputs.shape("pixels")), counts: [1, 1, 1, 1, 1])
        let batch = TrainingBatch(
            captions: captions, source: nil, visual: .pixels(pixels), others: try Tensor.range(5))
        #expect(relativeDifference(try model.features(captions).values(), expected.floats("text")) < 1e-4)
        for step in 0..<3 {
            let found = try learner.step(batch, .crossModal, rate: 1e-3, clip: nil)
            guard step == 0 else { continue }
            let wanted = try #require(terms["loss"])
            #expect(abs(found[2].value - wanted) < 1e-4 * wanted)
        }
        for (name, parameter) in learner.parameters where Self.isDecided(name) {
            #expect(relativeDifference(try parameter.tensor.values(), steps.floats(name)) < 1e-4, "\(name)")
        }
    }

    @Test func theScaleIsBounded() throws {
        let learner = try learner(Case(name: "three"))
        let scale = try #require(learner.encoder as? DualEncoder).logitScale
        try scale.assign(Tensor([Float(6)], shape: []))
        _ = try learner.step(batch(Case(name: "three")), .crossModal, rate: 1e-9, clip: nil)
        #expect(abs(try scale.scalar() - log(100)) < 1e-6)
    }

    @Test func aTemperatureThatIsNotLearntStays() throws {
        let learner = try learner(Case(name: "three"))
        let model = try #require(learner.encoder as? DualEncoder)
        let before = try model.logitScale.scalar()
        let fixed = try DualLearner(
            model, TrainedWeights(tables: .rows) { _, shape in try Tensor.zeros(shape) },
            .init(learnsTemperature: false))
        _ = try fixed.step(batch(Case(name: "three")), .crossModal, rate: 1, clip: nil)
        #expect(try model.logitScale.scalar() == before && model.logitScale.gradient == nil)
    }

    @Test func captionsThatDoNotFitTheItemsAreRefused() throws {
        let (visual, text) = (try Tensor.ones([2, 3]), try Tensor.ones([5, 3]))
        #expect(throws: TensorError.self) { try ParallelContrast(visual, text, scale: Tensor([Float(1)], shape: [])) }
    }
}
