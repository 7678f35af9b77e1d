/// A token that is cut out of the text whole, before the text is split into words.
struct AddedToken: Sendable {
    /// The text that stands for it.
    var text: [UInt8]
    var id: Int32
    /// Whether it is looked for in the normalized text, and then in its own normalized form; otherwise in the raw text.
    var isNormalized = false
}

/// All added tokens of a tokenizer.
struct AddedTokens: Sendable {
    let all: [AddedToken]
    private let raw: Matcher
    private let normalized: Matcher

    /// - Parameter normalize: The tokenizer's normalizer.
    init(_ tokens: [AddedToken], normalize: (ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]) {
        let scalars = { (token: AddedToken) in Array(String(decoding: token.text, as: UTF8.self).unicodeScalars) }
        all = tokens
        raw = Matcher(tokens.filter { !$0.isNormalized }.map { (scalars($0), $0.id) })
        normalized = Matcher(tokens.filter(\.isNormalized).map { (normalize(scalars($0)[...]), $0.id) })
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

/// Finds the leftmost, and there the longest, of a few texts.
private struct Matcher: Sendable {
    private let patterns: [(text: [Unicode.Scalar], id: Int32)]
    private let firsts: [Unicode.Scalar]

    init(_ patterns: [(text: [Unicode.Scalar], id: Int32)]) {
        self.patterns = patterns.filter { !$0.text.isEmpty }.sorted { $0.text.count > $1.text.count }
        firsts = Array(Set(self.patterns.map { $0.text[0] }))
    }

    func split(
        _ text: ArraySlice<Unicode.Scalar>, into ids: inout [Int32],
        between: (ArraySlice<Unicode.Scalar>, inout [Int32]) -> Void
    ) {
        var start = text.startIndex
        var position = start
        while position < text.endIndex {
            guard firsts.contains(text[position]),
                let match = patterns.first(where: { text[position...].starts(with: $0.text) })
            else {
                position += 1
                continue
            }
            if start < position { between(text[start..<position], &ids) }
            ids.append(match.id)
            position += match.text.count
            start = position
        }
        if start < position { between(text[start...], &ids) }
    }
}
