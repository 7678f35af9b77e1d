import Documents

/// What files say of a WordPiece tokenizer.
struct WordPieceModel {
    let file: String
    let pieces: [(bytes: ArraySlice<UInt8>, id: Int32)]
    let vocabulary: Vocabulary
    let added: [AddedToken]
    let normalizer: BERTNormalizer
    var start = Array("[CLS]".utf8)
    var end = Array("[SEP]".utf8)
    var unknown = Array("[UNK]".utf8)
    var prefix = Array("##".utf8)
    var longestWord = 100
}

// MARK: - vocab.txt

extension WordPieceTokenizer {
    /// Loads `vocab.txt`, one piece a line, the id being the line's number from 0.
    init(vocabulary file: String, settings: TokenizerSettings) throws {
        let lines = try TextFile.lines(file)
        let pieces = lines.enumerated().map { (bytes: $1, id: Int32($0)) }
        let vocabulary = Vocabulary(pieces)
        let added = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].compactMap { text in
            vocabulary.id(of: Array(text.utf8)[...]).map { AddedToken(text: Array(text.utf8), id: $0) }
        }
        let lowercases = settings.lowercases ?? !Self.isCased(lines)
        let normalizer = BERTNormalizer(
            separatesChinese: settings.separatesChinese ?? true,
            stripsAccents: settings.stripsAccents ?? lowercases, lowercases: lowercases)
        let model = WordPieceModel(
            file: file, pieces: pieces, vocabulary: vocabulary, added: added, normalizer: normalizer)
        try self.init(model, settings: settings)
    }

    /// Whether a vocabulary has upper-case pieces, special ones in brackets aside.
    private static func isCased(_ lines: [ArraySlice<UInt8>]) -> Bool {
        lines.contains { line in
            line.first != UInt8(ascii: "[") && line.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        }
    }
}

// MARK: - tokenizer.json

extension WordPieceTokenizer {
    /// Loads a tokenizer.json, whose steps must be BERT's.
    init(_ file: TokenizerFile, settings: TokenizerSettings) throws {
        try file.root["pre_tokenizer"]["type"].require(oneOf: ["BertPreTokenizer"])
        let json = file.root["model"]
        let pieces = try file.vocabulary()
        let vocabulary = Vocabulary(pieces)
        let frame = try file.frame()
        var model = WordPieceModel(
            file: file.path, pieces: pieces, vocabulary: vocabulary, added: try file.addedTokens(in: vocabulary),
            normalizer: try Self.normalizer(file.root["normalizer"]), start: frame.start, end: frame.end)
        if !json["unk_token"].isNull { model.unknown = try json["unk_token"].bytes() }
        let prefix = json["continuing_subword_prefix"]
        if !prefix.isNull { model.prefix = try prefix.bytes() }
        let longest = json["max_input_chars_per_word"]
        if !longest.isNull { model.longestWord = Int(try longest.id()) }
        try self.init(model, settings: settings)
    }

    private static func normalizer(_ json: JSONNode) throws -> BERTNormalizer {
        try json["type"].require(oneOf: ["BertNormalizer"])
        let lowercases = try json["lowercase"].bool(default: true)
        return BERTNormalizer(
            cleans: try json["clean_text"].bool(default: true),
            separatesChinese: try json["handle_chinese_chars"].bool(default: true),
            stripsAccents: try json["strip_accents"].bool(default: lowercases), lowercases: lowercases)
    }
}
