import Corpus
import Documents
import Foundation
import GRDB
import Hummingbird
import Synchronization
import TestSupport
import Testing
import Transfer
import Workspace

@testable import Translate

@Suite struct StageTests {
    private let folder: TemporaryFolder
    private var workspace: Workspace { Workspace(folder.path) }

    init() throws { folder = try TemporaryFolder() }

    private func human(_ text: String, _ language: Language = english) -> Caption {
        Caption(language: language, text: text)
    }

    private func write(_ items: [[Caption]], to name: String = "train-00000-of-00001") throws {
        try FileManager.default.createDirectory(atPath: folder.file("source"), withIntermediateDirectories: true)
        try CorpusFile.write(
            items.enumerated().map { index, captions in
                Item(
                    id: "item \(index)", split: "train", media: .init(path: "media/a b/é\(index).mp4", kind: .video),
                    captions: captions)
            }, to: folder.file("source/\(name).jsonl"))
    }

    private func stage(_ url: String, requests: Int = 4, version: String? = nil) -> TranslateStage {
        var stage = TranslateStage(
            workspace: workspace, from: english,
            [
                TranslationPart(
                    [spanish, catalan],
                    endpoint: EndpointConfiguration(
                        api: .apertium, place: .url(url), requests: requests, version: version))
            ],
            sources: { [path = folder.file("source")] in CorpusFolder.files(in: path) })
        stage.retry = .quick
        return stage
    }

    private func run(_ stage: TranslateStage, jobs: Int = 1, observer: @escaping Observer = { _ in }) async throws
        -> [DoneRecord]
    {
        try await LocalExecutor(workspace, jobs: jobs, observer: observer).run(stage)
    }

    private func output(_ name: String = "train-00000-of-00001") throws -> [Item] {
        try CorpusFile.items(in: folder.file("corpus/\(name).jsonl"))
    }

    /// Takes a while that differs from text to text, so that answers come in another order than questions.
    private static func slowly(_ question: Asked) async throws -> Reply {
        try await Task.sleep(for: .milliseconds(Int(question.text.text.utf8.reduce(0) { ($0 * 31 + UInt64($1)) % 3 })))
        return .text("\(question.target) \(question.text.text)")
    }

