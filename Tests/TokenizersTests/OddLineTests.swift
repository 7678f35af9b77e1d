import Documents
import Foundation
import TestSupport
import Testing
import Tokenizers

/// Odd lines, added tokens with every switch, and XLM-R's tokenizer.json: Tests/Oracles/make-xlmr.py.
@Suite struct OddLineTests {
    private static let odd = Golden(path: testsFolder + "/Fixtures/odd")

    @Test(arguments: [Reference.clip, .wordPiece]) func identicalIDs(_ reference: Reference) throws {
        let tokenizer = try TokenizerFolder.load(Golden.own.tokenizer(reference.name))
        try Self.odd.checkIDs(reference, by: tokenizer)
    }

    @Test func identicalIDsOfXLMR() throws {
        try Self.odd.checkIDs(.xlmr, by: TokenizerFolder.load(Self.odd.tokenizer("xlm-r")))
    }

    @Test func descriptionOfXLMR() throws {
        let tokenizer = try TokenizerFolder.load(Self.odd.tokenizer("xlm-r"))
        #expect(tokenizer.name == "sentencepiece")
        let special = [tokenizer.startToken, tokenizer.endToken, tokenizer.paddingToken]
        #expect(special == [0, 2, 1])
        #expect(tokenizer.tokens(for: special + [3, -1, .max]) == ["<s>", "</s>", "<pad>", "<unk>", "<unk>", "<unk>"])
    }

    /// What is changed in XLM-R's tokenizer.json, and the key that is complained of.
    @Test(
        arguments: [
            (
                #""precompiled_charsmap": ""#, #""precompiled_charsmap": "%"#,
                "normalizer.normalizers[0].precompiled_charsmap"
            ),
            (#"" {2,}""#, #"" +""#, "normalizer.normalizers[1].pattern.Regex"),
            (
                #""Metaspace", "replacement": "\#u{2581}""#, #""Metaspace", "replacement": "_""#,
                "pre_tokenizer.pretokenizers[1].replacement"
            ),
            (#""unk_id": 3"#, #""unk_id": 16000"#, "model.unk_id"),
            (#"["<pad>", 0.0]"#, #"["<pad>"]"#, "model.vocab[1]"),
            (#"["<pad>", 0.0]"#, #"["<pad>", "0"]"#, "model.vocab[1][1]"),
        ] as [(String, String, String)]) func anotherFormIsNamed(_ old: String, _ new: String, _ key: String) throws
    {
        let text = try String(contentsOfFile: Self.odd.tokenizer("xlm-r") + "/tokenizer.json", encoding: .utf8)
        try #require(text.contains(old))
        let folder = try TemporaryFolder()
        try folder.write(text.replacing(old, with: new, maxReplacements: 1), to: "tokenizer.json")
        expectComplaint(folder, file: "tokenizer.json", key: key)
    }
}
