import Foundation
import TestSupport
import Testing

@testable import Models
@testable import Tensors

/// Models of published sizes, which Tests/Oracles/make-real-size.py makes in a folder that TESSERA_REAL_SIZE names.
private let realSize = ProcessInfo.processInfo.environment["TESSERA_REAL_SIZE"]

@Suite(
    .enabled(
        if: realSize != nil,
        "TESSERA_REAL_SIZE names no folder; Tests/Oracles/make-real-size.py DIR makes one of 3 GB"), .serialized)
struct RealSizeTests {
    /// A vision transformer by itself, frozen and as training has it.
    @Test func aVisionTransformersFeaturesAreThoseOfTransformers() throws {
        let folder = try #require(realSize) + "/vit-b-16"
        let expected = try ReferenceTensors(folder + "/expected.safetensors")
        let (shape, wanted) = (expected.shape("pixels"), expected.floats("image_embeds.exact"))
        let frozen = try CLIP(folder: folder).embed(pixels: expected.floats("pixels"), count: shape[0])
        let vision = try VisionFolder(folder)
        let tower = try VisionTransformer(
            TunedWeights(vision, trained: vision, Tuning(.full)), vision.configuration)
        let trained = try tower(Tensor(expected.floats("pixels"), shape: shape))
        for (name, feature) in [("frozen", frozen), ("trained", trained)] {
            let difference = relativeDifference(try feature.values(), wanted)
            print("vit-b-16 \(name): largest difference from fp64 \(difference)")
            #expect(difference < 3e-5)
        }
    }

    @Test(arguments: ["vit-b-32", "vit-l-14"], EncoderChecks.kernels)
    func featuresAreThoseOfTransformers(_ name: String, _ kernels: Kernels) throws {
        let folder = try #require(realSize) + "/" + name
        let expected = try ReferenceTensors(folder + "/expected.safetensors")
        let count = try #require(expected.shape("pixels").first)
        for precision in Precision.allCases {
            let clip = try CLIP(folder: folder, precision: precision, kernels: kernels)
            let features = [
                "image_embeds": try clip.embed(pixels: expected.floats("pixels"), count: count),
                "text_embeds": try clip.embed(tokens: EncoderChecks.texts(expected)),
            ]
            for (key, feature) in features.sorted(by: { $0.key < $1.key }) {
                try EncoderChecks.compare(feature, expected.floats(key), precision, kernels)
                let values: [Float] = try feature.values()
                let difference = relativeDifference(values, expected.floats(key + ".exact"))
                let cosine = EncoderChecks.smallestCosine(values, expected.floats(key), width: feature.shape[1])
                print(
                    "\(name) \(key) \(kernels) \(precision): largest difference from fp64 \(difference), from",
                    "transformers' fp32 \(relativeDifference(values, expected.floats(key))), smallest cosine \(cosine)")
                if precision == .fp32, kernels != .half { #expect(difference < 3e-5) }
            }
        }
    }
}
