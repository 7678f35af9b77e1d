import Corpus
import Documents
import Foundation
import TestSupport
import Testing
import Transfer
import Workspace

@testable import Translate

@Suite struct QualityStageTests {
    private let folder: TemporaryFolder
    private var workspace: Workspace { Workspace(folder.path) }

    init() throws { folder = try TemporaryFolder() }

    /// An item with one caption and its translations.
    private func item(_ id: String, _ text: String, _ translations: [(Language, String, [String])]) -> Item {
        Item(
            id: id, split: "train", media: .init(path: "\(id).jpg", kind: .image),
            captions: [Caption(language: english, text: text)]
                + translations.map { language, text, flags in
                    Caption(
                        language: language, text: text, origin: .machine, source: 0, engine: "apertium", flags: flags)
                })
    }

    private func write(_ items: [Item], _ name: String = "train-00000-of-00001") throws {
        try FileManager.default.createDirectory(atPath: folder.file("corpus"), withIntermediateDirectories: true)
        try CorpusFile.write(items, to: folder.file("corpus/\(name).jsonl"))
    }

    private func stage(
        _ languages: [Language] = [spanish], at url: String = "http://127.0.0.1:9",
        roundTrip: QualityPolicy.RoundTrip? = nil, budget: Int? = nil, price: Price? = nil, files: [Language] = []
    ) throws -> QualityStage {
        var endpoint = EndpointConfiguration(api: .apertium, place: .url(url), requests: 2)
        endpoint.budget = budget
        endpoint.price = price
        var parts = [TranslationPart(languages, endpoint: endpoint)]
        if !files.isEmpty {
            let document = try Document(parsing: "{api: aligned-files, files: 'x.{language}'}", file: "e.yaml")
            parts.append(TranslationPart(files, endpoint: try EndpointConfiguration(document)))
        }
        var policy = QualityPolicy()
        policy.roundTrip = roundTrip
        var stage = QualityStage(
            workspace: workspace, from: english, parts, quality: policy,
            corpus: { [path = folder.file("corpus")] in CorpusFolder.files(in: path) })
        stage.retry = .quick
        return stage
    }

