import Documents
import Foundation
import TestSupport
import Testing

@testable import Validation

@Suite struct CorpusRuleTests {
    @Test func aSoundCorpusHasNoFindings() async throws {
        let report = try await SmallCorpus().report()
        // Its images are not there, and nothing else is to be said.
        #expect(report.findings.map(\.rule) == ["media-absent"], "\(report.findings)")
        #expect(report.checked["captions"] == 3 * 208)
    }

    /// Found under its rule, in its line; and by no other rule than this one.
    @Test(arguments: CorpusPlant.all)
    func plantIsFound(_ plant: CorpusPlant) async throws {
        var corpus = try SmallCorpus()
        try plant.plant(&corpus)
        let report = try await corpus.report(only: [plant.rule])
        let finding = try #require(report.findings.first { $0.rule == plant.rule })
        let example = try #require(
            finding.examples.first { $0.file == corpus.file(plant.split) && $0.line == plant.line },
            "\(finding.examples)")
        for word in plant.words { #expect(example.message.contains(word), "\(example.message)") }
        #expect(finding.count == 1 || ["no-final-newline", "carriage-return"].contains(plant.rule), "\(finding)")
        #expect(finding.severity == RuleBook.rule(plant.rule)?.severity)

        var settings = ValidationSettings()
        try settings.skip(plant.rule)
        // Left out, nothing of its group tells it in its place.
        let group = try #require(RuleBook.rule(plant.rule)?.group.rawValue)
        #expect(try await !corpus.report(only: [group], settings).findings.contains { $0.rule == plant.rule })
    }

    @Test func aMissingPartIsTold() async throws {
        let corpus = try SmallCorpus()
        try corpus.write()
        try FileManager.default.moveItem(
            atPath: corpus.file("train"), toPath: corpus.folder.file("corpus/train-00001-of-00002.jsonl"))
        let report = try await DataValidator().validate(corpus.folder.path)
        let finding = try #require(report.findings.first { $0.rule == "part-missing" })
        #expect(finding.examples.map(\.file) == [corpus.folder.file("corpus/train-00000-of-00002.jsonl")])
    }

    /// Files of different lengths, and what only text files can have.
    @Test func alignedTextsAreACorpus() async throws {
        let corpus = try SmallCorpus()
        let items = try #require(corpus.items["train"])
        let texts = (0..<3).map { caption in items.map { $0.captions[caption].text + "\n" }.joined() }
        try corpus.folder.write(texts[0], to: "texts/train.en")
        try corpus.folder.write(texts[1], to: "texts/train.de")
        try corpus.folder.write(texts[2], to: "texts/train.es")
        let path = corpus.folder.file("texts")
        #expect(try await DataValidator().validate(path).findings == [])

        try corpus.folder.write(
            texts[2].split(separator: "\n").dropFirst().joined(separator: "\n") + "\n", to: "texts/train.es")
        var bytes = Data(texts[1].utf8)
        bytes[3] = 0xe4
        try bytes.write(to: URL(fileURLWithPath: path + "/train.de"))
        let report = try await DataValidator().validate(path)
        func places(_ rule: String) -> [String] {
            report.findings.first { $0.rule == rule }?.examples.map {
                "\(($0.file as NSString).lastPathComponent):\($0.line)"
            } ?? []
        }
        #expect(places("line-count") == ["train.es:159"])
        #expect(places("captions-shifted") == ["train.es:1"])
        #expect(places("unreadable-line") == ["train.de:1"])
    }

    @Test func aManifestsCountsAndSilencesHold() async throws {
        var corpus = try SmallCorpus()
        corpus.items["train"]?[6].id = "test-3"
        corpus.items["train"]?[7].id = "test-4"
        func manifest(_ silence: String) throws -> String {
            try corpus.folder.write(
                """
                name: small
                licence: Apache-2.0
                language: en
                modality: image
                files: [{path: captions.jsonl, to: captions.jsonl}]
                captions:
                  {importer: json-lines, file: captions.jsonl, columns: {id: id, media: image, captions: text, split: split}}
                splits:
                  train: {count: 161}
                  test: {count: 48}
                \(silence)
                """, to: "small.yaml")
        }
        let plain = try await corpus.report(only: ["splits"], manifest: manifest(""))
        let counts = try #require(plain.findings.first { $0.rule == "split-count" })
        #expect(counts.examples.map(\.line) == [9])
        #expect(counts.examples[0].message.contains("161") && counts.examples[0].message.contains("160"))
        #expect(plain.findings.contains { $0.rule == "manifest-file" })
        #expect(plain.findings.first { $0.rule == "item-in-two-splits" }?.count == 2)

        let silence = "silence:\n  - {rule: item-in-two-splits, items: [test-3], reason: they are twins}\n"
        let report = try await corpus.report(only: ["splits"], manifest: manifest(silence))
        #expect(report.findings.first { $0.rule == "item-in-two-splits" }?.count == 1)
        #expect(report.silenced == [SilencedFinding(rule: "item-in-two-splits", count: 1, reason: "they are twins")])

        let unknown = try manifest("silence:\n  - {rule: item-in-three-splits, items: [a], reason: no}\n")
        let error = try await #require(throws: InputError.self) { try await corpus.report(manifest: unknown) }
        #expect(error.line == 12 && error.problem.contains("item-in-three-splits"), "\(error)")
    }

