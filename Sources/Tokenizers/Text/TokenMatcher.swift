/// Finds added tokens in a text: the leftmost, and there the longest.
struct TokenMatcher: Sendable {
    private let patterns: [(text: [Unicode.Scalar], token: AddedToken)]
    private let firsts: Set<Unicode.Scalar>

    init(_ patterns: [(text: [Unicode.Scalar], token: AddedToken)]) {
        self.patterns = patterns.filter { !$0.text.isEmpty }.sorted { $0.text.count > $1.text.count }
        firsts = Set(self.patterns.map { $0.text[0] })
    }

    /// Adds the ids of the tokens in a text, and calls a function with what is between them.
    func split(
        _ text: ArraySlice<Unicode.Scalar>, into ids: inout [Int32],
        between: (ArraySlice<Unicode.Scalar>, inout [Int32]) -> Void
    ) {
        if firsts.isEmpty { return text.isEmpty ? () : between(text, &ids) }
        var start = text.startIndex
        var position = start
        while position < text.endIndex {
            guard firsts.contains(text[position]),
                let match = patterns.first(where: { text[position...].starts(with: $0.text) })
            else {
                position += 1
                continue
            }
            var first = position
            position += match.text.count
            // One that may not stand here still hides what lies in it, as in the reference.
            if match.token.standsAlone, !Self.isAlone(first..<position, in: text) { continue }
            if match.token.takesSpacesBefore {
                while first > start, text[first - 1].isSpace { first -= 1 }
            }
            if start < first { between(text[start..<first], &ids) }
            ids.append(match.token.id)
            start = position
            if match.token.takesSpacesAfter {
                while start < text.endIndex, text[start].isSpace { start += 1 }
            }
        }
        if start < text.endIndex { between(text[start...], &ids) }
    }

    private static func isAlone(_ range: Range<Int>, in text: ArraySlice<Unicode.Scalar>) -> Bool {
        let before = range.lowerBound > text.startIndex ? text[range.lowerBound - 1] : nil
        let after = range.upperBound < text.endIndex ? text[range.upperBound] : nil
        return before?.isOfWord != true && after?.isOfWord != true
    }
}
