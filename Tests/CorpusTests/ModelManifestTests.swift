import Corpus
import Documents
import Foundation
import TestSupport
import Testing

@Suite struct ModelManifestTests {
    private static let good = """
        kind: model
        name: tiny
        licence: MIT
        files:
          - {url: "https://example.org/config.json", to: config.json}
          - {url: "https://example.org/model.safetensors", to: model.safetensors}

        """

    private func read(_ text: String) throws -> ModelManifest {
        let folder = try TemporaryFolder()
        return try ModelManifest(contentsOf: folder.write(text, to: "m.yaml"))
    }

    @Test func aModelNamesItsFiles() throws {
        let manifest = try read(Self.good)
        #expect(manifest.name == "tiny")
        #expect(manifest.files.map(\.destination) == ["config.json", "model.safetensors"])
        #expect(throws: Never.self) {
            try read(Self.good.replacing("to: model.safetensors", with: "to: model.safetensors.index.json"))
        }
    }

    @Test(
        arguments: [
            ("kind: model\n", "", nil, "not a model's manifest"),
            ("kind: model", "kind: modell", 1, "'modell' is not known"),
            ("name: tiny", "name: a/b", 2, "no name of a folder"),
            ("name: tiny", "name: ..", 2, "no name of a folder"),
            ("to: config.json", "to: conf.json", 5, "no file becomes 'config.json'"),
            ("to: model.safetensors", "to: weights.bin", 5, "no file becomes 'model.safetensors'"),
            ("licence: MIT", "license: MIT", 3, "did you mean 'licence'?"),
            ("licence: MIT", "licence: MIT\nsplits: {}", 4, "unknown key"),
        ] as [(String, String, Int?, String)])
    func aMistakeIsNamedByItsLine(_ old: String, _ new: String, _ line: Int?, _ words: String) throws {
        let error = #expect(throws: InputError.self) {
            try read(Self.good.replacing(old, with: new, maxReplacements: 1))
        }
        if let line { #expect(error?.line == line, "\(error?.description ?? "")") }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }

    @Test func aDatasetIsNoModelAndAModelNoDataset() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.good, to: "m.yaml")
        #expect(try ManifestKind(of: path) == .model)
        let error = #expect(throws: InputError.self) { try Manifest(contentsOf: path) }
        #expect(error?.key == "kind" && error?.remedy.contains("tessera fetch") == true)
    }

    @Test func theShippedModelsAreSound() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Manifests/models"
        ).standardized.path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
        #expect(names.count >= 13)
        for name in names {
            let manifest = try ModelManifest(contentsOf: folder + "/" + name)
            #expect(manifest.name + ".yaml" == name)
            #expect(manifest.homepage != nil)
        }
    }
}
