import Corpus
import Documents
import Testing

@testable import Translate

@Suite struct PolicyTests {
    private func policy(_ text: String) throws -> QualityPolicy {
        try QualityPolicy(Document(parsing: text, file: "pipeline.yaml"))
    }

    @Test func readsAWholeSection() throws {
        let policy = try policy(
            """
            policies: {empty: drop, wrong-language: retranslate, default: keep}
            thresholds:
              length_ratio: {de: [0.6, 2.2], zh-Hans: [0.1, 1]}
              repetition: 5
              script_share: 0.7
              language_share: 0.9
              word_numbers: 20
              cut_short_share: 0.3
            round_trip: {sample: 200, seed: 1}
            """)
        #expect(policy.action(for: []) == .keep)
        #expect(policy.action(for: [.empty]) == .drop)
        #expect(policy.action(for: [.wrongLanguage]) == .retranslate)
        #expect(policy.action(for: [.repetition]) == .keep)
        #expect(policy.action(for: [.repetition, .wrongLanguage, .empty]) == .drop)
        #expect(policy.action(for: [.wrongLanguage, .repetition]) == .retranslate)
        #expect(policy.roundTrip == .init(sample: 200, seed: 1))
        let thresholds = policy.thresholds
        #expect(try thresholds.lengthRatio == [Language("de"): 0.6...2.2, Language("zh-Hans"): 0.1...1])
        #expect(thresholds.repetition == 5)
        #expect(thresholds.scriptShare == 0.7)
        #expect(thresholds.languageShare == 0.9)
        #expect(thresholds.wordNumbers == 20)
        #expect(thresholds.cutShortShare == 0.3)
    }

    @Test func theDefaultIsForFlagsWithoutAnAction() throws {
        let policy = try policy("policies: {default: drop, unknown-words: keep}")
        #expect(policy.action(for: [.cutShort]) == .drop)
        #expect(policy.action(for: [.unknownWords]) == .keep)
        #expect(policy.action(for: []) == .keep)
        #expect(policy.roundTrip == nil)
        #expect(try self.policy("{}") == QualityPolicy())
    }

    @Test(arguments: [
        ("policies: {wrong-langage: drop}", "policies.wrong-langage", "wrong-language"),
        ("policies: {empty: delete}", "policies.empty", "keep, retranslate, drop"),
        ("treshholds: {}", "treshholds", "thresholds"),
        ("thresholds: {length_ratio: {de: [2, 1]}}", "thresholds.length_ratio.de", "[0.6, 2.2]"),
        ("thresholds: {length_ratio: {de: [1]}}", "thresholds.length_ratio.de", "[0.6, 2.2]"),
        ("thresholds: {length_ratio: {de: [0, 1]}}", "thresholds.length_ratio.de", "[0.6, 2.2]"),
        ("thresholds: {length_ratio: {jp: [1, 2]}}", "thresholds.length_ratio.jp", "'ja'"),
        ("thresholds: {length_ratio: {PT-br: [1, 2], pt-BR: [1, 2]}}", "thresholds.length_ratio.pt-BR", "one of them"),
        ("thresholds: {repetition: 1}", "thresholds.repetition", "at least"),
        ("thresholds: {script_share: 1.5}", "thresholds.script_share", "0.0 to 1.0"),
        ("round_trip: {seed: 1}", "round_trip.sample", "sample"),
        ("round_trip: {sample: 0}", "round_trip.sample", "at least 1"),
    ])
    func complainsWithKeyAndRemedy(_ text: String, _ key: String, _ remedy: String) throws {
        let complaint = try #require(throws: InputError.self) { try policy(text) }
        #expect(complaint.key == key)
        #expect(complaint.line == 1)
        #expect(complaint.remedy.contains(remedy) || remedy == "at least", "\(complaint.remedy)")
    }

    @Test func theFingerprintKnowsAllThatChangesCaptions() throws {
        let texts = [
            "{}", "policies: {empty: drop}", "policies: {default: drop}", "thresholds: {repetition: 4}",
            "thresholds: {length_ratio: {de: [0.6, 2.2]}}", "thresholds: {length_ratio: {de: [0.6, 2.3]}}",
            "thresholds: {length_ratio: {fr: [0.6, 2.2]}}", "thresholds: {script_share: 0.1}",
            "thresholds: {language_share: 0.1}", "thresholds: {word_numbers: 3}", "thresholds: {cut_short_share: 0.1}",
        ]
        let fingerprints = try texts.map { try policy($0).fingerprint }
        #expect(Set(fingerprints).count == texts.count)
        // The same policy, said in another way.
        #expect(try policy("policies: {empty: keep, default: keep}").fingerprint == fingerprints[0])
        #expect(try policy("round_trip: {sample: 5}").fingerprint == fingerprints[0])
        let bands = ["{de: [1, 2], fr: [1, 3]}", "{fr: [1, 3], de: [1, 2]}"]
        let same = try bands.map { try policy("thresholds: {length_ratio: \($0)}").fingerprint }
        #expect(same[0] == same[1])
    }
}
