import Foundation

/// How often words stand in the captions of a language, as far as a table of fixed size tells.
///
/// It has the last word on captions that the detector takes for another language: one whose words stand in many other
/// captions of its column is in that column's language, whatever its letters look like.
struct Vocabulary: Sendable {
    private var counts = CountTable(bits: 20)
    private(set) var words = 0
    private(set) var captions = 0

    mutating func add(_ hashes: [UInt32]) {
        captions += 1
        words += hashes.count
        for hash in hashes { counts.add(UInt64(hash)) }
    }

    /// How likely a text of these words is, by natural logarithms, a word; without the text itself, which was added too where
    /// `isOwn`.
    func likelihood(_ hashes: [UInt32], isOwn: Bool) -> Double {
        guard !hashes.isEmpty else { return 0 }
        let sum = hashes.reduce(0.0) { sum, hash in
            let count = counts[UInt64(hash)] - (isOwn ? 1 : 0)
            return sum + log((max(0, count) + 0.1) / Double(words + 1))
        }
        return sum / Double(hashes.count)
    }

    /// The share of words that stand in some other captions too.
    func knownShare(_ hashes: [UInt32]) -> Double {
        guard !hashes.isEmpty else { return 1 }
        let known = hashes.filter { counts[UInt64($0)] > Double(1 + captions / 20_000) }
        return Double(known.count) / Double(hashes.count)
    }

    /// Whether there are enough captions to know what words the language has.
    var isLarge: Bool { captions >= 200 }
}
