import Documents

/// A SentencePiece model with XLM-R's layout of ids: `<s>` 0, `<pad>` 1, `</s>` 2, `<unk>` 3, then the model's own
/// pieces, each one above its id in the model, and `<mask>` last. Special tokens written in a text are plain text.
public struct SentencePieceTokenizer: Tokenizer {
    public let name = "sentencepiece"
    public let digest: String
    public let startToken: Int32 = 0
    public let paddingToken: Int32 = 1
    public let endToken: Int32 = 2
    private let unknownToken: Int32 = 3
    private let model: SentencePieceModel
    private let unigram: Unigram<Float>?

    /// The pieces, `<pad>` and `<mask>`.
    public var vocabularySize: Int { Int(model.size) + 2 }

    /// Loads a model file.
    init(model path: String) throws {
        model = try SentencePieceModel(path)
        for (id, piece) in ["<unk>", "<s>", "</s>"].enumerated() where model.piece(Int32(id)) != piece {
            throw InputError(
                file: path, "piece \(id) is '\(model.piece(Int32(id)) ?? "")', not '\(piece)'",
                remedy: "supported here: models laid out as XLM-R's, with <unk>, <s> and </s> first")
        }
        unigram = Unigram(try ModelFile(path))
        digest = try TokenizerFolder.digest(name, files: [path])
    }

    public func encode(_ text: String, maxLength: Int?) -> [Int32] {
        // The library refuses a text only where memory ran out or the model is broken: that reads as one unknown piece.
        var pieces: [Int32] = []
        if let unigram, let normalized = model.normalize(text) {
            unigram.encode(normalized, into: &pieces)
        } else {
            pieces = (unigram == nil ? model.encode(text) : nil) ?? [model.unknown]
        }
        return framed(pieces.map { $0 == model.unknown ? unknownToken : $0 + 1 }, maxLength: maxLength)
    }

    public func tokens(for ids: [Int32]) -> [String] {
        ids.map { id in
            switch id {
            case startToken: "<s>"
            case paddingToken: "<pad>"
            case endToken: "</s>"
            case model.size + 1: "<mask>"
            default: id > unknownToken ? model.piece(id - 1) ?? "<unk>" : "<unk>"
            }
        }
    }
}
