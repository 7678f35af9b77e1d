import Documents

/// What files say of a CLIP tokenizer.
struct CLIPModel {
    let files: [String]
    let vocabulary: Vocabulary
    let pairs: BytePairs
    let added: [AddedToken]
    var words = CLIPWords()
    var start = Array("<|startoftext|>".utf8)
    var end = Array("<|endoftext|>".utf8)
    var unknown: [UInt8]? = Array("<|endoftext|>".utf8)

    /// The symbol that two symbols make; an error where the vocabulary lacks one of the three.
    fileprivate static func merge(
        _ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>, in vocabulary: Vocabulary, to pairs: inout BytePairs,
        else failure: (String) -> InputError
    ) throws {
        func id(_ piece: ArraySlice<UInt8>) throws -> Int32 {
            guard let id = vocabulary.id(of: piece) else {
                throw failure("'\(String(decoding: piece, as: UTF8.self))' of this merge is not in the vocabulary")
            }
            return id
        }
        pairs.append(try id(left), try id(right), into: try id(left + right))
    }

    fileprivate static let remedy = "give the vocabulary and the merges of one and the same model"
}

// MARK: - vocab.json and merges.txt

extension CLIPTokenizer {
    /// Loads `vocab.json` and `merges.txt`.
    init(vocabulary vocabularyFile: String, merges mergesFile: String, settings: TokenizerSettings) throws {
        let vocabulary = Vocabulary(
            try JSONNode(file: vocabularyFile).entries().map { ($0.key[...], try $0.value.id()) })
        var pairs = BytePairs()
        for (index, line) in try TextFile.lines(mergesFile).enumerated() where !line.starts(with: "#version".utf8) {
            let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            let failure = { (problem: String) in
                InputError(file: mergesFile, line: index + 1, problem, remedy: CLIPModel.remedy)
            }
            guard parts.count == 2 else { throw failure("expected two pieces with a space between them") }
            try CLIPModel.merge(parts[0], parts[1], in: vocabulary, to: &pairs, else: failure)
        }
        let special = SpecialTokens(file: vocabularyFile, vocabulary: vocabulary, added: [])
        let added = try ["<|startoftext|>", "<|endoftext|>"].map {
            AddedToken(text: Array($0.utf8), id: try special.id(Array($0.utf8)))
        }
        let model = CLIPModel(files: [vocabularyFile, mergesFile], vocabulary: vocabulary, pairs: pairs, added: added)
        try self.init(model, settings: settings)
    }
}

// MARK: - tokenizer.json

extension CLIPTokenizer {
    /// Loads a tokenizer.json, whose steps must be CLIP's.
    init(_ file: TokenizerFile, settings: TokenizerSettings) throws {
        let json = file.root["model"]
        let hasLiterals = try Self.checkSteps(file.root)
        try Self.checkModel(json)
        let vocabulary = Vocabulary(try file.vocabulary())
        var pairs = BytePairs()
        for merge in try json["merges"].list() {
            // Pairs are lists; files of the library's early versions have them with a space between.
            let parts: [ArraySlice<UInt8>] =
                if case .text(let text) = merge.value {
                    text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
                } else {
                    try merge.list().map { try $0.bytes()[...] }
                }
            guard parts.count == 2 else { throw merge.error("expected two pieces", remedy: CLIPModel.remedy) }
            try CLIPModel.merge(parts[0], parts[1], in: vocabulary, to: &pairs) {
                merge.error($0, remedy: CLIPModel.remedy)
            }
        }
        let frame = try file.frame()
        let model = CLIPModel(
            files: [file.path], vocabulary: vocabulary, pairs: pairs, added: try file.addedTokens(in: vocabulary),
            words: CLIPWords(hasLiterals: hasLiterals), start: frame.start, end: frame.end,
            unknown: json["unk_token"].isNull ? nil : try json["unk_token"].bytes())
        try self.init(model, settings: settings)
    }

    private static func checkModel(_ model: JSONNode) throws {
        guard model["dropout"].isNull else { throw model["dropout"].unsupported("null") }
        if !model["continuing_subword_prefix"].isNull { try model["continuing_subword_prefix"].require(oneOf: [""]) }
        try model["end_of_word_suffix"].require(oneOf: ["</w>"])
        for flag in ["fuse_unk", "byte_fallback", "ignore_merges"] { try model[flag].require(false) }
    }

    /// Checks the normalizer and the pre-tokenizer; returns whether the pattern has the special tokens' branches.
    private static func checkSteps(_ root: JSONNode) throws -> Bool {
        let normalizers = try steps(root["normalizer"], "normalizers", ["NFC", "Replace", "Lowercase"])
        try normalizers[1]["pattern"]["Regex"].require(oneOf: [#"\s+"#])
        try normalizers[1]["content"].require(oneOf: [" "])
        let splitters = try steps(root["pre_tokenizer"], "pretokenizers", ["Split", "ByteLevel"])
        let pattern = try splitters[0]["pattern"]["Regex"].require(
            oneOf: [CLIPWords.pattern, CLIPWords.patternWithoutLiterals])
        try splitters[0]["behavior"].require(oneOf: ["Removed"])
        try splitters[0]["invert"].require(true)
        try splitters[1]["add_prefix_space"].require(false)
        try splitters[1]["use_regex"].require(true)
        return pattern == CLIPWords.pattern
    }

    private static func steps(_ node: JSONNode, _ key: String, _ types: [String]) throws -> [JSONNode] {
        try node["type"].require(oneOf: ["Sequence"])
        let list = try node[key].list()
        guard list.count == types.count else { throw node[key].unsupported(types.joined(separator: ", ")) }
        for (step, type) in zip(list, types) { try step["type"].require(oneOf: [type]) }
        return list
    }
}
