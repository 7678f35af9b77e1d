import Foundation
import TestSupport
import Testing

@testable import Models

/// CLIP's features against transformers' CLIPModel with the same weights.
enum CLIPChecks {
    static func textFeatures(_ golden: Golden) throws {
        let expected = try ReferenceTensors(golden.file("clip/expected.safetensors"))
        let clip = try CLIP(folder: golden.file("clip"))
        let width = try #require(expected.shape("input_ids").last)
        let all = expected.ints("input_ids")
        // The reference fills up with the end token; the text ends at the first.
        let end = try #require(all.last)
        let texts = stride(from: 0, to: all.count, by: width).map { start in
            let row = Array(all[start..<start + width])
            let length = (row.firstIndex(of: end) ?? row.count - 1) + 1
            return Array(row.prefix(length))
        }
        let features: [Float] = try clip.embed(tokens: texts, endToken: end).values()
        #expect(relativeDifference(features, expected.floats("text_embeds")) < 1e-4)
    }

    static func imageFeatures(_ golden: Golden) throws {
        struct Inputs: Decodable { let images: [String] }
        let inputs: Inputs = try golden.json("clip/inputs.json")
        let expected = try ReferenceTensors(golden.file("clip/expected.safetensors"))
        let pixels = try ReferenceTensors(golden.file("images/pixel_values.safetensors"))
        let clip = try CLIP(folder: golden.file("clip"))
        let images = inputs.images.map { pixels.floats("\($0)@\(clip.configuration.image)") }
        let features: [Float] = try clip.embed(pixels: images).values()
        #expect(relativeDifference(features, expected.floats("image_embeds")) < 1e-4)
    }
}

@Suite struct CLIPTests {
    @Test func textFeatures() throws { try CLIPChecks.textFeatures(.own) }
    @Test func imageFeatures() throws { try CLIPChecks.imageFeatures(.own) }

    @Test func anotherLayoutIsRefusedByItsKey() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"model_type": "blip", "projection_dim": 4}"#, to: "config.json")
        try folder.write("", to: "model.safetensors")
        let error = #expect(throws: (any Error).self) { _ = try CLIP(folder: folder.path) }
        let text = String(describing: try #require(error))
        #expect(text.contains("config.json:1: model_type: the layout 'blip' is not supported"))
    }

    @Test func aFolderWithoutWeightsIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "config.json")
        let error = #expect(throws: (any Error).self) { _ = try CLIP(folder: folder.path) }
        #expect(String(describing: try #require(error)).contains("model.safetensors: no such file"))
    }
}

@Suite(.enabled(if: Golden.large != nil, Comment(rawValue: Golden.absence)))
struct CLIPGoldenTests {
    @Test func textFeatures() throws { try CLIPChecks.textFeatures(#require(Golden.large)) }
    @Test func imageFeatures() throws { try CLIPChecks.imageFeatures(#require(Golden.large)) }
}
