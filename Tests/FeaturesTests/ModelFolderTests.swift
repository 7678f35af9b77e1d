import Documents
import Foundation
import Shards
import TestSupport
import Tensors
import Testing

@testable import Features

@Suite struct ModelFolderTests {
    private let golden = Golden.own

    /// A copy of a folder's files.
    private func copy(of folder: String, except: Set<String> = []) throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        for name in try golden.names(in: folder) where !except.contains(name) {
            try FileManager.default.copyItem(atPath: golden.file("\(folder)/\(name)"), toPath: copy.file(name))
        }
        return copy
    }

    @Test func aCLIPIsOneWithAllThatEncodingNeeds() throws {
        let model = try ModelFolder(checking: golden.file("clip"))
        #expect(model.layout == "clip" && model.use == .encoder)
        let config = try #require(
            JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: golden.file("clip/config.json"))))
                as? [String: Any])
        #expect(model.width == config["projection_dim"] as? Int)
    }

    @Test(arguments: ["config.json", "model.safetensors", "preprocessor_config.json"])
    func whatIsMissingIsNamed(_ file: String) throws {
        let folder = try copy(of: "clip", except: [file])
        let error = #expect(throws: InputError.self) { try ModelFolder(checking: folder.path) }
        #expect(error?.file == folder.file(file))
    }

    @Test func weightsThatAreCutOffAreNoModel() throws {
        let folder = try copy(of: "clip")
        let weights = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file("model.safetensors")))
        try weights.truncate(atOffset: 5000)
        try weights.close()
        let error = #expect(throws: InputError.self) { try ModelFolder(checking: folder.path) }
        #expect(error?.file == folder.file("model.safetensors"))
    }

    /// A text model's folder: the golden tokenizer, and word embeddings of so many rows.
    private func textModel(rows: Int, _ name: String = "roberta.embeddings.word_embeddings.weight") throws
        -> TemporaryFolder
    {
        let folder = try copy(of: "tokenizers/sentencepiece")
        try folder.write(#"{"model_type": "xlm-roberta"}"#, to: "config.json")
        let weights = try Tensor([Float](repeating: 0, count: rows * 4), shape: [rows, 4])
        var writer = SafetensorsWriter()
        writer.add(name, weights)
        try writer.write(to: folder.file("model.safetensors"))
        return folder
    }

    @Test func aTextModelHasAWordEmbeddingForEachToken() throws {
        let folder = try textModel(rows: 2000)
        let model = try ModelFolder(checking: folder.path)
        #expect(model.layout == "xlm-roberta" && model.use == .text && model.width == 4)
        let few = try textModel(rows: 20)
        let error = #expect(throws: InputError.self) { try ModelFolder(checking: few.path) }
        #expect(error?.key == "roberta.embeddings.word_embeddings.weight")
    }

    @Test func anotherLayoutIsSaidAtOnce() throws {
        let folder = try textModel(rows: 2000, "decoder.wte.weight")
        let error = #expect(throws: InputError.self) { try ModelFolder(checking: folder.path) }
        #expect(error?.problem == "the layout 'xlm-roberta' is not supported")
    }
}
