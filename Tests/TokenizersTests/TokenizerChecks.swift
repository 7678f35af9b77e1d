import Documents
import Foundation
import TestSupport
import Testing
import Tokenizers

/// What the reference libraries gave for each line of the corpus.
private struct Expected: Decodable {
    struct Row: Decodable {
        let ids: [Int32]
        let cut: [Int32]
    }
    let max_length: Int
    let rows: [Row]
}

/// A tokenizer of a golden folder.
struct Reference: Sendable, CustomTestStringConvertible {
    let name: String
    /// The pieces of the start, the end and the padding token.
    let specials: [String]
    /// The files that hold the vocabulary when tokenizer.json does not.
    let files: [String]

    var testDescription: String { name }

    static let clip = Reference(
        name: "clip-bpe", specials: ["<|startoftext|>", "<|endoftext|>", "<|endoftext|>"],
        files: ["vocab.json", "merges.txt"])
    static let wordPiece = Reference(name: "wordpiece", specials: ["[CLS]", "[SEP]", "[PAD]"], files: ["vocab.txt"])
    static let sentencePiece = Reference(
        name: "sentencepiece", specials: ["<s>", "</s>", "<pad>"], files: ["sentencepiece.bpe.model"])
    static let all = [clip, wordPiece, sentencePiece]
    /// XLM-R's tokenizer.json, which only Fixtures/odd has.
    static let xlmr = Reference(name: "xlm-r", specials: ["<s>", "</s>", "<pad>"], files: ["tokenizer.json"])
}

extension Golden {
    func tokenizer(_ name: String) -> String { file("tokenizers/\(name)") }

    /// Whether every line of the corpus gives the reference's ids, whole and cut, lines with some text aside.
    func checkIDs(_ reference: Reference, by tokenizer: any Tokenizer, except text: String? = nil) throws {
        let lines = try json("tokenizers/corpus.json", as: [String].self)
        let expected = try json("tokenizers/\(reference.name).expected.json", as: Expected.self)
        try #require(lines.count == expected.rows.count && !lines.isEmpty)
        for (line, row) in zip(lines, expected.rows) where text.map(line.contains) != true {
            #expect(tokenizer.encode(line, maxLength: nil) == row.ids, "\(line.debugDescription)")
            #expect(tokenizer.encode(line, maxLength: expected.max_length) == row.cut, "\(line.debugDescription)")
        }
    }

    /// Whether the special ids, the names and the pieces are what the folder's files say.
    func checkDescription(_ reference: Reference) throws {
        let tokenizer = try TokenizerFolder.load(tokenizer(reference.name))
        #expect(tokenizer.name == reference.name)
        #expect(tokenizer.digest.wholeMatch(of: /[0-9a-f]{64}/) != nil)
        let special = [tokenizer.startToken, tokenizer.endToken, tokenizer.paddingToken]
        #expect(tokenizer.tokens(for: special) == reference.specials)
        #expect(special.allSatisfy { 0 <= $0 && Int($0) < tokenizer.vocabularySize })
        for length in 0...3 {
            let ids = tokenizer.encode("one two three four", maxLength: length)
            #expect(ids.count == length)
            if length >= 2 { #expect(ids.first == tokenizer.startToken && ids.last == tokenizer.endToken) }
        }
        // Out of range, on either side, is no reason to fall.
        #expect(tokenizer.tokens(for: [-1, .max, .min]).count == 3)
    }

    /// Whether tokenizer.json alone says the same as the folder, and as the vocabulary files alone.
    func checkEveryForm(_ reference: Reference) throws {
        for form in [["tokenizer.json"], reference.files] {
            let folder = try TemporaryFolder()
            for name in form {
                try FileManager.default.copyItem(
                    atPath: tokenizer(reference.name) + "/" + name, toPath: folder.file(name))
            }
            // Only tokenizer.json says that [unused1] and its like are tokens wherever they stand.
            let except = form == ["vocab.txt"] ? "[unused" : nil
            try checkIDs(reference, by: TokenizerFolder.load(folder.path), except: except)
        }
    }
}

/// Whether loading a folder complains about a file in one line that has these words.
func expectComplaint(
    _ folder: TemporaryFolder, file: String, line: Int? = nil, key: String? = nil, _ words: String = ""
) {
    let error = #expect(throws: InputError.self) { try TokenizerFolder.load(folder.path) }
    #expect(error?.file == folder.file(file))
    if let line { #expect(error?.line == line) }
    if let key { #expect(error?.key == key) }
    if !words.isEmpty { #expect(error?.problem.contains(words) == true, "\(error?.description ?? "")") }
}
