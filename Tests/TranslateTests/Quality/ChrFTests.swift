import Foundation
import TestSupport
import Testing

@testable import Translate

/// Against sacrebleu, by way of Fixtures/quality/chrf.json.
@Suite struct ChrFTests {
    struct Fixture: Decodable {
        struct Sentence: Decodable {
            let hypothesis: String
            let reference: String
            let score: Double
        }

        struct Part: Decodable {
            let from: Int
            let to: Int
            let score: Double
        }

        let sentences: [Sentence]
        let corpora: [Part]
        let corpus: Double

        init() throws {
            let file = URL(fileURLWithPath: testsFolder + "/Fixtures/quality/chrf.json")
            self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
        }
    }

    @Test func sentencesScoreAsInSacrebleu() throws {
        let fixture = try Fixture()
        #expect(fixture.sentences.count == 30)
        for row in fixture.sentences {
            #expect(abs(ChrF.score(row.hypothesis, reference: row.reference) - row.score) < 1e-9, "\(row.reference)")
        }
    }

    @Test func corporaScoreBySummedStatistics() throws {
        let fixture = try Fixture()
        for part in fixture.corpora + [.init(from: 0, to: fixture.sentences.count, score: fixture.corpus)] {
            var chrF = ChrF()
            for row in fixture.sentences[part.from..<part.to] { chrF.add(row.hypothesis, reference: row.reference) }
            #expect(abs(chrF.score - part.score) < 1e-9)
        }
    }

    @Test func nothingScoresNothing() {
        #expect(ChrF().score == 0)
    }
}
