import Documents
import TestSupport
import Testing

@testable import Models
@testable import Tensors

/// BERT, XLM-R and Multilingual-CLIP's text model against transformers: Tests/Oracles/make-text-encoders.py.
@Suite struct TextTransformerTests {
    static let root = testsFolder + "/Fixtures/text/"

    /// The texts behind `input_ids`, each without what it is filled up with.
    static func texts(_ expected: ReferenceTensors, _ name: String = "input_ids") throws -> [[Int32]] {
        let width = try #require(expected.shape(name).last)
        let all = expected.ints(name)
        return expected.ints("lengths").enumerated().map { row, length in
            Array(all[row * width..<row * width + Int(length)])
        }
    }

    @Test(arguments: ["xlmr", "bert", "bert-older"], [Device.cpu, .standIn])
    func outputsAreThoseOfTransformers(_ name: String, _ device: Device) throws {
        let expected = try ReferenceTensors(Self.root + name + "/hidden.safetensors")
        let folder = try TextFolder(Self.root + name, device: device)
        let weights = TunedWeights(folder, trained: folder, Tuning(.lora, modules: []))
        let transformer = try TextTransformer(weights, at: folder.root, folder.configuration)
        let texts = try Self.texts(expected)
        let hidden = try withoutGradients { try transformer(CaptionBatch(texts).moved(to: device)).moved(to: .cpu) }
        #expect(hidden.shape == expected.shape("hidden"))
        // What is computed at padding is nobody's business.
        let (width, longest) = (hidden.shape[2], hidden.shape[1])
        let (ours, theirs) = (try hidden.values() as [Float], expected.floats("hidden"))
        for (row, text) in texts.enumerated() {
            let own = row * longest * width..<(row * longest + text.count) * width
            #expect(relativeDifference(Array(ours[own]), Array(theirs[own])) < 1e-5, "\(name), text \(row)")
        }
    }

    @Test func multilingualCLIPsFeaturesAreThoseOfItsDefinition() throws {
        let expected = try ReferenceTensors(Self.root + "mclip/expected.safetensors")
        let folder = try TextFolder(Self.root + "mclip")
        let encoder = try folder.encoder(trained: folder, Tuning(.lora, modules: []), projection: 12)
        let texts = try Self.texts(expected)
        let features: [Float] = try withoutGradients { try encoder.features(CaptionBatch(texts)).values() }
        #expect(relativeDifference(features, expected.floats("features")) < 1e-5)
        // One by one, without padding, they are the same.
        let single: [Float] = try withoutGradients {
            try texts.flatMap { try encoder.features(CaptionBatch([$0])).values() as [Float] }
        }
        #expect(relativeDifference(single, features) < 1e-5)
    }

    @Test func aTextThatIsTooLongIsRefused() throws {
        let folder = try TextFolder(Self.root + "mclip")
        let encoder = try folder.encoder(trained: folder, Tuning(.lora, modules: []), projection: 12)
        #expect(folder.configuration.context == 38)
        _ = try encoder.features(CaptionBatch([[Int32](repeating: 5, count: 38)]))
        #expect(throws: TensorError.self) {
            try encoder.features(CaptionBatch([[Int32](repeating: 5, count: 39)]))
        }
    }

    @Test func publishedFoldersOfMultilingualCLIPHaveTheSizesOfTheirBase() throws {
        let folder = try TemporaryFolder()
        func read(_ text: String) throws -> TextConfiguration {
            try folder.write(text, to: "config.json")
            return try TextConfiguration(contentsOf: folder.file("config.json"))
        }
        // As the published folders have it.
        let large = try read(
            #"{"model_type": "M-CLIP", "modelBase": "xlm-roberta-large", "numDims": 640, "transformerDimensions": 1024}"#
        )
        #expect(large.layers == 24 && large.width == 1024 && large.heads == 16 && large.feedForward == 4096)
        #expect(large.vocabulary == 250_002 && large.context == 512 && large.firstPosition == 2)
        #expect(large.projection == 640)
        let labse = try read(
            #"{"model_type": "M-CLIP", "modelBase": "sentence-transformers/LaBSE", "transformerDimensions": 768}"#)
        #expect(labse.vocabulary == 501_153 && labse.firstPosition == 0 && labse.projection == 768)
        #expect(throws: InputError.self) { try read(#"{"model_type": "M-CLIP", "modelBase": "someone/new"}"#) }
        #expect(throws: InputError.self) { try read(#"{"model_type": "gpt2"}"#) }
        #expect(throws: InputError.self) {
            try read(#"{"model_type": "bert", "position_embedding_type": "relative_key"}"#)
        }
    }
}
