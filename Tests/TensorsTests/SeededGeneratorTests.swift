import Testing

@testable import Tensors

@Suite struct SeededGeneratorTests {
    /// The published first values of SplitMix64 for the seed 1234567.
    @Test func isSplitMix64() {
        var generator = SeededGenerator(seed: 1_234_567)
        #expect(generator.next() == 6_457_827_717_110_365_317)
        #expect(generator.next() == 3_203_168_211_198_807_973)
    }

    @Test func aPermutationHoldsEachNumberOnce() {
        var generator = SeededGenerator(seed: 3, purpose: "test")
        let order = generator.permutation(1000)
        #expect(order.sorted() == Array(0..<1000))
        #expect(order != Array(0..<1000))
    }

    @Test func purposesDoNotShareNumbers() {
        var a = SeededGenerator(seed: 1, purpose: "a")
        var b = SeededGenerator(seed: 1, purpose: "b")
        #expect(a.next() != b.next())
    }
}
