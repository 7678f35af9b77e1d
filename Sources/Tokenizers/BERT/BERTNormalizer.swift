/// BERT's cleaning of a text before it is split.
struct BERTNormalizer: Sendable, Equatable {
    /// Drops control characters and makes every space a plain one.
    var cleans = true
    /// Puts spaces around Chinese characters.
    var separatesChinese = true
    var stripsAccents = false
    var lowercases = false

    func callAsFunction(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count)
        for scalar in text {
            if cleans, scalar.isDropped { continue }
            if separatesChinese, scalar.isChinese {
                result.append(contentsOf: [" ", scalar, " "])
            } else {
                result.append(cleans && scalar.isSpace ? " " : scalar)
            }
        }
        if stripsAccents { result = CanonicalForm.decomposed(result[...]).filter { !$0.isNonspacingMark } }
        guard lowercases else { return result }
        return result.reduce(into: []) { $0.appendLowercased($1) }
    }
}
