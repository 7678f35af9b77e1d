import Foundation
import TestSupport
import Testing

@testable import Models
@testable import Tensors

/// CLIP's features against transformers' CLIPModel with the same weights.
enum CLIPChecks {
    static func textFeatures(_ golden: Golden, _ precision: Precision) throws {
        let expected = try ReferenceTensors(golden.file("clip/expected.safetensors"))
        let clip = try CLIP(folder: golden.file("clip"), precision: precision)
        try EncoderChecks.compare(
            clip.embed(tokens: EncoderChecks.texts(expected)), expected.floats("text_embeds"), precision)
    }

    static func imageFeatures(_ golden: Golden, _ precision: Precision) throws {
        struct Inputs: Decodable { let images: [String] }
        let inputs: Inputs = try golden.json("clip/inputs.json")
        let expected = try ReferenceTensors(golden.file("clip/expected.safetensors"))
        let pixels = try ReferenceTensors(golden.file("images/pixel_values.safetensors"))
        let clip = try CLIP(folder: golden.file("clip"), precision: precision)
        let images = inputs.images.flatMap { pixels.floats("\($0)@\(clip.configuration.image)") }
        try EncoderChecks.compare(
            clip.embed(pixels: images, count: inputs.images.count), expected.floats("image_embeds"), precision)
    }
}

@Suite struct CLIPTests {
    @Test(arguments: Precision.allCases) func textFeatures(_ precision: Precision) throws {
        try CLIPChecks.textFeatures(.own, precision)
    }
    @Test(arguments: Precision.allCases) func imageFeatures(_ precision: Precision) throws {
        try CLIPChecks.imageFeatures(.own, precision)
    }
}

@Suite(.enabled(if: Golden.large != nil, Comment(rawValue: Golden.absence)))
struct CLIPGoldenTests {
    @Test(arguments: Precision.allCases) func textFeatures(_ precision: Precision) throws {
        try CLIPChecks.textFeatures(#require(Golden.large), precision)
    }
    @Test(arguments: Precision.allCases) func imageFeatures(_ precision: Precision) throws {
        try CLIPChecks.imageFeatures(#require(Golden.large), precision)
    }
}
