import Documents
import Foundation
import TestSupport
import Testing
import Tokenizers

/// Small vocabularies, written here, and how the files of a folder are understood.
@Suite struct FormTests {
    private let words = "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\n##b\ne\u{301}\n\u{E9}\n!\n"

    private func ids(_ files: [String: String], _ text: String) throws -> [Int32] {
        let folder = try TemporaryFolder()
        for (name, content) in files { try folder.write(content, to: name) }
        return try TokenizerFolder.load(folder.path).encode(text, maxLength: nil)
    }

    @Test func canonicallyEqualPiecesStayApart() throws {
        let files = ["vocab.txt": words, "tokenizer_config.json": #"{"do_lower_case": false}"#]
        #expect(try ids(files, "e\u{301} \u{E9} ab abb!") == [2, 7, 8, 4, 6, 4, 6, 6, 9, 3])
        #expect(try ids(files, "[MASK] [PAD]\r\nx") == [2, 1, 1, 1, 0, 1, 3])
    }

    @Test func caseComesFromTheSettingsThenFromTheVocabulary() throws {
        #expect(try ids(["vocab.txt": words], "A") == [2, 4, 3])
        #expect(try ids(["vocab.txt": words + "A\n"], "A") == [2, 10, 3])
        let lower = #"{"do_lower_case": true, "strip_accents": false}"#
        #expect(try ids(["vocab.txt": words + "A\n", "tokenizer_config.json": lower], "A \u{C9}") == [2, 4, 8, 3])
    }

    /// Two characters that were nonspacing marks in the reference's Unicode 8, and a run of marks; `tokenizers` gives these.
    @Test(arguments: ["a\u{1734}b", "a\u{1171E}b", "a" + String(repeating: "\u{340}\u{34A}\u{323}", count: 70) + "b"])
    func accentsAreStrippedAsOfOld(_ text: String) throws {
        let lower = #"{"do_lower_case": true}"#
        #expect(try ids(["vocab.txt": words, "tokenizer_config.json": lower], text) == [2, 4, 6, 3])
    }

    @Test func longWordsAreUnknown() throws {
        let long = { String(repeating: "b", count: $0) }
        #expect(try ids(["vocab.txt": words], long(100)).count == 102)
        #expect(try ids(["vocab.txt": words], long(101)) == [2, 1, 3])
    }

    @Test func settingsChangeTheDigest() throws {
        let folder = try TemporaryFolder()
        try folder.write(words, to: "vocab.txt")
        let plain = try TokenizerFolder.load(folder.path).digest
        try folder.write(#"{"tokenize_chinese_chars": false}"#, to: "tokenizer_config.json")
        #expect(try TokenizerFolder.load(folder.path).digest != plain)
    }

    // MARK: - Bad files

    @Test func nothingThere() throws {
        let error = #expect(throws: InputError.self) { try TokenizerFolder.load("/nowhere") }
        #expect(error?.file == "/nowhere")
    }

    @Test(arguments: [
        "", "{", "[", "nonsense", #"{"a": }"#, #"{"a": 1,}"#, #"{"a" 1}"#, #"{"a": 01}"#, #"{"a": 1} x"#,
        #"{"a\ud800": 1}"#, #"{"\u12"#, "{\"a\nb\": 1}", #"{"a": "#, #"{"a": 1e999}"#, #"{"a": -1}"#, #"{"a": 0.5}"#,
        #"{"a": 99999999999}"#, #"["a"]"#, #"{"a": "b"}"#, String(repeating: "[", count: 9999), "{\"\\", "\u{0}",
    ]) func garbageVocabulary(_ text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "vocab.json")
        try folder.write("#version: 0.2\n", to: "merges.txt")
        expectComplaint(folder, file: "vocab.json")
    }

    @Test func garbageHasALine() throws {
        let folder = try TemporaryFolder()
        try folder.write("{\n\"a\": 0,\n\"b\" 1}", to: "vocab.json")
        expectComplaint(folder, file: "vocab.json", line: 3, "expected ':'")
        try Data([0x7B, 0xFF]).write(to: URL(fileURLWithPath: folder.file("vocab.json")))
        expectComplaint(folder, file: "vocab.json", "UTF-8")
    }

    @Test func badMerges() throws {
        let folder = try TemporaryFolder()
        let vocabulary = #"{"a": 0, "b</w>": 1, "ab</w>": 2, "<|startoftext|>": 3, "<|endoftext|>": 4}"#
        try folder.write(vocabulary, to: "vocab.json")
        expectComplaint(folder, file: "merges.txt", "cannot be read")
        try folder.write("#version: 0.2\na b</w>\nab</w>\n", to: "merges.txt")
        expectComplaint(folder, file: "merges.txt", line: 3, "two pieces")
        try folder.write("a c\n", to: "merges.txt")
        expectComplaint(folder, file: "merges.txt", line: 1, "'c'")
        try folder.write("#version: 0.2\r\na b</w>\r\n", to: "merges.txt")
        #expect(try TokenizerFolder.load(folder.path).encode("AB", maxLength: nil) == [3, 2, 4])
    }

    @Test func vocabularyWithoutSpecials() throws {
        let folder = try TemporaryFolder()
        try folder.write("[PAD]\n[UNK]\n[SEP]\na\n", to: "vocab.txt")
        expectComplaint(folder, file: "vocab.txt", "[CLS]")
        let other = try TemporaryFolder()
        try other.write(#"{"a": 0}"#, to: "vocab.json")
        try other.write("", to: "merges.txt")
        expectComplaint(other, file: "vocab.json", "<|startoftext|>")
    }

    @Test(arguments: [
        (
            #"{"model": {"type": "Unigram", "vocab": [["a", 0]], "unk_id": 0, "byte_fallback": true}}"#,
            "model.byte_fallback"
        ),
        (#"{"model": {"type": "WordLevel", "vocab": {}}}"#, "model.type"),
        (#"{"model": {"type": "WordPiece"}, "pre_tokenizer": {"type": "Metaspace"}}"#, "pre_tokenizer.type"),
        (#"{"model": {"type": "BPE"}, "normalizer": {"type": "NFC"}}"#, "normalizer.type"),
        ("{}", "model.type"),
    ]) func unsupportedForm(_ text: String, key: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "tokenizer.json")
        expectComplaint(folder, file: "tokenizer.json", key: key, "not supported")
    }

    @Test(arguments: ["", "nonsense", String(repeating: "\u{A}\u{5}abcde", count: 50)])
    func garbageModel(_ text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "sentencepiece.bpe.model")
        expectComplaint(folder, file: "sentencepiece.bpe.model")
    }
}
