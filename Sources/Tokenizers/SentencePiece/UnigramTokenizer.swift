import Documents

/// A unigram model from a tokenizer.json in XLM-R's form: spaces become `▁`, one before each word, and each word is cut into
/// the pieces with the best score. Unlike ``SentencePieceTokenizer`` it knows special tokens that are written in a text.
public struct UnigramTokenizer: Tokenizer {
    public let name = "sentencepiece"
    public let digest: String
    public let vocabularySize: Int
    public let startToken: Int32
    public let endToken: Int32
    public let paddingToken: Int32

    private let special: SpecialTokens
    private let added: AddedTokens
    private let normalizer: UnigramNormalizer
    private let words: UnigramWords
    private let unigram: Unigram<Double>
    private let unknown: Int32

    /// Loads a tokenizer.json, whose steps must be XLM-R's.
    init(_ file: TokenizerFile, settings: TokenizerSettings) throws {
        let json = file.root["model"]
        let pieces = try json["vocab"].list().enumerated().map { id, entry in
            let pair = try entry.list()
            guard pair.count == 2 else { throw entry.unsupported("a piece and its score") }
            return (bytes: try pair[0].bytes()[...], score: try pair[1].number(), id: Int32(id))
        }
        try json["byte_fallback"].require(false)
        unknown = try json["unk_id"].id()
        guard unknown < pieces.count else {
            throw json["unk_id"].error(
                "\(unknown) is no piece of \(pieces.count)", remedy: "fetch the file again")
        }
        let vocabulary = Vocabulary(pieces.map { ($0.bytes, $0.id) })
        unigram = Unigram(
            Vocabulary(pieces.filter { !$0.bytes.isEmpty }.map { ($0.bytes, $0.id) }, searched: true),
            scores: pieces.map(\.score),
            unknown: unknown, unknownScore: (pieces.map(\.score).min() ?? 0) - 10)
        let tokens = try file.addedTokens(in: vocabulary)
        let special = SpecialTokens(file: file.path, vocabulary: vocabulary, added: tokens)
        let frame = try file.frame()
        startToken = try special.id(frame.start)
        endToken = try special.id(frame.end)
        paddingToken = try special.id(settings.paddingToken ?? Array("<pad>".utf8))
        vocabularySize = special.size
        normalizer = try UnigramNormalizer(file.root["normalizer"])
        words = try UnigramWords(file.root["pre_tokenizer"])
        added = AddedTokens(tokens, normalize: normalizer.callAsFunction)
        digest = try TokenizerFolder.digest(name, files: [file.path])
        self.special = special
    }

    public func encode(_ text: String, maxLength: Int?) -> [Int32] {
        var bytes: [UInt8] = []
        let ids = added.encode(text, normalize: normalizer.callAsFunction) { piece, ids in
            words.forEach(in: piece) { word in
                bytes.removeAll(keepingCapacity: true)
                word.encode(into: &bytes)
                unigram.encode(bytes, into: &ids)
            }
        }
        return framed(ids, maxLength: maxLength)
    }

    public func tokens(for ids: [Int32]) -> [String] {
        ids.map { special.text($0) ?? special.text(unknown) ?? "" }
    }
}