    @Test func parametersDecide() async throws {
        var corpus = try SmallCorpus()
        corpus.change(5, 0) { $0 + " &amp;" }
        corpus.change(6, 0) { $0 + " &amp;" }
        var settings = ValidationSettings()
        try settings.set("html-entity.allowed=2")
        #expect(try await corpus.report(only: ["html-entity"], settings).findings == [])
        try settings.set("html-entity.allowed=1")
        settings.examples = 1
        let finding = try #require(try await corpus.report(only: ["html-entity"], settings).findings.first)
        #expect(finding.count == 2 && finding.examples.count == 1)
        for wrong in [
            "html-entity.similarity=1", "", "=", ".", "html-entity=1", "html-entity.allowed=-1",
            "repeated-words.times=1e30",
            "captions-shifted.offset=1e12", "length-ratio.factor=0.5", "similar-media-in-two-splits.distance=nan",
        ] {
            #expect(throws: InputError.self) { try settings.set(wrong) }
        }
        #expect(throws: InputError.self) { try settings.set("html-entity.allowed=many") }
        #expect(throws: InputError.self) { try settings.skip("html") }
    }

    /// Sound sentences in scripts without blanks and from right to left, and one of them in the wrong column.
    @Test func otherScriptsAreReadTheSame() async throws {
        let words = (
            subjects: ["男孩", "女人", "老人", "孩子们", "厨师", "医生", "狗", "马"],
            verbs: ["站在", "坐在", "跑过", "走过", "看着", "画着", "拍着"],
            things: ["桥", "房子", "河边的树", "公园", "海滩", "市场", "火车站", "教堂", "雪山"]
        )
        let hebrew = (
            subjects: ["ילד", "אישה", "זקן", "תלמידים", "טבח", "רופא", "כלב", "סוס"],
            verbs: ["עומד", "יושב", "רץ", "הולך", "מביט", "מצייר", "מצלם"],
            things: ["ליד הגשר", "בבית", "ליד הנהר", "בפארק", "בחוף", "בשוק", "בתחנה", "בכנסייה", "בהר"]
        )
        let count = 8 * 7 * 9
        let order = (0..<count).sorted { mixed(UInt64($0)) < mixed(UInt64($1)) }
        func place(_ line: Int) -> (Int, Int, Int) { (order[line] % 8, order[line] / 8 % 7, order[line] / 56) }
        let chinese = (0..<count).map { line in
            let (a, b, c) = place(line)
            return "一个\(words.subjects[a])\(words.verbs[b])\(words.things[c])。"
        }
        let right = (0..<count).map { line in
            let (a, b, c) = place(line)
            return "\(hebrew.subjects[a]) \(hebrew.verbs[b]) \(hebrew.things[c])."
        }
        let folder = try TemporaryFolder()
        try folder.write(right.joined(separator: "\n") + "\n", to: "train.he")
        try folder.write(chinese.joined(separator: "\n") + "\n", to: "train.zh")
        let sound = try await DataValidator().validate(folder.path)
        #expect(sound.findings == [], "\(sound.findings)")

        var shifted = chinese
        shifted.remove(at: 299)
        shifted[19] = right[19]
        try folder.write((shifted + [chinese[0]]).joined(separator: "\n") + "\n", to: "train.zh")
        let report = try await DataValidator().validate(folder.path)
        #expect(report.findings.first { $0.rule == "captions-shifted" }?.examples.map(\.line) == [300])
        #expect(report.findings.first { $0.rule == "caption-script" }?.examples.map(\.line) == [20])
    }
}
