import Corpus
import Documents
import Foundation
import Hummingbird
import TestServer
import TestSupport
import Testing
import Workspace

@testable import Fetch

@Suite struct FetchStageTests {
    private let folder: TemporaryFolder
    private let workspace: Workspace

    init() throws {
        folder = try TemporaryFolder()
        workspace = Workspace(folder.file("work"))
    }

    /// A manifest of one annotation file at `place`, with `lines` in it.
    private func manifest(_ place: String, counts: String = "train: {count: 2}") throws -> Manifest {
        let path = try folder.write(
            """
            name: small
            licence: CC0
            language: en
            modality: image
            files:
              - \(place)
                to: captions.jsonl
            captions:
              importer: json-lines
              file: captions.jsonl
              columns: {id: key, media: file, captions: text, split: part}
              media: images
            splits:
              \(counts)
            """, to: "small.yaml")
        return try Manifest(contentsOf: path)
    }

    private static let lines = """
        {"key": "a", "file": "a.jpg", "text": "One.", "part": "train"}
        {"key": "b", "file": "b.jpg", "text": ["Two.", "Zwei\\u0301."], "part": "train"}

        """

    private func fetch(_ manifest: Manifest) async throws -> [DoneRecord] {
        try await LocalExecutor(workspace).run(FetchStage(manifest, in: workspace))
    }

    private func importAll(_ manifest: Manifest, itemsPerFile: Int = 10) async throws -> [DoneRecord] {
        try await LocalExecutor(workspace).run(ImportStage(manifest, in: workspace, itemsPerFile: itemsPerFile))
    }

    @Test func aLocalFileBecomesACorpus() async throws {
        try folder.write(FetchStageTests.lines, to: "lines.jsonl")
        let manifest = try manifest("path: lines.jsonl")
        _ = try await fetch(manifest)
        let records = try await importAll(manifest, itemsPerFile: 1)
        #expect(records.map(\.partition) == ["train-00000-of-00002", "train-00001-of-00002"])
        let items = try CorpusFile.items(in: workspace.file("source/train-00001-of-00002.jsonl"))
        #expect(items.map(\.id) == ["b"])
        #expect(items[0].media.path == "media/images/b.jpg")
        #expect(items[0].captions.map(\.text) == ["Two.", "Zwei\u{301}."])
    }

    @Test func aFileOfTheWebIsFetchedOnceAndPinned() async throws {
        let lines = FetchStageTests.lines
        let served = Served(lines)
        let router = Router()
        router.get("lines.jsonl") { _, _ in await served.text() }
        try await withWebServer(router) { url in
            let manifest = try manifest("url: \(url)/lines.jsonl")
            _ = try await fetch(manifest)
            _ = try await fetch(manifest)
            #expect(await served.count == 1)
            #expect(try String(contentsOfFile: workspace.file("media/captions.jsonl"), encoding: .utf8) == lines)
            let lock = try String(contentsOfFile: folder.file("small.lock"), encoding: .utf8)
            #expect(lock.contains(Digest.of(lines)))

            // What comes later must be what was pinned.
            await served.set(lines + "\n")
            try FileManager.default.removeItem(atPath: workspace.path)
            let error = await #expect(throws: InputError.self) { try await fetch(manifest) }
            #expect(error?.file == folder.file("small.lock"))
            #expect(!FileManager.default.fileExists(atPath: workspace.file("media/captions.jsonl")))
        }
    }

    @Test func whatIsNotThereIsNamedByLine() async throws {
        let router = Router()
        router.get("other") { _, _ in "" }
        try await withWebServer(router) { url in
            let manifest = try manifest("url: \(url)/lines.jsonl")
            let error = await #expect(throws: InputError.self) { try await fetch(manifest) }
            #expect(error?.line == 6)
            #expect(error?.key == "files[0].url")
            #expect(error?.problem.contains("404") == true)
        }
        let local = try manifest("path: lines.jsonl")
        let error = await #expect(throws: InputError.self) { try await fetch(local) }
        #expect(error?.description.contains("small.yaml:6: files[0].path: there is no file") == true)
    }

    @Test func anUnreachableServerIsAFaultThatARerunMayPass() async throws {
        let port = try await withWebServer(Router()) { $0 }
        let manifest = try manifest("url: \(port)/lines.jsonl")
        await #expect(throws: Fault.self) { try await fetch(manifest) }
    }

