import Documents

/// CLIP's byte-pair encoding: NFC, spaces made one, lower case, the pattern of ``CLIPWords``, then merges of bytes with
/// `</w>` at a word's end.
public struct CLIPTokenizer: Tokenizer {
    public let name = "clip-bpe"
    public let digest: String
    public let vocabularySize: Int
    public let startToken: Int32
    public let endToken: Int32
    public let paddingToken: Int32

    private let special: SpecialTokens
    private let added: AddedTokens
    private let words: CLIPWords
    private let pairs: BytePairs
    /// The symbol of each byte inside a word and at its end, nil where there is none and nothing stands for the unknown.
    private let symbols: [Int32?]
    private let lastSymbols: [Int32?]
    private let unknown: Int32?

    init(_ model: CLIPModel, settings: TokenizerSettings) throws {
        let vocabulary = model.vocabulary
        let special = SpecialTokens(file: model.files[0], vocabulary: vocabulary, added: model.added)
        startToken = try special.id(model.start)
        endToken = try special.id(model.end)
        paddingToken = try settings.paddingToken.map(special.id) ?? endToken
        let unknown = try model.unknown.map(special.id)
        symbols = ByteLevel.characters.map { vocabulary.id(of: $0[...]) ?? unknown }
        lastSymbols = ByteLevel.characters.map { vocabulary.id(of: ($0 + Array("</w>".utf8))[...]) ?? unknown }
        vocabularySize = special.size
        added = AddedTokens(model.added, normalize: Self.normalize)
        words = model.words
        pairs = model.pairs
        digest = try TokenizerFolder.digest(name, files: model.files)
        (self.special, self.unknown) = (special, unknown)
    }

    public func encode(_ text: String, maxLength: Int?) -> [Int32] {
        var word = Word()
        var bytes: [UInt8] = []
        let ids = added.encode(text, normalize: Self.normalize) { piece, ids in
            words.forEach(in: piece) { scalars in
                bytes.removeAll(keepingCapacity: true)
                scalars.encode(into: &bytes)
                word.removeAll()
                for byte in bytes.dropLast() { if let symbol = symbols[Int(byte)] { word.append(symbol) } }
                if let last = bytes.last, let symbol = lastSymbols[Int(last)] { word.append(symbol) }
                pairs.merge(&word, into: &ids)
            }
        }
        return framed(ids, maxLength: maxLength)
    }

    public func tokens(for ids: [Int32]) -> [String] {
        ids.map { special.text($0) ?? unknown.flatMap(special.text) ?? "" }
    }

    /// NFC, each run of spaces one space, lower case.
    private static func normalize(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        let composed = CanonicalForm.composed(text)
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(composed.count)
        var afterSpace = false
        for scalar in composed {
            let isSpace = scalar.isSpace
            if !isSpace { result.appendLowercased(scalar) } else if !afterSpace { result.append(" ") }
            afterSpace = isSpace
        }
        return result
    }
}