    @discardableResult
    private func run(_ stage: QualityStage, retryingFailures: Bool = false) async throws -> DoneRecord {
        try #require(
            try await LocalExecutor(workspace, retryingFailures: retryingFailures).run(stage).first)
    }

    /// Each text once, by its Unicode scalars: 3 of `añb`, 2 of `😀e`; another price makes the report anew.
    @Test func countsWhatAnEngineWasAsked() async throws {
        try write([item("a", "añb", [(spanish, "x", [])]), item("b", "😀e", []), item("c", " ", [])])
        try write([item("d", "añb", [(spanish, "y", [])])], "train-00001-of-00002")
        try await run(stage(price: Price(perMillion: 2_000_000, currency: "EUR"), files: [catalan]))
        #expect(
            try report().languages.map(\.asked) == [.init(texts: 2, characters: 5, cost: 10, currency: "EUR"), nil])
        try await run(stage(files: [catalan]))
        #expect(try report().languages.map(\.asked) == [.init(texts: 2, characters: 5), nil])
    }

    private func report() throws -> QualityReport { try QualityReport(contentsOf: folder.file("quality/report.json")) }

    private func bytes() -> Data? { FileManager.default.contents(atPath: folder.file("quality/report.json")) }

    @Test func captionsAndFlagsAreCounted() async throws {
        try write([
            item("a", "a dog", [(spanish, "un perro", []), (catalan, "dog", ["wrong-language", "cut-short"])]),
            item("b", "two", [(spanish, "two", ["same-as-source"])]),
        ])
        try write([item("c", "three", [(spanish, "*", ["same-as-source", "cut-short"])])], "test-00000-of-00001")
        let record = try await run(try stage([spanish, catalan]))
        #expect(record.outcome.counts == ["items": 3, "captions": 4, "flagged": 3])
        let report = try report()
        #expect(report.source == english && report.dropped == nil)
        #expect(report.languages.map(\.language) == [spanish, catalan])
        #expect(report.languages.map(\.api) == ["apertium", "apertium"])
        #expect(report.languages.map(\.captions) == [3, 1])
        #expect(report.languages.map(\.missing) == [0, 2])
        #expect(report.languages.map(\.flagged) == [2, 1])
        #expect(report.languages[0].flags == ["same-as-source": 2, "cut-short": 1])
        #expect(report.languages[1].flags == ["wrong-language": 1, "cut-short": 1])
        #expect(report.languages[1].roundTrip == nil)
        #expect(
            report.languages[1].examples["cut-short"] == [
                .init(source: "a dog", translation: "dog", id: "a", file: "train-00000-of-00001.jsonl")
            ])
    }

    @Test func lengthsAreThoseOfWhatIsNotBlank() async throws {
        // 4 characters each, and 1 to 100 in the translations.
        try write(
            (1...100).map { item("\($0)", "a b cd", [(spanish, String(repeating: "x ", count: $0), [])]) })
        try await run(try stage())
        let lengths = try #require(try report().languages[0].lengths)
        #expect(lengths.meanOfSources == 4)
        #expect(lengths.meanOfTranslations == 50.5)
        #expect(lengths.longestTranslation == 100)
        #expect(lengths.ratios == [0.25, 12.5, 20])
    }

    @Test func examplesAreChosenByTheSeedAlone() async throws {
        let items = (0..<300).map { item("\($0 % 150)-\($0)", "text \($0 % 150)", [(spanish, "x", ["cut-short"])]) }
        var reports: [QualityReport] = []
        for order in [items, items.reversed(), items.shuffled()] {
            try write(order)
            try await run(try stage())
            reports.append(try report())
        }
        #expect(reports[0] == reports[1] && reports[0] == reports[2])
        let chosen = try #require(reports[0].languages[0].examples["cut-short"])
        // Python: sorted(range(150), key=lambda i: hashlib.sha256(f"0 text {i}".encode()).hexdigest())[:20]
        let expected = [130, 70, 110, 38, 99, 9, 80, 123, 66, 118, 85, 36, 116, 52, 98, 14, 132, 78, 139, 45]
        #expect(chosen.map(\.source) == expected.map { "text \($0)" })
        #expect(chosen.first?.id == "130-130")
    }

    @Test func theReportIsMadeAnewWhenTheCorpusChanges() async throws {
        try write([item("a", "a dog", [(spanish, "un perro", [])])])
        try await run(try stage())
        let before = bytes()
        try FileManager.default.removeItem(atPath: folder.file("quality"))
        try await run(try stage())
        #expect(bytes() == before)
        try write([item("a", "a dog", [(spanish, "un perro", ["cut-short"])])])
        try await run(try stage())
        #expect(try report().languages[0].flagged == 1)
    }

    @Test func droppedTranslationsAreThoseOfTheTranslation() async throws {
        try write([item("a", "a dog", [(spanish, "un perro", [])])])
        let output = folder.file("corpus/train-00000-of-00001.jsonl")
        for (stage, expected) in [("translate", 3), ("other", nil)] {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: output)).count
            try folder.write(
                """
                {"stage": "\(stage)", "partition": "train-00000-of-00001", "fingerprint": "", "bytes": \(bytes),
                "digest": "\(try Digest.ofFile(output))", "outcome": {"counts": {"dropped": 3}, "failures": []}}
                """, to: "corpus/train-00000-of-00001.jsonl.done")
            try await run(try self.stage())
            #expect(try report().dropped == expected)
        }
    }

    @Test func theRoundTripScoresAsSacrebleu() async throws {
        let fixture = try ChrFTests.Fixture()
        let part = try #require(fixture.corpora.last)
        let sentences = Array(fixture.sentences[part.from..<part.to])
        try write(sentences.enumerated().map { item("\($0)", $1.reference, [(spanish, "t\($0)", [])]) })
        let questions = Questions()
        try await withApertium(questions: questions) { question, _ in
            .text(sentences[Int(question.text.text.dropFirst()) ?? 0].hypothesis)
        } _: { url in
            let trip = QualityPolicy.RoundTrip(sample: 100, seed: 3)
            try await run(try stage(at: url, roundTrip: trip))
            let result = try #require(try report().languages[0].roundTrip)
            #expect(result.captions == sentences.count && result.failed == 0 && result.leftOut == nil)
            #expect(abs(try #require(result.chrF) - part.score) <= 0.005)
            let lowest = sentences.map(\.score).sorted()
            #expect(zip(result.lowest.map(\.chrF), lowest).allSatisfy { abs($0 - $1) <= 0.005 })
            #expect(result.lowest.count == 16)
            #expect(result.lowest.first?.example.source == "\u{e9}t\u{e9}")
            // Each was asked once, back into the source's language, and is in the memory for good.
            #expect(questions.all.count == 16 && questions.all.allSatisfy { $0.target == "eng" })
            let before = bytes()
            try FileManager.default.removeItem(atPath: folder.file("quality"))
            try await run(try stage(at: url, roundTrip: trip))
            #expect(questions.all.count == 16)
            #expect(bytes() == before)
        }
        let memory = try TranslationMemory(folder.file("memory.sqlite"))
        #expect(try await memory.contents().map { "\($0.source) \($0.target) \($0.entries)" } == ["es en 16"])
    }

    @Test func theRoundTripTakesASample() async throws {
        try write(
            (0..<150).map {
                item("\($0)", "text \($0)", [(spanish, "s\($0 / 20)", ["cut-short"]), (catalan, "c\($0)", [])])
            })
        let questions = Questions()
        try await withApertium(questions: questions) { question, _ in
            .text("back")
        } _: { url in
            _ = try await run(
                try stage([spanish, catalan], at: url, roundTrip: .init(sample: 5, seed: 7), files: [language("de")]))
        }
        let languages = try report().languages
        // Python: sorted(range(150), key=lambda i: hashlib.sha256(f"7 text {i}".encode()).hexdigest())[:5]
        let chosen = [99, 50, 147, 86, 122]
        #expect(languages[0].roundTrip?.captions == 5)
        #expect(languages[2].roundTrip?.captions == 0)
        #expect(languages[2].roundTrip?.leftOut?.contains("files") == true)
        #expect(Set(questions.all.map(\.text.text)) == Set(chosen.flatMap { ["s\($0 / 20)", "c\($0)"] }))
        // Several captions with one translation ask once.
        #expect(questions.all.count == Set(questions.all).count)
    }

    @Test func whatTheEngineRefusesIsRecorded() async throws {
        try write((0..<6).map { item("\($0)", "text \($0)", [(spanish, "s\($0)", [])]) })
        try await withApertium { question, _ in
            question.text.text == "s2" ? try complaint(.badRequest, "no") : .text("text")
        } _: { url in
            let record = try await run(try stage(at: url, roundTrip: .init(sample: 6)))
            #expect(record.outcome.failures.map(\.item) == ["2"])
            #expect(record.outcome.failures.first?.reason.hasPrefix("es: translating back: ") == true)
            let result = try #require(try report().languages[0].roundTrip)
            #expect(result.captions == 5 && result.failed == 1)
        }
    }

    @Test func theBudgetHoldsForAllLanguagesOfAnEndpoint() async throws {
        try write([item("a", "text", [(spanish, "12345", []), (catalan, "123456", [])])])
        let questions = Questions()
        try await withApertium(questions: questions) { _, _ in
            .text("text")
        } _: { url in
            let fault = try await #require(throws: Fault.self) {
                try await run(try stage([spanish, catalan], at: url, roundTrip: .init(sample: 1), budget: 10))
            }
            #expect(fault.description.contains("budget"))
            #expect(questions.all.map(\.text.text) == ["12345"])
            #expect(bytes() == nil)
            // What was bought is kept, so that a new budget suffices for the rest.
            try await run(try stage([spanish, catalan], at: url, roundTrip: .init(sample: 1), budget: 6))
            #expect(questions.all.map(\.text.text) == ["12345", "123456"])
        }
    }

    @Test func anEmptyCorpusHasAReport() async throws {
        try write([])
        try await run(try stage(roundTrip: .init(sample: 3)))
        let target = try report().languages[0]
        #expect(target.captions == 0 && target.lengths == nil && target.roundTrip?.chrF == nil)
    }

    @Test func aReportThatIsNotThereIsAComplaint() throws {
        #expect(throws: InputError.self) { try report() }
        let path = try folder.write("{}", to: "odd.json")
        #expect(throws: InputError.self) { try QualityReport(contentsOf: path) }
    }
}
