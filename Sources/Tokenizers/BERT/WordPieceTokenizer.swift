import Documents

/// BERT's WordPiece: ``BERTNormalizer``, words split at spaces and punctuation, each word cut into the longest pieces.
///
/// Whether it lower-cases is what the normalizer of tokenizer.json says. With vocab.txt alone it is `do_lower_case` of
/// tokenizer_config.json; where that is silent too, the vocabulary tells: one with upper-case pieces is cased. (Hugging
/// Face would lower-case then, and never reach those pieces.) Accents are stripped where the files say so and, where
/// they do not, together with lower-casing.
public struct WordPieceTokenizer: Tokenizer {
    public let name = "wordpiece"
    public let digest: String
    public let vocabularySize: Int
    public let startToken: Int32
    public let endToken: Int32
    public let paddingToken: Int32

    private let special: SpecialTokens
    private let added: AddedTokens
    private let normalizer: BERTNormalizer
    private let pieces: WordPieces
    private let unknown: Int32

    init(_ model: WordPieceModel, settings: TokenizerSettings) throws {
        let special = SpecialTokens(file: model.file, vocabulary: model.vocabulary, added: model.added)
        startToken = try special.id(model.start)
        endToken = try special.id(model.end)
        unknown = try special.id(model.unknown)
        paddingToken = try special.id(settings.paddingToken ?? Array("[PAD]".utf8))
        vocabularySize = special.size
        normalizer = model.normalizer
        added = AddedTokens(model.added, normalize: model.normalizer.callAsFunction)
        pieces = WordPieces(
            model.pieces, prefix: model.prefix, unknown: unknown, longestWord: model.longestWord)
        digest = try TokenizerFolder.digest(name, files: [model.file], settings: ["\(model.normalizer)"])
        self.special = special
    }

    public func encode(_ text: String, maxLength: Int?) -> [Int32] {
        var bytes: [UInt8] = []
        let ids = added.encode(text, normalize: normalizer.callAsFunction) { piece, ids in
            for part in piece.split(whereSeparator: \.isSpace) {
                var start = part.startIndex
                while start < part.endIndex {
                    let end =
                        part[start].isPunctuation
                        ? start + 1 : part[start...].firstIndex(where: \.isPunctuation) ?? part.endIndex
                    pieces.encode(part[start..<end], bytes: &bytes, into: &ids)
                    start = end
                }
            }
        }
        return framed(ids, maxLength: maxLength)
    }

    public func tokens(for ids: [Int32]) -> [String] {
        ids.map { special.text($0) ?? special.text(unknown) ?? "" }
    }
}
