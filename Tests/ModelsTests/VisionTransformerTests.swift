import Documents
import Foundation
import TestSupport
import Testing

@testable import Models
@testable import Tensors

/// ViT, frozen and trained, against transformers (Tests/Oracles/make-dual-encoders.py).
@Suite struct VisionTransformerTests {
    private static let fixtures = testsFolder + "/Fixtures/dual/"

    private func pixels(_ expected: ReferenceTensors) -> [Float] { expected.floats("pixels") }

    @Test(arguments: ["vit", "vit-classifier"]) func frozenFeaturesAreThoseOfTransformers(_ folder: String) throws {
        let expected = try ReferenceTensors(Self.fixtures + "vit/expected.safetensors")
        let model = try CLIP(folder: Self.fixtures + folder)
        #expect(model.configuration.projection == 32 && !model.configuration.hasText)
        let features: [Float] = try model.embed(pixels: expected.floats("pixels"), count: 3).values()
        #expect(relativeDifference(features, expected.floats("class")) < 1e-4)
    }

    @Test(arguments: ["vit", "vit-classifier"]) func whatIsTrainedBeginsWithTheSame(_ folder: String) throws {
        let expected = try ReferenceTensors(Self.fixtures + "vit/expected.safetensors")
        let vision = try VisionFolder(Self.fixtures + folder)
        let tower = try VisionTransformer(
            TunedWeights(vision, trained: vision, Tuning(.full)), vision.configuration)
        let pixels = try Tensor(expected.floats("pixels"), shape: expected.shape("pixels"))
        #expect(relativeDifference(try tower(pixels).values(), expected.floats("class")) < 1e-4)
    }

    @Test func aLayoutThatIsNotTrainedIsNamed() throws {
        let folder = testsFolder + "/Fixtures/encoders/siglip"
        let vision = try VisionFolder(folder)
        let error = #expect(throws: InputError.self) {
            try VisionTransformer(TunedWeights(vision, trained: vision, Tuning(.full)), vision.configuration)
        }
        #expect(error?.key == "model")
    }

    @Test func sequencesOfOneLengthAreNotMoved() throws {
        let even = try Packing([3, 3], on: .cpu)
        #expect(even.seen == nil)
        let x = try Tensor((0..<12).map { Float($0) }, shape: [2, 3, 2])
        #expect(try even.packed(x).shape == [6, 2])
        #expect(try even.padded(even.packed(x)).values() == x.values(as: Float.self))
        #expect(try even.lasts.values(as: Int64.self) == [2, 5])
        let uneven = try Packing([1, 3], on: .cpu)
        #expect(try uneven.packed(x).values() == [0, 1, 6, 7, 8, 9, 10, 11] as [Float])
        #expect(try uneven.firsts.values(as: Int64.self) == [0, 1] && uneven.lasts.values(as: Int64.self) == [0, 3])
    }
}
