import Corpus
import Documents
import Shards
import TestSupport
import Tokenizers
import Testing
import Workspace

@testable import Features

@Suite struct CaptionGathererTests {
    private let english: Language
    private let spanish: Language
    private let gatherer: CaptionGatherer

    init() throws {
        english = try Language("en")
        spanish = try Language("es")
        let tokenizer = try TokenizerFolder.load(Golden.own.file("tokenizers/wordpiece"))
        gatherer = CaptionGatherer(source: english, tokenizers: [english: tokenizer, spanish: tokenizer], context: 77)
    }

    private func item(_ id: String) -> Item {
        Item(
            id: id, split: "train", media: .init(path: id, kind: .video),
            captions: [
                Caption(language: english, text: "one"), Caption(language: english, text: "two"),
                Caption(language: spanish, text: "dos", origin: .machine, source: 1),
            ])
    }

    /// Of three items the second failed and the third was salvaged.
    @Test func failedItemsAreLeftOutAndSalvagedOnesNoted() throws {
        let column = VisualColumn(row: [2], count: 3)
        column.set(0, .features([1, 2], frames: 12, brokenOff: nil))
        column.set(1, .failure(InputError("it is broken", remedy: "mend it")))
        column.set(2, .features([3, 4], frames: 5, brokenOff: "the file ends after 7 frames"))
        let visual = column.take()
        #expect(visual.places == [0, nil, 1])

        let items = ["a", "b", "c"].map(item)
        var columns = try gatherer.columns(of: Array(items[..<1]), first: 0, visual, visual.places)
        columns.append(
            try gatherer.columns(of: Array(items[1...]), first: 1, visual, visual.places), source: english)
        #expect(columns.outcome.failures == [.init(item: "b", reason: "it is broken")])
        #expect(columns.outcome.notes == [.init(item: "c", note: "salvaged: the file ends after 7 frames")])
        #expect(columns.captions[english]?.items == [0, 0, 1, 1])
        #expect(columns.captions[spanish]?.items == [0, 1] && columns.captions[spanish]?.sources == [1, 3])
        // The failed item's captions stand among those that are encoded, and are not kept.
        #expect(columns.sourceTokens.count == 6 && columns.isKept == [true, true, false, false, true, true])
        #expect(columns.ids.count == 2 && columns.videos == 2)
    }

    @Test func aLanguageWithoutATokenizerIsNamed() throws {
        let column = VisualColumn(row: [1], count: 1)
        column.set(0, .features([1], frames: 1, brokenOff: nil))
        let visual = column.take()
        let item = Item(
            id: "a", split: "train", media: .init(path: "a", kind: .image),
            captions: [Caption(language: try Language("de"), text: "eins")])
        let error = #expect(throws: InputError.self) {
            try gatherer.columns(of: [item], first: 0, visual, visual.places)
        }
        #expect(error?.key == "features.tokenizers.de")
    }
}

/// What belongs to which source caption, and which tokenizer reads it.
@Suite struct CaptionOriginTests {
    /// English out of German belongs to the English caption that the German one translates.
    @Test func translationsOfTranslationsBelongToTheFirstCaption() throws {
        let tokenizer = try TokenizerFolder.load(Golden.own.file("tokenizers/wordpiece"))
        let own = try TokenizerFolder.load(Golden.own.file("tokenizers/clip-bpe"))
        let (english, german, back) = (try Language("en"), try Language("de"), try Language("EN-T-DE"))
        #expect(back.tag == "en-t-de")
        var gatherer = CaptionGatherer(
            source: english, tokenizers: [english: tokenizer, german: tokenizer, back: tokenizer], context: 77)
        let item = Item(
            id: "a", split: "train", media: .init(path: "a", kind: .image),
            captions: [
                Caption(language: english, text: "a dog"), Caption(language: english, text: "a cat"),
                Caption(language: german, text: "eine Katze", origin: .human, source: 1),
                Caption(language: back, text: "one cat", origin: .machine, source: 2),
                Caption(language: back, text: "nobody's", origin: .machine, source: nil),
            ])
        let column = VisualColumn(row: [1], count: 1)
        column.set(0, .features([1], frames: 1, brokenOff: nil))
        let visual = column.take()
        let columns = try gatherer.columns(of: [item], first: 0, visual, visual.places)
        #expect(columns.captions[german]?.sources == [1] && columns.captions[back]?.sources == [1, -1])
        // The frozen model reads its own tokens, whatever the shards have for training.
        gatherer.own = own
        let others = try gatherer.columns(of: [item], first: 0, visual, visual.places)
        #expect(others.captions[english]?.tokens.ids == columns.captions[english]?.tokens.ids)
        #expect(Array(others.sourceTokens[0]) == own.encode("a dog", maxLength: 77))
        #expect(Array(columns.sourceTokens[0]) == tokenizer.encode("a dog", maxLength: 77))
    }
}
