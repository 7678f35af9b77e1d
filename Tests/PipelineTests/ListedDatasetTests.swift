import Foundation
import TestServer
import TestSupport
import Testing

/// The command on a dataset that lists addresses, over a real server, with the real translation engine.
@Suite(.serialized) struct ListedDatasetTests {
    @Test func whatAServerDoesNotGiveIsListedAndFetchedOnceItIsThere() async throws {
        let server = ImageServer()
        try await withWebServer(server.router) { url in
            let data = try ListedDataset(server: url)
            func run(_ flags: String...) throws -> TesseraProcess.Result {
                try TesseraProcess.run(["run", data.pipeline, "--json"] + flags)
            }

            let first = try run()
            #expect(first.status == 1, "\(first.errors)")
            let missing = [["b", "http 404"], ["d", "not an image or video: text/html"]]
            #expect(try ListedDataset.failures(first, of: "media") == missing)
            #expect(
                try ListedDataset.failures(first, of: "features") == missing.map { [$0[0], "not fetched: \($0[1])"] })
            #expect(first.errors.contains("4 items failed"))
            #expect(first.errors.contains("media: b: http 404"))
            #expect(await server.takeRequests() == ListedDataset.rows.count)
            #expect(try data.rows("train-00000-of-00002") == 1)
            #expect(try data.rows("train-00001-of-00002") == 1)
            #expect(try data.rows("test-00000-of-00001") == 2)
            let page = try String(contentsOfFile: data.workspace + "/report/index.html", encoding: .utf8)
            #expect(page.contains("data:image/jpeg;base64,"))
            let shardOfTest = data.workspace + "/shards/test-00000-of-00001.safetensors"
            let untouched = FileManager.default.contents(atPath: shardOfTest)

            // What failed is said again, and nothing is asked again.
            let second = try run()
            #expect(second.status == 1)
            for stage in ["fetch", "import", "media", "translate", "features", "index", "train", "evaluate", "report"] {
                let name = stage.padding(toLength: 10, withPad: " ", startingAt: 0)
                #expect(second.errors.contains("\(name) done before"), "\(second.errors)")
            }
            #expect(await server.takeRequests() == 0)

            await server.mend()
            let third = try run("--retry-failed")
            #expect(third.status == 0, "\(third.errors)")
            #expect(await server.takeRequests() == 2)
            #expect(try data.rows("train-00000-of-00002") == 2)
            #expect(try data.rows("train-00001-of-00002") == 2)
            #expect(FileManager.default.contents(atPath: shardOfTest) == untouched)
            // The images of the test split did not change, so their features are not made again.
            #expect(!third.errors.contains("features   test-"), "\(third.errors)")

            #expect(try run().status == 0)
            #expect(await server.takeRequests() == 0)
        }
    }

    @Test func validateTellsWhatWasNotFetchedFromWhatIsGone() async throws {
        try await withWebServer(ImageServer().router) { url in
            let data = try ListedDataset(server: url)
            #expect(
                try TesseraProcess.run(["fetch", data.folder.file("listed.yaml"), "--out", data.workspace]).status == 1)
            #expect(try ListedDatasetTests.findings(data) == ["media-not-fetched": 2])
            try FileManager.default.removeItem(atPath: data.workspace + "/media/test-00000-of-00001.tar")
            #expect(try ListedDatasetTests.findings(data) == ["media-missing": 2, "media-not-fetched": 2])
        }
    }

    /// How often `tessera validate` found each thing.
    private static func findings(_ data: ListedDataset) throws -> [String: Int] {
        let run = try TesseraProcess.run([
            "validate", data.workspace, "--json", "--only", "media-missing,media-not-fetched",
        ])
        let findings = (try run.json() as? [String: Any])?["findings"] as? [[String: Any]] ?? []
        return Dictionary(
            findings.map { ($0["rule"] as? String ?? "", $0["count"] as? Int ?? 0) }, uniquingKeysWith: { $1 })
    }

    /// Exit 2 where the address is at fault, 3 where a rerun may pass; one line; nothing left.
    @Test(arguments: [
        ("HTTP/1.1 302 Found\r\nLocation: /\r\n", 2, "files[0].url: ", "more than 10 redirects"),
        ("HTTP/1.1 404 Not Found\r\n", 2, "files[0].url: ", "HTTP status 404"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n", 2, "files[0].max_bytes: ", "larger than the limit of 50 bytes"),
        ("HTTP/1.1 200 OK\r\n", 2, "files[0].url: ", "not a whole tar or zip archive"),
    ])
    func aHostileServerEndsFetch(_ answer: String, _ status: Int32, _ key: String, _ words: String) throws {
        let server = try RawServer { _, _, connection in
            connection.write(answer + "Connection: close\r\n\r\nNot an archive.")
        }
        let folder = try TemporaryFolder()
        let manifest = try folder.write(
            """
            name: hostile
            licence: CC0
            language: en
            modality: image
            files:
              - url: \(server.url("/"))
                to: it
                unpack: tar
                max_bytes: 50
            captions: {importer: webdataset, file: it}
            splits: {train: {}}
            """, to: "hostile.yaml")
        let run = try TesseraProcess.run(["fetch", manifest, "--out", folder.file("work"), "--quiet"])
        #expect(run.status == status)
        #expect(run.errors.contains("hostile.yaml:6: " + key), "\(run.errors)")
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["hostile.yaml", "work"])
        let left = FileManager.default.enumerator(atPath: folder.file("work"))?.compactMap { $0 as? String } ?? []
        #expect(Set(left).isSubset(of: [".lock", ".journal", ".downloads", "media"]), "\(left)")
    }

    @Test func aServerThatIsGoneEndsFetchWithThree() async throws {
        let gone = try await withWebServer(.init()) { $0 }
        let data = try ListedDataset(server: gone)
        let manifest = try String(contentsOfFile: data.folder.file("listed.yaml"), encoding: .utf8)
        try data.folder.write(manifest.replacing("path: list.csv", with: "url: \(gone)/list.csv"), to: "listed.yaml")
        let run = try TesseraProcess.run(
            ["fetch", data.folder.file("listed.yaml"), "--out", data.workspace, "--quiet"])
        #expect(run.status == 3)
        #expect(run.errors.contains("no connection"), "\(run.errors)")
    }
}