    @Test func captionsFollowTheOriginals() async throws {
        let machine = Caption(language: english, text: "machine", origin: .machine, source: 0, engine: "x", flags: [])
        try write([[human("perro", spanish), human("one"), machine, human("two")], [], [human(" "), human("same")]])
        try await withApertium { question, _ in
            switch question.text.text {
            case "two": .text("*two *dos")
            case "same": .text("same")
            default: .text("<\(question.text.text)>")
            }
        } _: { url in
            let records = try await run(stage(url, version: "7"))
            #expect(
                records.map(\.outcome.counts) == [
                    [
                        "items": 3, "captions": 8, "flagged": 6, "unknown-words": 2, "same-as-source": 2, "empty": 2,
                    ]
                ])
        }
        let items = try output()
        #expect(items.map(\.media.path) == (0..<3).map { "media/a b/é\($0).mp4" })
        #expect(Array(items[0].captions[..<4]) == [human("perro", spanish), human("one"), machine, human("two")])
        let today = Date.now.formatted(Date.ISO8601FormatStyle().year().month().day())
        func made(_ language: Language, _ text: String, _ source: Int, _ flags: [String] = []) -> Caption {
            Caption(
                language: language, text: text, origin: .machine, source: source, engine: "apertium", version: "7",
                date: text.isEmpty ? nil : today, flags: flags)
        }
        #expect(
            Array(items[0].captions[4...]) == [
                made(spanish, "<one>", 1), made(spanish, "two dos", 3, ["unknown-words"]), made(catalan, "<one>", 1),
                made(catalan, "two dos", 3, ["unknown-words"]),
            ])
        #expect(
            Array(items[2].captions[2...]) == [
                made(spanish, "", 0, ["empty"]), made(spanish, "same", 1, ["same-as-source"]),
                made(catalan, "", 0, ["empty"]), made(catalan, "same", 1, ["same-as-source"]),
            ])
    }

    @Test func theBytesDoNotDependOnTiming() async throws {
        try write((0..<300).map { [human("caption \($0)"), human("shared \($0 % 7)")] })
        try await withApertium { question, _ in
            try await StageTests.slowly(question)
        } _: { url in
            var digests: Set<String> = []
            for requests in [1, 3, 16] {
                try? FileManager.default.removeItem(atPath: folder.file("memory.sqlite"))
                try? FileManager.default.removeItem(atPath: folder.file("corpus"))
                digests.formUnion(try await run(stage(url, requests: requests)).map(\.digest))
            }
            #expect(digests.count == 1)
        }
    }

    @Test func eachSentenceIsBoughtOnce() async throws {
        for name in ["test-00000-of-00001", "train-00000-of-00002", "train-00001-of-00002"] {
            try write((0..<40).map { [human("caption \($0)"), human("caption \($0 / 2)")] }, to: name)
        }
        let questions = Questions()
        try await withApertium(questions: questions) { question, _ in
            try await StageTests.slowly(question)
        } _: { url in
            #expect(try await run(stage(url), jobs: 3).count == 3)
            #expect(questions.all.count == 80)
            #expect(Set(questions.all).count == 80)
            // Other partitions, another run.
            try FileManager.default.removeItem(atPath: folder.file("corpus"))
            _ = try await run(stage(url))
            #expect(questions.all.count == 80)
            // Another version of the engine.
            _ = try await run(stage(url, version: "2"))
            #expect(questions.all.count == 160)
        }
    }

    @Test func composedAndDecomposedAreTwoSentences() async throws {
        try write([[human("caf\u{e9}")], [human("cafe\u{301}")]])
        let questions = Questions()
        try await withApertium(questions: questions) { question, _ in
            .text("\(question.text.text.unicodeScalars.count)")
        } _: { url in
            _ = try await run(stage(url))
        }
        #expect(questions.all.count == 4)
        #expect(try output().map { $0.captions[1].text } == ["4", "5"])
    }

    @Test func answersAreKeptBeforeMoreIsAsked() async throws {
        try write((0..<20).map { [human("caption \($0)")] })
        let path = folder.file("memory.sqlite")
        let questions = Questions()
        try await withApertium(questions: questions) { question, _ in
            let kept = try await TranslationMemory(path).count()
            #expect(kept >= questions.all.count - 10)
            return .text("x")
        } _: { url in
            _ = try await run(stage(url, requests: 1))
        }
    }

    /// A disk that is full is no fault of the engine, nor of a text: asking again would buy the same sentences again.
    @Test func whatCannotBeKeptIsNotAskedAgain() async throws {
        try write((0..<100).map { [human("caption \($0)")] })
        let path = folder.file("memory.sqlite")
        _ = try TranslationMemory(path)
        let disk = try DatabaseQueue(path: path)
        try await disk.write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER full BEFORE INSERT ON translations WHEN (SELECT count(*) FROM translations) >= 20
                    BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END
                    """)
        }
        let questions = Questions()
        try await withApertium(questions: questions) { question, _ in
            .text("<\(question.text.text)>")
        } _: { url in
            await #expect(throws: Fault.self) { try await run(stage(url)) }
            let asked = questions.all
            #expect(asked.count > 20 && Set(asked).count == asked.count, "\(asked.count) questions")
            try await disk.write { try $0.execute(sql: "DROP TRIGGER full") }
            let records = try await run(stage(url))
            #expect(records.flatMap(\.outcome.failures).isEmpty)
        }
        #expect(try output().allSatisfy { $0.captions.count == 3 })
    }

    @Test func aServerThatGoesAwayIsAFaultThatARerunPasses() async throws {
        try write((0..<100).map { [human("caption \($0)")] })
        let questions = Questions()
        let broken = Mutex(true)
        try await withApertium(questions: questions) { question, _ in
            if questions.all.count > 50, broken.withLock({ $0 }) { return page(.badGateway) }
            return .text("<\(question.text.text)>")
        } _: { url in
            await #expect(throws: Fault.self) { try await run(stage(url, requests: 1)) }
            #expect(!FileManager.default.fileExists(atPath: folder.file("corpus/train-00000-of-00001.jsonl")))
            broken.withLock { $0 = false }
            let before = questions.all.count
            _ = try await run(stage(url, requests: 1))
            #expect(questions.all.count - before == 150)
        }
        #expect(try output().allSatisfy { $0.captions.count == 3 })
    }

    @Test func refusedSentencesAreRecorded() async throws {
        let long = String(repeating: "a ", count: 600)
        try write([[human("fine"), human("bad")], [human(long)], [human("bad")]])
        try await withApertium { question, _ in
            question.text.text == "bad" && question.target == "cat"
                ? try complaint(.badRequest, "no") : .text("<\(question.text.text)>")
        } _: { url in
            let outcome = try #require(try await run(stage(url)).first).outcome
            #expect(outcome.failures.map(\.item) == ["item 0", "item 1", "item 1", "item 2"])
            #expect(outcome.failures.first?.reason == "caption 1 into ca: HTTP status 400, no")
            #expect(outcome.failures[1].reason.contains("longer than the 980 characters"))
        }
        #expect(try output().map(\.captions.count) == [5, 1, 2])
    }

    @Test func progressCountsItems() async throws {
        try write((0..<300).map { [human("caption \($0)")] })
        let steps = Mutex<[Int]>([])
        try await withApertium { _, _ in
            .text("x")
        } _: { url in
            _ = try await run(stage(url)) { event in
                if case .advanced(_, let items) = event { steps.withLock { $0.append(items) } }
            }
        }
        #expect(steps.withLock { $0.reduce(0, +) } == 300)
        #expect(steps.withLock { $0.count } == 2)
    }

    @Test func cancellingIsPrompt() async throws {
        try write((0..<50).map { [human("caption \($0)")] })
        let questions = Questions()
        try await withApertium(questions: questions) { _, _ in
            try await Task.sleep(for: .seconds(60))
            return page()
        } _: { url in
            let task = Task { try await run(stage(url)) }
            while questions.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            let start = ContinuousClock.now
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(ContinuousClock.now - start < .seconds(10))
        }
    }

    @Test func aWrongSourceLanguageIsNamed() async throws {
        try write([[human("ein Hund", language("de"))]])
        try await withApertium { _, _ in
            .text("x")
        } _: { url in
            let error = await #expect(throws: InputError.self) { try await run(stage(url)) }
            #expect(error?.problem.contains("'en'") == true)
        }
    }

    @Test func aLineThatIsNoItemIsNamed() async throws {
        try write([[human("a")]])
        let path = folder.file("source/train-00000-of-00001.jsonl")
        try (String(contentsOfFile: path, encoding: .utf8) + "{\"id\": 3}\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        try await withApertium { _, _ in
            .text("x")
        } _: { url in
            let error = await #expect(throws: InputError.self) { try await run(stage(url)) }
            #expect(error?.line == 2)
        }
    }
}
