/// A token that is cut out of the text whole, before the text is split into words.
struct AddedToken: Sendable {
    /// The text that stands for it.
    var text: [UInt8]
    var id: Int32
    /// Whether it is looked for in the normalized text, and then in its own normalized form; otherwise in the raw text.
    var isNormalized = false
    /// Whether it counts only where no letter, digit or mark touches it.
    var standsAlone = false
    /// Whether it takes the spaces before it with it.
    var takesSpacesBefore = false
    /// Whether it takes the spaces after it with it.
    var takesSpacesAfter = false
}

/// All added tokens of a tokenizer.
struct AddedTokens: Sendable {
    let all: [AddedToken]
    private let raw: TokenMatcher
    private let normalized: TokenMatcher

    /// - Parameter normalize: The tokenizer's normalizer.
    init(_ tokens: [AddedToken], normalize: (ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]) {
        let scalars = { (token: AddedToken) in Array(String(decoding: token.text, as: UTF8.self).unicodeScalars) }
        all = tokens
        raw = TokenMatcher(tokens.filter { !$0.isNormalized }.map { (scalars($0), $0) })
        normalized = TokenMatcher(tokens.filter(\.isNormalized).map { (normalize(scalars($0)[...]), $0) })
    }

    /// Encodes a text: cuts the raw tokens out, normalizes what is between, cuts the normalized tokens out of that, and
    /// gives the rest to the model.
    func encode(
        _ text: String, normalize: (ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar],
        model: (ArraySlice<Unicode.Scalar>, inout [Int32]) -> Void
    ) -> [Int32] {
        var ids: [Int32] = []
        raw.split(Array(text.unicodeScalars)[...], into: &ids) { piece, ids in
            normalized.split(normalize(piece)[...], into: &ids, between: model)
        }
        return ids
    }
}
