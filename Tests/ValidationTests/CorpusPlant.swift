import Foundation
import Testing

/// A fault that is planted into ``SmallCorpus``, and where it is to be found.
struct CorpusPlant: Sendable, CustomTestStringConvertible {
    let rule: String
    /// The split whose file is to be named, and the line.
    var split = "train"
    let line: Int
    /// What the message must say.
    var words: [String] = []
    let plant: @Sendable (inout SmallCorpus) throws -> Void

    var testDescription: String { "\(rule) at \(split):\(line)" }

    init(
        _ rule: String, in split: String = "train", at line: Int, says words: String...,
        plant: @escaping @Sendable (inout SmallCorpus) throws -> Void
    ) {
        self.rule = rule
        self.split = split
        self.line = line
        self.words = words
        self.plant = plant
    }

    /// One caption that is changed.
    init(
        _ rule: String, at line: Int, caption: Int, says words: String..., text: @escaping @Sendable (String) -> String
    ) {
        self.rule = rule
        self.line = line
        self.words = words
        plant = { corpus in corpus.change(line, caption) { text($0) } }
    }

    static let all: [CorpusPlant] = splits + languages + texts

    static let splits: [CorpusPlant] = [
        .init("item-in-two-splits", at: 7, says: "test-3", "in 'test'") { $0.items["train"]?[6].id = "test-3" },
        .init("item-twice", at: 9, says: ":4") { $0.items["train"]?[8].id = "train-3" },
        .init("media-in-two-splits", at: 11, says: "media/test-5.png") {
            $0.items["train"]?[10].media.path = "media/test-5.png"
        },
        .init("media-twice", at: 12, says: "media/train-0.png") {
            $0.items["train"]?[11].media.path = "media/train-0.png"
        },
        .init("media-missing", at: 13, says: "names no image") { $0.items["train"]?[12].media.path = "" },
        .init("caption-in-two-splits", at: 20, says: "the same in de", "test-7") { corpus in
            let text = corpus.items["test"]?[7].captions[1].text ?? ""
            corpus.change(20, 1) { _ in
                text.uppercased().replacing("Ü", with: "ü").replacing("Ä", with: "ä").replacing("Ö", with: "ö")
                    .dropLast() + " !"
            }
        },
        .init("similar-caption-in-two-splits", at: 21, says: "alike in es", "test-8") { corpus in
            let text = corpus.items["test"]?[8].captions[2].text ?? ""
            corpus.change(21, 2) { _ in text.replacing(".", with: " hoy.") }
        },
        .init("item-without-caption", at: 22, says: "train-21") { $0.items["train"]?[21].captions = [] },
        .init("split-file", at: 23, says: "'test'") { $0.items["train"]?[22].split = "test" },
        .init("split-empty", in: "test", at: 0, says: "'test' has no items") { $0.items["test"] = [] },
        .init("unreadable-line", at: 24, says: "not readable as JSON") { $0.lines["train"] = [24: "{\"id\": \"cut"] },
        .init("unreadable-line", at: 25, says: "'media' is missing") {
            $0.lines["train"] = [25: "{\"captions\":[],\"id\":\"x\",\"split\":\"train\"}"]
        },
        .init("media-absent", in: "test", at: 1, says: "none of 208") { _ in },
    ]

