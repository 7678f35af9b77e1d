import Corpus
import Documents
import Foundation
import Synchronization
import TestServer
import TestSupport
import Testing
import Workspace

@testable import Translate

/// Translations from files, what becomes of doubtful ones, and estimates.
@Suite struct PartTests {
    private let folder: TemporaryFolder
    private var source: String { folder.file("source/train-00000-of-00001.jsonl") }
    private let german = language("de")

    init() throws { folder = try TemporaryFolder() }

    private func write(_ captions: [(id: String, text: String)]) throws {
        try FileManager.default.createDirectory(atPath: folder.file("source"), withIntermediateDirectories: true)
        try CorpusFile.write(
            captions.map { id, text in
                Item(
                    id: id, split: "train", media: .init(path: "m", kind: .image),
                    captions: [Caption(language: english, text: text)])
            }, to: source)
    }

    private func run(_ part: TranslationPart, _ quality: String = "{}") async throws -> Outcome {
        let policy = try QualityPolicy(Document(parsing: quality, file: "quality"))
        var stage = TranslateStage(
            workspace: Workspace(folder.path), from: english, [part], quality: policy,
            sources: { [source] in [source] })
        stage.retry = .quick
        return try #require(try await LocalExecutor(Workspace(folder.path)).run(stage).first).outcome
    }

    private func made() throws -> [[Caption]] {
        try CorpusFile.items(in: folder.file("corpus/train-00000-of-00001.jsonl")).map {
            Array($0.captions.dropFirst())
        }
    }

    private func aligned(_ english: String, _ german: String) throws -> TranslationPart {
        try folder.write(english, to: "train.en")
        try folder.write(german, to: "train.de")
        let text = "{api: aligned-files, files: 'DIR/{split}.{language}', origin: human}"
            .replacing("DIR", with: folder.path)
        return TranslationPart([self.german], endpoint: try EndpointConfiguration(Document(parsing: text, file: "e")))
    }

    @Test func alignedLinesAreFoundByIdElseByText() async throws {
        // The same sentence twice, with two translations: each item gets its own line's.
        try write([("train-000002", "A dog."), ("train-000000", "A dog."), ("other", "A cat."), ("x", "Not there.")])
        let outcome = try await run(aligned("A dog.\nA cat.\nA dog. ", "Ein Hund.\r\nEine Katze.\r\nDer Hund."))
        #expect(try made().map { $0.map(\.text) } == [["Der Hund."], ["Ein Hund."], ["Eine Katze."], []])
        #expect(try made()[0][0].origin == .human && made()[0][0].engine == "aligned-files")
        #expect(outcome.failures.map(\.item) == ["x"])
    }

    @Test func filesOfDifferentLengthsAreRefused() async throws {
        try write([("train-000000", "A dog.")])
        let part = try aligned("A dog.\nA cat.\n", "Ein Hund.\n")
        let error = await #expect(throws: InputError.self) { try await run(part) }
        #expect(error?.file == folder.file("train.de") && error?.problem.contains("has 1 lines") == true)
    }

    @Test func doubtfulTranslationsAreDroppedOrAskedOnceMore() async throws {
        try write([("a", "one"), ("b", "two"), ("c", "three")])
        let questions = Questions()
        try await withApertium(questions: questions) { question, before in
            switch question.text.text {
            case "one": .text("one")
            case "two": .text(before == 0 ? "two" : "dos")
            default: .text("tres")
            }
        } _: { url in
            let part = TranslationPart([spanish], endpoint: EndpointConfiguration(api: .apertium, place: .url(url)))
            let policy = "{policies: {same-as-source: retranslate}}"
            _ = try await run(part, policy)
            #expect(try made().map { $0.map(\.text) } == [["one"], ["dos"], ["tres"]])
            // Three, and two of them once more; never again.
            #expect(questions.all.count == 5)
            _ = try await run(part, "{policies: {same-as-source: drop}}")
            #expect(try made().map { $0.map(\.text) } == [[], ["dos"], ["tres"]])
            #expect(questions.all.count == 5)

            try write([("a", "one"), ("d", "fifty"), ("e", "fifty")])
            let estimate = try await TranslationEstimate(
                [part], from: english, files: [source], memory: folder.file("memory.sqlite"))
            let target = try #require(estimate.targets.first)
            #expect(target.segments == 3 && target.distinct == 2 && target.characters == 8)
            #expect(target.cached == 1 && target.charactersToSend == 5 && target.cost == nil)
        }
    }

    @Test func aPaceHoldsRequestsBack() async throws {
        let pace = Pace(requestsPerSecond: 50, charactersPerSecond: nil)
        let begin = ContinuousClock.now
        for _ in 0..<6 { try await pace.wait(characters: 1) }
        // The first goes at once, each other 20 ms after the one before.
        #expect(begin.duration(to: .now) >= .milliseconds(100))
    }
}
