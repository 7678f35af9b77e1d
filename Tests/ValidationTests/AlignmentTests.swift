import Testing
import Texts

@testable import Validation

@Suite struct AlignmentTests {
    /// Captions of one item in two languages that do not translate each other say nothing of shifts, and nothing of lengths.
    @Test func independentCaptionsAreNotTakenForTranslations() async throws {
        var corpus = try SmallCorpus()
        let texts = corpus.items["train"]?.map { $0.captions[2].text } ?? []
        // In no order that could be learnt.
        let order = texts.indices.sorted { mixed(UInt64($0)) < mixed(UInt64($1)) }
        for place in corpus.items["train"]?.indices ?? 0..<0 {
            corpus.items["train"]?[place].captions.remove(at: 1)
            corpus.items["train"]?[place].captions[1].text = texts[order[place]]
            corpus.items["train"]?[place].captions[1].origin = .human
            corpus.items["train"]?[place].captions[1].source = nil
        }
        let report = try await corpus.report(only: ["captions-shifted", "length-ratio", "cut-short"])
        #expect(report.findings == [])
    }

    @Test func pathChangesWhereTheOddsDo() {
        var path = ShiftPath(offset: 2, penalty: 5, first: 10)
        for place in 10..<60 { path.add { $0 == (place < 30 ? 0 : place < 50 ? -2 : 1) ? 1 : -1 } }
        #expect(path.best.map(\.offset) == [0, -2, 1])
        #expect(path.best.map(\.places) == [10..<30, 30..<50, 50..<60])
        #expect(!path.isCalm(since: 0))
    }

    @Test func minHashFindsWhatIsAlike() {
        func pieces(_ text: String) -> TextPieces { TextPieces(TextProfile(text)) }
        let text = pieces("Two young men are standing near a tall building.")
        #expect(text.similarity(to: pieces("two young men -- are standing near a tall building")) == 1)
        // Of 47 and 49 pieces of four letters, blanks around words counted, 40 are in both: by hand.
        let other = pieces("Two young men are sitting near a tall building.")
        #expect(abs(text.similarity(to: other) - 0.76) < 0.05)
        let keys = [text, other].map { MinHash($0, salt: 1).keys }
        #expect(!Set(keys[0]).isDisjoint(with: keys[1]))
        #expect(Set(keys[0]).isDisjoint(with: MinHash(text, salt: 2).keys))
        #expect(
            Set(keys[0]).isDisjoint(with: MinHash(pieces("A dog runs across a green field with a ball."), salt: 1).keys)
        )
    }
}
