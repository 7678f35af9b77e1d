/// Apertium marks what it could not do with a character before the word: `*` a word that it does not know, `@` one that
/// it has no translation for, `#` one that it cannot inflect.
enum ApertiumMarks {
    private static let marks: [Unicode.Scalar] = ["*", "@", "#"]

    /// Removes the marks.
    ///
    /// A source that has the same character before a word, such as `#sunset`, keeps it in the translation too: there it
    /// cannot be told from a mark.
    /// - Returns: the text, and whether there were marks.
    static func remove(from translation: String, source: String) -> (text: String, marked: Bool) {
        let candidates = positions(in: translation)
        guard !candidates.isEmpty else { return (translation, false) }
        let scalars = Array(translation.unicodeScalars)
        let original = Array(source.unicodeScalars)
        let own = Set(positions(in: source).filter { isStart($0, original) }.map { original[$0] })
        let anywhere = Set(original.filter(marks.contains))
        let removed = Set(
            candidates.filter { index in
                !(isStart(index, scalars) ? own : anywhere).contains(scalars[index])
            })
        var text = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() where !removed.contains(index) { text.append(scalar) }
        return (String(text), !removed.isEmpty)
    }

    /// Whether what stands there begins a word. Apertium also marks what follows digits, as in `40*s`.
    private static func isStart(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        index == 0 || !isWord(scalars[index - 1])
    }

    /// Where a mark stands before a letter or digit.
    private static func positions(in text: String) -> [Int] {
        guard text.unicodeScalars.contains(where: marks.contains) else { return [] }
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.filter { index in
            marks.contains(scalars[index]) && index + 1 < scalars.count && isWord(scalars[index + 1])
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
