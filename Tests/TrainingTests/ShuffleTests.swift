import Tensors
import Testing

@testable import Training

@Suite struct ShuffleTests {
    @Test(arguments: [1, 2, 3, 5, 8, 63, 64, 65, 1000, 65_537])
    func eachNumberComesOnce(_ count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let shuffle = Shuffle(count, using: &generator)
        #expect((0..<count).map { shuffle[$0] }.sorted() == Array(0..<count))
    }

    /// Pearson's chi-square over where each number lands. With 35 · 35 degrees of freedom a fair shuffle stays within
    /// 1,225 ± 5 · √2,450.
    @Test func allPlacesAreAsLikely() {
        let (count, rounds) = (36, 36_000)
        var counts = [Int](repeating: 0, count: count * count)
        for seed in 0..<rounds {
            var generator = SeededGenerator(seed: UInt64(seed), purpose: "test")
            let shuffle = Shuffle(count, using: &generator)
            for place in 0..<count { counts[place * count + shuffle[place]] += 1 }
        }
        let expected = Double(rounds / count)
        let chi = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        #expect(abs(chi - 1225) < 5 * 2450.0.squareRoot())
    }

    /// What follows a number is as often above it as below, and its neighbour hardly ever.
    @Test func neighboursPart() {
        var generator = SeededGenerator(seed: 3)
        let shuffle = Shuffle(100_000, using: &generator)
        let numbers = (0..<100_000).map { shuffle[$0] }
        let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
        #expect(steps.count { abs($0) == 1 } < 15)
        #expect(abs(steps.count { $0 > 0 } - 50_000) < 1000)
    }
}
