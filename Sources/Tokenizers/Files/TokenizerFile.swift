import Documents

/// A tokenizer.json, as the `tokenizers` library writes it: what the supported forms have in common.
struct TokenizerFile {
    enum Kind { case clip, wordPiece, unigram }

    let path: String
    let root: JSONNode
    let kind: Kind

    init(_ path: String) throws {
        self.path = path
        root = try JSONNode(file: path)
        let type = root["model"]["type"]
        switch type.isNull ? nil : try type.string() {
        case "BPE": kind = .clip
        case "WordPiece": kind = .wordPiece
        case "Unigram": kind = .unigram
        // Files of the library's early versions leave the type out.
        case nil where !root["model"]["merges"].isNull: kind = .clip
        case nil where !root["model"]["continuing_subword_prefix"].isNull: kind = .wordPiece
        case nil where !root["model"]["unk_id"].isNull: kind = .unigram
        default:
            throw type.unsupported("\"BPE\" in CLIP's form, \"WordPiece\" in BERT's and \"Unigram\" in XLM-R's")
        }
    }

    /// The model's pieces and ids.
    func vocabulary() throws -> [(bytes: ArraySlice<UInt8>, id: Int32)] {
        try root["model"]["vocab"].entries().map { ($0.key[...], try $0.value.id()) }
    }

    /// The added tokens. Where the vocabulary has the text too, its id is the one that counts.
    func addedTokens(in vocabulary: Vocabulary) throws -> [AddedToken] {
        let list = root["added_tokens"]
        if list.isNull { return [] }
        return try list.list().map { entry in
            let text = try entry["content"].bytes()
            let id = try vocabulary.id(of: text[...]) ?? entry["id"].id()
            return AddedToken(
                text: text, id: id, isNormalized: try entry["normalized"].bool(default: false),
                standsAlone: try entry["single_word"].bool(default: false),
                takesSpacesBefore: try entry["lstrip"].bool(default: false),
                takesSpacesAfter: try entry["rstrip"].bool(default: false))
        }
    }

    /// The tokens that the post-processor puts before and after a text.
    func frame() throws -> (start: [UInt8], end: [UInt8]) {
        let processor = root["post_processor"]
        switch try processor["type"].require(
            oneOf: ["RobertaProcessing", "BertProcessing", "TemplateProcessing"])
        {
        case "TemplateProcessing":
            let single = try processor["single"].list()
            guard single.count == 3, !single[1]["Sequence"].isNull else {
                throw processor["single"].unsupported("a special token, the sequence, a special token")
            }
            return (try single[0]["SpecialToken"]["id"].bytes(), try single[2]["SpecialToken"]["id"].bytes())
        default:
            let token = { (name: String) in
                guard let text = try processor[name].list().first else {
                    throw processor[name].unsupported("a token and its id")
                }
                return try text.bytes()
            }
            return (try token("cls"), try token("sep"))
        }
    }
}

/// The ids of a tokenizer's special tokens.
struct SpecialTokens {
    let file: String
    let vocabulary: Vocabulary
    let added: [AddedToken]

    /// The id of a special token, which the vocabulary or the added tokens must have.
    func id(_ text: [UInt8]) throws -> Int32 {
        if let id = added.last(where: { $0.text == text })?.id ?? vocabulary.id(of: text[...]) { return id }
        throw InputError(
            file: file, "the vocabulary has no '\(String(decoding: text, as: UTF8.self))'",
            remedy: "give the vocabulary that the model was trained with, special tokens included")
    }

    /// One more than the largest id, added tokens included.
    var size: Int { max(vocabulary.size, Int(added.map(\.id).max() ?? -1) + 1) }

    /// The text of an id.
    func text(_ id: Int32) -> String? {
        let bytes = added.last { $0.id == id }?.text[...] ?? vocabulary.piece(id)
        return bytes.map { String(decoding: $0, as: UTF8.self) }
    }
}
