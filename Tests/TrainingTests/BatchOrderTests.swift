import Testing

@testable import Training

@Suite struct BatchOrderTests {
    private let items = (0..<300).map { $0 / 3 }

    @Test func anEpochSeesEachSampleOnce() {
        let batches = BatchOrder(items: items, size: 32, seed: 1).batches(epoch: 0)
        #expect(batches.flatMap { $0 }.sorted() == Array(items.indices))
        #expect(batches.allSatisfy { !$0.isEmpty && $0.count <= 32 })
    }

    @Test func noBatchHoldsAnItemTwice() {
        for batch in BatchOrder(items: items, size: 32, seed: 2).batches(epoch: 3) {
            #expect(Set(batch.map { items[$0] }).count == batch.count)
        }
    }

    @Test func theOrderFollowsFromSeedAndEpochAlone() {
        let order = BatchOrder(items: items, size: 32, seed: 1)
        #expect(order.batches(epoch: 5) == BatchOrder(items: items, size: 32, seed: 1).batches(epoch: 5))
        #expect(order.batches(epoch: 5) != order.batches(epoch: 6))
        #expect(order.batches(epoch: 5) != BatchOrder(items: items, size: 32, seed: 2).batches(epoch: 5))
    }

    @Test func oneItemAloneMakesBatchesOfOne() {
        #expect(BatchOrder(items: [0, 0, 0], size: 4, seed: 1).batches(epoch: 0).map(\.count) == [1, 1, 1])
    }
}

@Suite struct LearningRateTests {
    /// The rates of Tests/Oracles/make-optim.py: two steps up, four down.
    @Test func risesAndFallsLinearly() {
        let rate = LearningRate(peak: 0.01, warmup: 2, steps: 6)
        let expected = [0.005, 0.01, 0.01, 0.0075, 0.005]
        for (step, value) in expected.enumerated() { #expect(abs(rate.at(step) - value) < 1e-12) }
        #expect(rate.at(6) == 0)
    }
}
