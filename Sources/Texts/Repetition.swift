/// How often something stands in a row in a text, as machine translation does when it gets caught in a loop.
public struct Repetition: Sendable {
    /// The most that some 1 to 4 words stand in a row: 3 in `a man a man a man`.
    public let words: Int
    /// The most that some 1 to 8 letters stand in a row within a word, or anywhere in scripts without blanks between words:
    /// 4 in `hahahaha`. What is shorter than 8 letters in all does not count: `tralala` is a word. Nor do digits.
    public let letters: Int
    /// The most that one letter stands in a row: 5 in `aaaaah`.
    public let sameLetter: Int

    private static let longestPhrase = 4
    private static let longestPiece = 8
    private static let shortestLoop = 8

    public init(_ text: TextProfile) {
        words = (1...Repetition.longestPhrase).reduce(1) { most, length in
            let matches = Repetition.longestRun(in: text.words.indices, lag: length) {
                text.words[$0].hash == text.words[$1].hash
            }
            return max(most, matches == 0 ? 1 : matches / length + 1)
        }
        var letters = 1
        var sameLetter = 1
        var start = 0
        for end in text.words.lazy.map(\.end) {
            let word = start..<end
            start = end
            guard word.count >= 3 else { continue }
            // Signs up to 0x39 are digits.
            let isSameLetter = { text.signs[$0] == text.signs[$1] && text.signs[$0] > 0x39 }
            sameLetter = max(sameLetter, Repetition.longestRun(in: word, lag: 1, isSameLetter) + 1)
            guard word.count >= Repetition.shortestLoop else { continue }
            for length in 2...min(Repetition.longestPiece, word.count / 2) {
                let times = Repetition.longestRun(in: word, lag: length, isSameLetter) / length + 1
                if times * length >= Repetition.shortestLoop { letters = max(letters, times) }
            }
        }
        self.letters = letters
        self.sameLetter = sameLetter
    }

    /// The most places in a row that hold the same as the place `lag` before.
    private static func longestRun(in range: Range<Int>, lag: Int, _ isSame: (Int, Int) -> Bool) -> Int {
        var longest = 0
        var run = 0
        var index = range.lowerBound + lag
        while index < range.upperBound {
            run = isSame(index, index - lag) ? run + 1 : 0
            longest = max(longest, run)
            index += 1
        }
        return longest
    }

    /// Whether something stands at least `limit` times in a row that does not stand as often in the source.
    ///
    /// One letter may stand twice more: `brrr` is a word.
    public func isLoop(beside source: @autoclosure () -> Repetition, limit: Int) -> Bool {
        let most = max(words, letters, sameLetter - 2)
        guard most >= limit else { return false }
        let source = source()
        // A loop of words in one script may be one of letters in another.
        let ours = max(words, letters) >= limit ? max(words, letters, sameLetter) : sameLetter
        return ours > max(source.words, source.letters, source.sameLetter)
    }
}
