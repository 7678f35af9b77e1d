import Corpus
import Documents
import Foundation
import Hummingbird
import TestServer
import TestSupport
import Testing
import Workspace

@testable import Fetch

/// A model's manifest, fetched from a real server.
@Suite struct ModelFetchTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        workspace = Workspace(folder.file("model"))
    }

    private func manifest(_ files: String) throws -> ModelManifest {
        try ModelManifest(
            contentsOf: folder.write("kind: model\nname: tiny\nlicence: CC0\nfiles:\n\(files)", to: "tiny.yaml"))
    }

    private func fetch(_ manifest: ModelManifest) async throws -> [DoneRecord] {
        try await LocalExecutor(workspace).run(FetchStage(manifest, in: workspace))
    }

    @Test func itsFolderHoldsItsFilesAndEachIsPinned() async throws {
        let server = ModelFiles(["config.json": "{}", "model.safetensors": "weights"])
        try await withWebServer(server.router) { url in
            let manifest = try manifest(
                """
                  - {url: "\(url)/config.json", to: config.json}
                  - {url: "\(url)/model.safetensors", sha256: \(Digest.of("weights")), to: model.safetensors}
                """)
            let before = try await FetchStage(manifest, in: workspace).plan()
            #expect(before.pending == 2)
            #expect(before.files.map(\.sha256) == [nil, Digest.of("weights")])
            #expect(!FileManager.default.fileExists(atPath: workspace.path))
            #expect(await server.requests == 0)

            _ = try await fetch(manifest)
            #expect(try String(contentsOfFile: workspace.file("config.json"), encoding: .utf8) == "{}")
            #expect(try String(contentsOfFile: workspace.file("model.safetensors"), encoding: .utf8) == "weights")
            let after = try await FetchStage(manifest, in: workspace).plan()
            #expect(after.pending == 0)
            #expect(after.files.map(\.sha256) == [Digest.of("{}"), Digest.of("weights")])
            #expect(await server.requests == 2)
            _ = try await fetch(manifest)
            #expect(await server.requests == 2)

            await server.set("config.json", "{ }")
            try FileManager.default.removeItem(atPath: workspace.path)
            let error = await #expect(throws: InputError.self) { try await fetch(manifest) }
            #expect(error?.file == folder.file("tiny.lock"))
        }
    }

    @Test func aMirrorGivesWhatTheFirstAddressDoesNot() async throws {
        let server = ModelFiles(["other/config.json": "{}", "model.safetensors": "weights"])
        try await withWebServer(server.router) { url in
            let manifest = try manifest(
                """
                  - {url: "\(url)/config.json", mirrors: ["\(url)/other/config.json"], to: config.json}
                  - {url: "\(url)/model.safetensors", to: model.safetensors}
                """)
            _ = try await fetch(manifest)
            #expect(try String(contentsOfFile: workspace.file("config.json"), encoding: .utf8) == "{}")
        }
    }

    @Test func weightsThatAPersonConvertsAreAskedForBeforeAnythingIsFetched() async throws {
        let server = ModelFiles(["config.json": "{}"])
        try await withWebServer(server.router) { url in
            let manifest = try manifest(
                """
                  - {url: "\(url)/config.json", to: config.json}
                  - {manual: by-hand.safetensors, instructions: Convert it., optional: false, to: model.safetensors}
                """)
            let error = await #expect(throws: InputError.self) { try await fetch(manifest) }
            #expect(error?.key == "files[1].manual" && error?.remedy == "Convert it.")
            #expect(await server.requests == 0)
            try folder.write("weights", to: "by-hand.safetensors")
            _ = try await fetch(manifest)
            #expect(try String(contentsOfFile: workspace.file("model.safetensors"), encoding: .utf8) == "weights")
        }
    }
}

/// Files that a server gives, and how often it was asked.
private actor ModelFiles {
    private var files: [String: String]
    private(set) var requests = 0

    init(_ files: [String: String]) { self.files = files }

    func set(_ name: String, _ text: String) { files[name] = text }

    private func text(_ name: String) throws -> String {
        guard let text = files[name] else { throw HTTPError(.notFound) }
        requests += 1
        return text
    }

    nonisolated var router: Router<BasicRequestContext> {
        let router = Router()
        router.get("**") { request, _ in try await self.text(String(request.uri.path.dropFirst())) }
        return router
    }
}