    static let languages: [CorpusPlant] = [
        .init("caption-language", at: 30, caption: 1, says: "said to be de, is fr") { _ in
            "Une jeune femme est assise sur un banc dans le parc et elle mange une pomme rouge."
        },
        .init("caption-script", at: 31, caption: 1, says: "de") { _ in "Молодая женщина сидит на скамейке в парке." },
        .init("mixed-scripts", at: 32, caption: 1, says: "de") {
            $0.replacing("e", with: "\u{435}", maxReplacements: 1)
        },
        .init("translation-same-as-source", at: 33, says: "en and de are both") { corpus in
            let text = corpus.items["train"]?[32].captions[0].text ?? ""
            corpus.change(33, 1) { _ in text }
        },
        .init("columns-same-text", at: 1, says: "de and es", "160 of 160") { corpus in
            for line in 1...160 {
                let text = corpus.items["train"]?[line - 1].captions[1].text ?? ""
                corpus.change(line, 2) { _ in text }
            }
        },
        .init("column-language", at: 1, says: "160 captions said to be es are in de") { corpus in
            for line in 1...160 {
                let text = corpus.items["train"]?[line - 1].captions[1].text ?? ""
                corpus.change(line, 2) { _ in text }
            }
        },
        .init("captions-shifted", at: 71, says: "90 captions in de", "1 place further on") { corpus in
            let texts = corpus.items["train"]?.map { $0.captions[1].text } ?? []
            for line in 71...159 { corpus.change(line, 1) { _ in texts[line] } }
            corpus.change(160, 1) { _ in texts[0] }
        },
        .init("captions-shifted", at: 61, says: "50 captions in es", "2 places before") { corpus in
            let texts = corpus.items["train"]?.map { $0.captions[2].text } ?? []
            for line in 61...110 { corpus.change(line, 2) { _ in texts[line - 3] } }
        },
        .init("language-missing", at: 40, says: "'es'", "159 of 160") { $0.items["train"]?[39].captions.removeLast() },
        .init("split-language", in: "test", at: 0, says: "'test' has no captions in 'es'") { corpus in
            for item in corpus.items["test"]?.indices ?? 0..<0 { corpus.items["test"]?[item].captions.removeLast() }
        },
        .init("language-code", at: 41, says: "'jp'", "write 'ja'") {
            $0.lines["train"] = [
                41: """
                {"captions":[{"language":"jp","origin":"human","text":"二人の若者が立っています。"}],"id":"x",\
                "media":{"kind":"image","path":"x.png"},"split":"train"}
                """
            ]
        },
        .init("translation-without-source", at: 42, says: "names none") {
            $0.items["train"]?[41].captions[1].source = nil
        },
        .init("translation-without-source", at: 43, says: "caption 9, which is not there") {
            $0.items["train"]?[42].captions[1].source = 9
        },
    ]

    static let texts: [CorpusPlant] = [
        .init("empty-caption", at: 50, caption: 1) { _ in "\u{a0}\u{200b} " },
        .init("caption-twice", at: 51) { corpus in
            if let caption = corpus.items["train"]?[50].captions[2] {
                corpus.items["train"]?[50].captions.append(caption)
            }
        },
        .init("blank-ends", at: 52, caption: 0) { $0 + " " },
        .init("decomposed", at: 53, caption: 2) { $0 + " Un nin\u{303}o." },
        .init("mojibake", at: 54, caption: 1, says: "fÃ¼r") { $0 + " fÃ¼r" },
        .init("mojibake", at: 55, caption: 1) { _ in "Muž v modrÃ©m tričku." },
        .init("replacement-character", at: 56, caption: 1) { $0 + " f\u{fffd}r" },
        .init("replacement-character", at: 57, caption: 1) { $0 + " M?nner und Stra?en" },
        .init("control-character", at: 58, caption: 0, says: "\\u{7}") { "\u{7}" + $0 },
        .init("control-character", at: 59, caption: 0) { $0.replacing(" ", with: "\n", maxReplacements: 1) },
        .init("byte-order-mark", at: 60, caption: 0, says: "\\u{feff}") {
            $0.replacing(" ", with: " \u{feff}", maxReplacements: 1)
        },
        .init("html-entity", at: 61, caption: 0, says: "&amp;") { $0 + " A &amp; B" },
        .init("html-entity", at: 62, caption: 0, says: "<br/>") { $0 + "<br/>" },
        .init("escape-sequence", at: 63, caption: 0, says: "\\u00e9") { $0 + " caf\\u00e9" },
        .init("escape-sequence", at: 64, caption: 0, says: "\\n") { $0 + "\\n" },
        .init("outlying-length", at: 65, caption: 0, says: "characters, where") { text in
            Array(repeating: text, count: 12).enumerated().map { "\($0.offset) \($0.element)" }.joined(separator: " ")
        },
        .init("length-ratio", at: 66, caption: 1) { _ in "Eine Frau." },
        .init("repeated-words", at: 67, caption: 1) { $0 + " ein Mann ein Mann ein Mann ein Mann" },
        .init("cut-short", at: 68, caption: 2) { text in String(text.prefix(text.count / 3)) },
        .init("numbers-lost", at: 69) { corpus in
            corpus.change(69, 0) { $0 + " It is number 417." }
            corpus.change(69, 1) { $0 + " Es ist eine Nummer." }
            corpus.change(69, 2) { $0 + " Es el número 417." }
        },
        .init("numbers-added", at: 70) { corpus in corpus.change(70, 2) { $0 + " Es el número 417." } },
        .init("no-final-newline", at: 160) { $0.endsWhole = false },
        .init("carriage-return", at: 1, says: "of 160 lines") { $0.lineEnd = "\r\n" },
    ]
}
