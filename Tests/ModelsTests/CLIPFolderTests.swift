import Foundation
import TestSupport
import Testing

@testable import Models

/// Folders that are not as they should be.
@Suite struct CLIPFolderTests {
    private static let root = testsFolder + "/Fixtures/encoders/"

    /// The complaint about a folder.
    private func complaint(_ folder: String) throws -> String {
        let error = #expect(throws: (any Error).self) { _ = try CLIP(folder: folder) }
        return String(describing: try #require(error))
    }

    /// The complaint about a fixture after a change.
    private func complaint(_ fixture: String, _ change: (TemporaryFolder) throws -> Void) throws -> String {
        let folder = try TemporaryFolder()
        try FileCopies.copy(CLIPFolderTests.root + fixture, to: folder)
        try change(folder)
        return try complaint(folder.path)
    }

    @Test func anotherLayoutIsRefusedByItsKey() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"model_type": "blip", "projection_dim": 4}"#, to: "config.json")
        try folder.write("", to: "model.safetensors")
        let text = try complaint(folder.path)
        #expect(text.contains("config.json:1: model_type: the layout 'blip' is not supported"))
        #expect(text.contains("'clip_vision_model'"))
    }

    @Test func aFolderWithoutWeightsIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("{}", to: "config.json")
        #expect(try complaint(folder.path).contains("model.safetensors: no such file"))
        #expect(try complaint(folder.path + "/nothing").contains("config.json: no such file"))
    }

    @Test func anUnknownActivationIsRefusedByItsKey() throws {
        let text = try complaint("clip-gelu") {
            try FileCopies.replace(#""gelu""#, with: #""silu""#, in: $0.file("config.json"))
        }
        #expect(text.contains("hidden_act: 'silu' is not known"))
        #expect(text.contains("quick_gelu"))
    }

    @Test func weightsOfAnotherShapeAreRefusedByName() throws {
        let text = try complaint("clip-new") {
            try FileCopies.replace(#""patch_size": 8"#, with: #""patch_size": 4"#, in: $0.file("config.json"))
        }
        #expect(text.contains("vision_model.embeddings.patch_embedding.weight: the shape is [24, 3, 8, 8]"))
    }

    @Test func aMissingPartIsRefused() throws {
        let text = try complaint("sharded") {
            try FileManager.default.removeItem(atPath: $0.file("model-00002-of-00002.safetensors"))
        }
        #expect(text.contains("model-00002-of-00002.safetensors: cannot be read"))
    }

    @Test func anIndexThatLeavesTheFolderIsRefused() throws {
        let text = try complaint("sharded") {
            try FileCopies.replace(
                "model-00002-of-00002", with: "../model-00002", in: $0.file("model.safetensors.index.json"))
        }
        #expect(text.contains("is not a safetensors file of this folder"))
    }

    @Test func anIndexThatLacksAWeightIsRefused() throws {
        let text = try complaint("sharded") {
            try FileCopies.replace(
                "visual_projection.weight", with: "another.weight", in: $0.file("model.safetensors.index.json"))
        }
        #expect(text.contains("weight_map.visual_projection.weight: there is no such tensor"))
    }

    @Test(arguments: ["vision-only", "siglip"]) func aFolderWithoutATextTowerSaysSo(_ name: String) throws {
        let clip = try CLIP(folder: CLIPFolderTests.root + name)
        let error = #expect(throws: (any Error).self) { _ = try clip.embed(tokens: [[1]]) }
        #expect(String(describing: try #require(error)).contains("has no text tower"))
    }

    @Test func textsBeyondTheContextAreRefused() throws {
        let clip = try CLIP(folder: CLIPFolderTests.root + "clip-gelu")
        #expect(throws: (any Error).self) { _ = try clip.embed(tokens: [Array(repeating: 3, count: 41)]) }
        #expect(throws: (any Error).self) { _ = try clip.embed(tokens: [[]]) }
    }
}
