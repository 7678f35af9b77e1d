import Corpus
import Documents
import Foundation
import Hummingbird
import Media
import Synchronization
import TestServer
import TestSupport
import Testing
import Workspace

@testable import Fetch

/// Shards from a URL list, over a real server, read by GNU tar.
@Suite struct MediaStageTests {
    private let list: URLList

    init() throws { list = try URLList() }

    /// Files of the project's fixtures, which other libraries made, by the names that a server gives them.
    private static let files = [
        "wide.jpg": "images/wide.jpg", "alpha.png": "images/alpha.png", "photo.webp": "images/photo.webp",
        "clip": "media/h264-bframes.mp4", "cut.mkv": "media/bad/truncated.mkv", "noise.mp4": "media/bad/noise.mp4",
    ]

    private static func fixture(_ name: String) -> [UInt8] {
        files[name].flatMap { FileManager.default.contents(atPath: Golden.own.file($0)) }.map(Array.init) ?? []
    }

    @Test func aListBecomesAShard() async throws {
        let served = ServedFiles(Self.files.keys.reduce(into: [:]) { $0[$1] = Self.fixture($1) })
        try await withWebServer(served.router) { url in
            try list.write([
                ("a/1", "\(url)/wide.jpg", "Eins\n\"x\"."), ("b", "\(url)/gone", nil),
                ("c", "\(url)/alpha.png", "Zwei."),
                ("d", "\(url)/clip", "Drei."), ("e", "\(url)/photo.webp", "Vier."), ("f", "\(url)/wide.jpg", "Fünf."),
            ])
            let record = try await list.run()
            #expect(record.outcome.counts == ["items": 6, "samples": 5, "http 404": 1])
            #expect(record.outcome.failures == [.init(item: "b", reason: "http 404")])
            #expect(
                try list.names() == [
                    "a%2F1.jpg", "a%2F1.txt", "a%2F1.json", "b.json", "c.png", "c.txt", "c.json", "d.mp4", "d.txt",
                    "d.json", "e.webp", "e.txt", "e.json", "f.jpg", "f.txt", "f.json",
                ])
            let wide = Self.fixture("wide.jpg")
            #expect(try list.member("a%2F1.jpg") == wide)
            #expect(try list.member("f.jpg") == wide)
            #expect(try list.member("d.mp4") == Self.fixture("clip"))
            #expect(try String(decoding: list.member("a%2F1.txt"), as: UTF8.self) == "Eins\n\"x\".")
            #expect(await served.count("wide.jpg") == 1)

            let text = try String(decoding: list.member("a%2F1.json"), as: UTF8.self)
            var digest = Digest()
            digest.update(wide)
            let size = try ImageFile.decode(wide, name: "")
            #expect(
                text
                    == #"{"bytes":\#(wide.count),"caption":"Eins\u000a\"x\".","error":null,"height":\#(size.height),"#
                    + #""key":"a%2F1","mime":"image/jpeg","original_height":\#(size.height),"#
                    + #""original_width":\#(size.width),"sha256":"\#(digest.hexadecimal())","status":"success","#
                    + #""url":"\#(url)/wide.jpg","width":\#(size.width)}"#)
            let failed = try JSONSerialization.jsonObject(with: Data(list.member("b.json"))) as? [String: Any]
            #expect(failed?["status"] as? String == "failed")
            #expect(failed?["error"] as? String == "http 404")
            #expect(failed?["caption"] is NSNull)
            #expect(try list.table() == "id\turl\tclass\tdetail\nb\t\(url)/gone\thttp 404\t\n")
        }
    }

    @Test func whatIsNoSoundImageOrVideoIsAFailure() async throws {
        let jpeg = Self.fixture("wide.jpg")
        let served = ServedFiles([
            "page": Array("<html>Not here</html>".utf8), "empty": [], "cut.jpg": Array(jpeg.dropLast(jpeg.count / 3)),
            "cut.mkv": Self.fixture("cut.mkv"), "noise.mp4": Self.fixture("noise.mp4"),
            "cut.webp": Array(Self.fixture("photo.webp").prefix(700)), "wide.jpg": jpeg,
        ])
        try await withWebServer(served.router) { url in
            let names = ["page", "empty", "cut.jpg", "cut.mkv", "noise.mp4", "cut.webp"]
            var settings = MediaSettings()
            settings.minSide = 10_000
            try list.write(names.map { ($0, "\(url)/\($0)", nil) } + [("small", "\(url)/wide.jpg", nil)])
            let record = try await list.run(settings)
            let classes = record.outcome.failures.map { String($0.reason.prefix { $0 != ":" }) }
            #expect(
                classes == [
                    "not an image or video", "not an image or video", "damaged", "damaged", "not an image or video",
                    "damaged", "too small",
                ])
            #expect(record.outcome.failures[0].reason == "not an image or video: text/html")
            #expect(record.outcome.counts["samples"] == 0)
        }
    }

    @Test func whatServersForbidIsNotFetched() async throws {
        let served = ServedFiles(
            ["a.jpg": Self.fixture("wide.jpg"), "b.jpg": Self.fixture("wide.jpg")], robots: "noai")
        try await withWebServer(served.router) { url in
            try list.write([("a", "\(url)/a.jpg", nil)])
            let record = try await list.run()
            #expect(record.outcome.counts == ["items": 1, "samples": 0, "robots": 1])
            var settings = MediaSettings()
            settings.respect = ["noindex"]
            #expect(try await list.run(settings).outcome.counts["samples"] == 1)
        }
    }

    @Test func imagesAreMadeSmaller() async throws {
        let served = ServedFiles(["wide.jpg": Self.fixture("wide.jpg")])
        try await withWebServer(served.router) { url in
            try list.write([("a", "\(url)/wide.jpg", nil)])
            let picture = try ImageFile.decode(Self.fixture("wide.jpg"), name: "")
            let short = min(picture.width, picture.height)
            var settings = MediaSettings()
            settings.resize = .init(shorterSide: short / 2)
            _ = try await list.run(settings)
            let json = try JSONSerialization.jsonObject(with: Data(list.member("a.json"))) as? [String: Any]
            let small = try ImageFile.decode(list.member("a.jpg"), name: "")
            #expect(min(small.width, small.height) == short / 2)
            #expect([json?["width"] as? Int, json?["height"] as? Int] == [small.width, small.height])
            #expect(
                [json?["original_width"] as? Int, json?["original_height"] as? Int] == [picture.width, picture.height])
            settings.resize = .init(shorterSide: short)
            _ = try await list.run(settings)
            #expect(try list.member("a.jpg") == Self.fixture("wide.jpg"))
        }
    }

    @Test func onlyWhatFailedIsAskedForAgain() async throws {
        let served = ServedFiles(["a": Self.fixture("wide.jpg"), "c": Self.fixture("alpha.png")])
        try await withWebServer(served.router) { url in
            try list.write(["a", "b", "c"].map { ($0, "\(url)/\($0)", "Text.") })
            _ = try await list.run()
            #expect(try list.table()?.contains("http 404") == true)
            await served.set("b", Self.fixture("photo.webp"))
            // Without the wish nothing is done again.
            _ = try await list.run()
            #expect(await served.count("b") == 1)

            let record = try await list.run(retryingFailures: true)
            #expect(record.outcome.failures.isEmpty)
            #expect(await served.count("a") == 1)
            #expect(await served.count("b") == 2)
            #expect(try list.table() == nil)
            // The same as a shard that was never retried.
            let bytes = try list.shard()
            let fresh = try URLList()
            try fresh.write(["a", "b", "c"].map { ($0, "\(url)/\($0)", "Text.") })
            _ = try await fresh.run()
            #expect(try fresh.shard() == bytes)
        }
    }

    @Test func aKilledRetryLosesNothing() async throws {
        let served = ServedFiles(["a": Self.fixture("wide.jpg")])
        try await withWebServer(served.router) { url in
            try list.write(["a", "b"].map { ($0, "\(url)/\($0)", nil) })
            _ = try await list.run()
            // A run that was killed between taking the old record away and publishing the new shard.
            let shard = list.workspace.file(list.output)
            try FileManager.default.moveItem(
                atPath: DoneRecord.path(of: shard), toPath: DoneRecord.previousPath(of: shard))
            _ = try await list.run()
            #expect(await served.count("a") == 1)
            #expect(await served.count("b") == 2)
            #expect(!FileManager.default.fileExists(atPath: DoneRecord.previousPath(of: shard)))

            // A shard that is not the one of the record is not trusted.
            var bytes = try list.shard()
            bytes[700] ^= 1
            try Data(bytes).write(to: URL(fileURLWithPath: shard))
            _ = try await list.run(retryingFailures: true)
            #expect(await served.count("a") == 2)
            #expect(try list.member("a.jpg") == Self.fixture("wide.jpg"))
        }
    }

    @Test func aShardThatNoCorpusFileNamesGoesWithItsTable() async throws {
        let served = ServedFiles([:])
        try await withWebServer(served.router) { url in
            try list.write([("a", "\(url)/a", nil)])
            _ = try await list.run()
            #expect(try list.table() != nil)
            let source = list.workspace.file("source")
            for suffix in ["", ".done"] {
                try FileManager.default.moveItem(
                    atPath: "\(source)/train-00000-of-00001.jsonl" + suffix,
                    toPath: "\(source)/val-00000-of-00001.jsonl" + suffix)
            }
            let path = "\(source)/val-00000-of-00001.jsonl"
            let text = try String(contentsOfFile: path, encoding: .utf8).replacing("media/train", with: "media/val")
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            _ = try await list.run()
            let names = try FileManager.default.contentsOfDirectory(atPath: list.workspace.file("media")).sorted()
            #expect(
                names == [
                    "val-00000-of-00001.failures.tsv", "val-00000-of-00001.tar", "val-00000-of-00001.tar.done",
                ])
        }
    }

    @Test func theOrderOfAnswersDoesNotMatter() async throws {
        let served = ServedFiles(["slow": Self.fixture("wide.jpg"), "fast": Self.fixture("alpha.png")], slow: "slow")
        try await withWebServer(served.router) { url in
            let urls = ["slow", "fast", "gone"] + (0..<300).map { "fast?\($0)" }
            try list.write(urls.enumerated().map { ("\($0)", "\(url)/\($1)", "Text.") })
            _ = try await list.run()
            let names = try list.names().filter { $0.hasSuffix(".json") }
            #expect(names == urls.indices.map { "\($0).json" })
        }
    }

    @Test func aCorpusWithoutAddressesHasNoShard() async throws {
        let item = Item(
            id: "a", split: "train", media: .init(path: "media/a.jpg", kind: .image, url: "http://x/a.jpg"),
            captions: [])
        try list.write([item])
        #expect(try await MediaStage(MediaSettings(), in: list.workspace).partitions().isEmpty)
    }

    @Test func aForeignPlaceIsNamedByLine() async throws {
        let item = Item(
            id: "a", split: "train", media: .init(path: "\(list.output)#b", kind: .image, url: "http://x/a.jpg"),
            captions: [])
        try list.write([item])
        let error = await #expect(throws: InputError.self) {
            try await MediaStage(MediaSettings(), in: list.workspace).partitions()
        }
        #expect(error?.line == 1)
    }
}
