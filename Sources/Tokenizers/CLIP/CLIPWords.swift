/// CLIP's pattern: contractions, runs of letters, single numbers, runs of anything else but spaces.
///
///     <\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+
struct CLIPWords: Sendable {
    /// The pattern as `transformers` writes it, and as files without the first two branches have it.
    static let pattern =
        #"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"#
    static let patternWithoutLiterals = #"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"#

    /// Whether the pattern has the first two branches.
    var hasLiterals = true

    private static let literals = ["startoftext", "endoftext"].map { name in
        [["<", "|"], Array(name.unicodeScalars), ["|", ">"]] as [[Unicode.Scalar]]
    }
    private static let contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"].map { Array($0.unicodeScalars) }

    /// Calls a function with each word of a normalized text.
    func forEach(in text: ArraySlice<Unicode.Scalar>, _ body: (ArraySlice<Unicode.Scalar>) -> Void) {
        var start = text.startIndex
        while start < text.endIndex {
            let first = text[start]
            if first.isSpace {
                start += 1
                continue
            }
            // A literal that is upper-case in the raw text is no added token and arrives here. The byte-level step
            // behind this one splits it again, into three words.
            let rest = text[start...]
            if hasLiterals, first == "<", let literal = Self.literals.first(where: { rest.starts(with: $0.joined()) }) {
                for part in literal {
                    body(text[start..<start + part.count])
                    start += part.count
                }
                continue
            }
            let end = end(of: text, from: start)
            body(text[start..<end])
            start = end
        }
    }

    private func end(of text: ArraySlice<Unicode.Scalar>, from start: Int) -> Int {
        let first = text[start]
        if first == "'", let match = Self.contractions.first(where: { text[start...].starts(with: $0) }) {
            return start + match.count
        }
        let rest = text[(start + 1)...]
        if first.isLetter { return rest.firstIndex { !$0.isLetter } ?? text.endIndex }
        if first.isNumber { return start + 1 }
        return rest.firstIndex { $0.isSpace || $0.isLetter || $0.isNumber } ?? text.endIndex
    }
}
