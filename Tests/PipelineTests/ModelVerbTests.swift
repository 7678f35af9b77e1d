import Foundation
import Hummingbird
import TestServer
import TestSupport
import Testing

/// `tessera fetch` and `tessera validate` on a model's manifest, over a real server.
@Suite struct ModelVerbTests {
    private static let files = ["config.json", "preprocessor_config.json", "tokenizer.json", "model.safetensors"]

    private func withModel(
        except missing: String? = nil, _ test: @escaping @Sendable (TemporaryFolder, String) async throws -> Void
    ) async throws {
        let router = Router()
        router.get("**") { request, _ in
            let name = String(request.uri.path.dropFirst())
            guard name != missing, let data = FileManager.default.contents(atPath: Golden.own.file("clip/\(name)"))
            else { throw HTTPError(.notFound) }
            return Response(status: .ok, body: .init(byteBuffer: .init(bytes: data)))
        }
        try await withWebServer(router) { url in
            let folder = try TemporaryFolder()
            let files = Self.files.map { "  - {url: \"\(url)/\($0)\", to: \($0)}\n" }.joined()
            let manifest = try folder.write(
                "kind: model\nname: tiny\nlicence: CC0\nfiles:\n\(files)", to: "tiny.yaml")
            try await test(folder, manifest)
        }
    }

    @Test func whatIsFetchedIsWhatModelTakes() async throws {
        try await withModel { folder, manifest in
            #expect(try TesseraProcess.run(["validate", manifest]).status == 0)
            let model = folder.file("model")
            let plan = try TesseraProcess.run(["fetch", manifest, "--out", model, "--dry-run"])
            #expect(plan.status == 0 && plan.output.hasSuffix("4 of 4 files to fetch\n"), "\(plan.errors)")
            #expect(!FileManager.default.fileExists(atPath: model))

            let fetch = try TesseraProcess.run(["fetch", manifest, "--out", model])
            #expect(fetch.status == 0, "\(fetch.errors)")
            #expect(fetch.output == "\(model): clip, width 24, for features\n")
            let texts = try folder.write("a dog\n", to: "texts.txt")
            let out = folder.file("out.safetensors")
            let embed = try TesseraProcess.run(["embed", "--model", model, "--texts", texts, "--out", out])
            #expect(embed.status == 0, "\(embed.errors)")

            let again = try TesseraProcess.run(["fetch", manifest, "--out", model, "--json"])
            let found = try #require(again.json() as? [String: Any])
            #expect(found["folder"] as? String == model && found["layout"] as? String == "clip")
        }
    }

    @Test func aFileThatTheServerLacksIsNamedByLine() async throws {
        try await withModel(except: "tokenizer.json") { folder, manifest in
            let run = try TesseraProcess.run(["fetch", manifest, "--out", folder.file("model"), "--quiet"])
            #expect(run.status == 2)
            #expect(run.errors.contains("tiny.yaml:7: files[2].url: "), "\(run.errors)")
        }
    }

    @Test func aDatasetNeedsAFolder() throws {
        let data = try SmallDataset()
        let run = try TesseraProcess.run(["fetch", data.folder.file("small.yaml")])
        #expect(run.status == 2 && run.errors.contains("--out"), "\(run.errors)")
    }
}