    @Test(arguments: [
        (#"{"key": "c", "file": "c.jpg", "text": 7, "part": "train"}"#, "text"),
        (#"{"key": "c", "file": "../a.jpg", "text": "x", "part": "train"}"#, "leads out of the media folder"),
        (#"{"key": "c", "file": "/a.jpg", "text": "x", "part": "train"}"#, "leads out of the media folder"),
        ("not json", "JSON"),
        (#"{"key": "a", "file": "c.jpg", "text": "x", "part": "train"}"#, "the id 'a' stands twice"),
    ])
    func aBrokenAnnotationIsRecordedAndEndsNothing(_ line: String, _ words: String) async throws {
        try folder.write(line + "\n" + FetchStageTests.lines, to: "lines.jsonl")
        // Where an id stands twice, the second is the broken one.
        let isSecond = words.contains("twice")
        if isSecond { try folder.write(FetchStageTests.lines + line, to: "lines.jsonl") }
        let manifest = try manifest("path: lines.jsonl")
        _ = try await fetch(manifest)
        let outcome = try #require(try await importAll(manifest).first).outcome
        #expect(outcome.counts["items"] == 2 && outcome.counts["malformed"] == 1)
        let failure = try #require(outcome.failures.first)
        #expect(failure.item == "captions.jsonl:\(isSecond ? 3 : 1)")
        #expect(failure.reason.contains(words), "\(failure.reason)")
    }

    @Test func aCountThatIsWrongForNoReasonIsAnError() async throws {
        try folder.write(FetchStageTests.lines, to: "lines.jsonl")
        let manifest = try manifest("path: lines.jsonl", counts: "train: {count: 3}")
        _ = try await fetch(manifest)
        let error = await #expect(throws: InputError.self) { try await importAll(manifest) }
        #expect(error?.line == 14 && error?.key == "splits.train.count")
        #expect(error?.problem == "3 items are expected, and the annotation files have 2")
    }

    @Test func aFileThatAPersonBringsIsAskedForInWords() async throws {
        let words = "Ask the authors."
        let manifest = try manifest(
            "path: lines.jsonl\n    to: other.jsonl\n  - manual: by-hand/lines.jsonl\n    instructions: \(words)")
        try folder.write(FetchStageTests.lines, to: "lines.jsonl")
        let records = try await fetch(manifest)
        #expect(records[1].outcome.failures.map(\.item) == ["captions.jsonl"])
        #expect(records[1].outcome.failures[0].reason.hasSuffix("by-hand/lines.jsonl is not there: \(words)"))
        #expect(!FileManager.default.fileExists(atPath: workspace.file("media/captions.jsonl")))
        // The run goes on with what it has.
        let outcome = try #require(try await importAll(manifest).first).outcome
        #expect(outcome.counts["items"] == 0)
        #expect(outcome.failures.map(\.item) == ["captions.jsonl", "train"])
        // It is there now.
        try folder.write(FetchStageTests.lines, to: "by-hand/lines.jsonl")
        #expect(try await fetch(manifest).allSatisfy { $0.outcome.failures.isEmpty })
        #expect(try await importAll(manifest).first?.outcome == Outcome(counts: ["items": 2, "captions": 3]))
        #expect(!FileManager.default.fileExists(atPath: workspace.file("media/captions.jsonl.missing.txt")))
    }

    @Test func aMissingFileThatIsNotOptionalIsAnError() async throws {
        let manifest = try manifest("manual: lines.jsonl\n    instructions: Ask.\n    optional: false")
        let error = await #expect(throws: InputError.self) { try await fetch(manifest) }
        #expect(error?.key == "files[0].manual" && error?.remedy == "Ask.")
    }

    @Test func twoFilesOfOneNameAreRefused() async throws {
        try folder.write(FetchStageTests.lines, to: "lines.jsonl")
        let manifest = try manifest("path: lines.jsonl\n    to: captions.jsonl\n  - path: lines.jsonl")
        await #expect(throws: InputError.self) { try await fetch(manifest) }
    }
}

/// A text that a server gives, and how often it was asked for it.
private actor Served {
    private var current: String
    private(set) var count = 0

    init(_ text: String) { current = text }

    func text() -> String {
        count += 1
        return current
    }

    func set(_ text: String) { current = text }
}
