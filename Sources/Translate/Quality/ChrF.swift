/// Character n-gram F-score (Popović 2015), as sacrebleu's `chrF2|nc:6|nw:0|space:no` computes it: n-grams of 1 to 6
/// characters without white space, beta 2, and the mean over the orders that both texts are long enough for.
///
/// The score of a corpus comes from the sums of the statistics, not from the mean of the sentences' scores.
public struct ChrF: Sendable, Equatable {
    /// What one order of n-grams counts.
    private struct Counts: Sendable, Equatable {
        var hypothesis = 0
        var reference = 0
        var matches = 0
    }

    private static let order = 6
    /// Beta squared: recall weighs twice as much as precision.
    private static let weight = 4.0

    private var counts = [Counts](repeating: Counts(), count: order)

    public init() {}

    /// Adds a sentence.
    /// - Parameters: hypothesis: the text to score; reference: the text that it should be.
    public mutating func add(_ hypothesis: String, reference: String) {
        let a = ChrF.characters(hypothesis)
        let b = ChrF.characters(reference)
        for length in 1...ChrF.order {
            let expected = ChrF.grams(b, length)
            guard !expected.isEmpty else { continue }
            let found = ChrF.grams(a, length)
            counts[length - 1].hypothesis += max(0, a.count - length + 1)
            counts[length - 1].reference += b.count - length + 1
            counts[length - 1].matches += found.reduce(0) { $0 + min($1.value, expected[$1.key] ?? 0) }
        }
    }

    /// The score of all that was added, 0 to 100. 0 when a side is empty.
    public var score: Double {
        let usable = counts.filter { $0.hypothesis > 0 && $0.reference > 0 }
        guard !usable.isEmpty else { return 0 }
        let orders = Double(usable.count)
        let precision = usable.reduce(0) { $0 + Double($1.matches) / Double($1.hypothesis) } / orders
        let recall = usable.reduce(0) { $0 + Double($1.matches) / Double($1.reference) } / orders
        guard precision + recall > 0 else { return 0 }
        return 100 * (1 + ChrF.weight) * precision * recall / (ChrF.weight * precision + recall)
    }

    /// The score of one sentence, 0 to 100.
    public static func score(_ hypothesis: String, reference: String) -> Double {
        var chrF = ChrF()
        chrF.add(hypothesis, reference: reference)
        return chrF.score
    }

    private static func characters(_ text: String) -> [UInt32] {
        text.unicodeScalars.filter { !isSpace($0) }.map(\.value)
    }

    /// White space as Python's `str.split()` has it, which takes the information separators for it too.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        (0x1c...0x1f).contains(scalar.value) || scalar.properties.isWhitespace
    }

    private static func grams(_ characters: [UInt32], _ length: Int) -> [ArraySlice<UInt32>: Int] {
        guard characters.count >= length else { return [:] }
        var counts: [ArraySlice<UInt32>: Int] = [:]
        for start in 0...characters.count - length {
            counts[characters[start..<start + length], default: 0] += 1
        }
        return counts
    }
}
