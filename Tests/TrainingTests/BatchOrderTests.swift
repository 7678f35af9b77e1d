import Documents
import Testing

@testable import Training

@Suite struct BatchOrderTests {
    /// 500 captions of 100 items in two languages, 300 and 200, of 3 to 42 tokens.
    private static let captions = BatchOrder.Captions(
        ranges: [0..<300, 300..<500], items: (0..<500).map { UInt32($0 % 100) },
        lengths: (0..<500).map { UInt16(3 + $0 * 7 % 40) })

    private func order(_ settings: StreamSettings, seed: UInt64 = 1) throws -> BatchOrder {
        try BatchOrder(BatchOrderTests.captions, settings, seed: seed)
    }

    private static let onceAnEpoch = [
        StreamSettings(batch: 32), StreamSettings(batch: 32, sampling: .language),
        StreamSettings(batch: 32, window: 4), StreamSettings(batch: 32, sampling: .language, window: 3),
        StreamSettings(batch: 32, oneCaptionPerItem: false), StreamSettings(batch: 100, window: 2),
        StreamSettings(batch: 7), StreamSettings(batch: 83),
    ]

    @Test(arguments: onceAnEpoch)
    func anEpochSeesEachCaptionOnce(_ settings: StreamSettings) throws {
        for epoch in 0..<20 {
            let batches = Array(try order(settings).epoch(epoch))
            let seen = batches.flatMap(\.captions)
            #expect(seen.count == 500 && Set(seen).count == 500)
            #expect(batches.allSatisfy { (2...settings.batch).contains($0.captions.count) })
            #expect(batches.last?.end == StreamPosition(epoch: epoch, captions: 500))
        }
    }

    @Test(arguments: onceAnEpoch.filter(\.oneCaptionPerItem))
    func noBatchHoldsAnItemTwice(_ settings: StreamSettings) throws {
        for batch in try order(settings).epoch(3) {
            #expect(Set(batch.captions.map { $0 % 100 }).count == batch.captions.count)
        }
    }

    /// Few captions are left for batches that are not full: the grid is a grid.
    @Test(arguments: onceAnEpoch.filter { $0.batch < 100 })
    func mostBatchesAreFull(_ settings: StreamSettings) throws {
        let sizes = try order(settings).epoch(1).map(\.captions.count)
        #expect(sizes.count { $0 == settings.batch } >= 500 / settings.batch - (settings.sampling == .mixed ? 3 : 6))
    }

    @Test func whereItemsMayMeetTheyDo() throws {
        let batches = try order(StreamSettings(batch: 50, oneCaptionPerItem: false)).epoch(0)
        #expect(batches.contains { Set($0.captions.map { $0 % 100 }).count < $0.captions.count })
    }

    @Test func theOrderFollowsFromSeedAndEpochAlone() throws {
        func batches(_ epoch: Int, seed: UInt64) throws -> [[UInt32]] {
            try order(StreamSettings(batch: 32, window: 2), seed: seed).epoch(epoch).map(\.captions)
        }
        #expect(try batches(5, seed: 1) == batches(5, seed: 1))
        #expect(try batches(5, seed: 1) != batches(6, seed: 1))
        #expect(try batches(5, seed: 1) != batches(5, seed: 2))
    }

    @Test func batchesAreOfOneLanguageWhereAskedFor() throws {
        let batches = Array(try order(StreamSettings(batch: 32, sampling: .language)).epoch(0))
        let languages = batches.map { batch in Set(batch.captions.map { $0 < 300 }) }
        #expect(languages.allSatisfy { $0.count == 1 })
        // In turns by chance, and not one language after the other.
        #expect(zip(languages, languages.dropFirst()).count { $0 != $1 } > 2)
    }

    @Test func languagesAreDrawnByWeight() throws {
        let settings = StreamSettings(batch: 10, sampling: .weighted([1, 3]))
        var drawn = [0, 0]
        var seen: Set<UInt32> = []
        for epoch in 0..<40 {
            let batches = Array(try order(settings).epoch(epoch))
            for batch in batches {
                let languages = Set(batch.captions.map { $0 < 300 ? 0 : 1 })
                #expect(languages.count == 1)
                drawn[languages.first ?? 0] += batch.captions.count
                seen.formUnion(batch.captions)
            }
            // An epoch is as long as all the languages' captions.
            #expect((500..<510).contains(batches.last?.end.captions ?? 0))
        }
        let share = Double(drawn[1]) / Double(drawn[0] + drawn[1])
        // 2,000 draws with three chances in four: a deviation is 0.0097.
        #expect(abs(share - 0.75) < 0.04)
        #expect(seen.count == 500)
    }

    @Test func aLanguageIsSeenWholeBeforeItBeginsAnew() throws {
        let batches = Array(try order(StreamSettings(batch: 10, sampling: .weighted([0, 1]))).epoch(0))
        let seen = batches.flatMap(\.captions)
        #expect(Set(seen.prefix(200)) == Set(300..<500) && Set(seen[200..<400]) == Set(300..<500))
        #expect(Array(seen.prefix(200)) != Array(seen[200..<400]))
    }

    @Test(arguments: [[1], [1, -1], [0, 0], [.nan, 1]]) func weightsThatDoNotFitAreRefused(_ weights: [Double]) {
        #expect(throws: InputError.self) { _ = try order(StreamSettings(batch: 2, sampling: .weighted(weights))) }
    }

    /// Lengths that come together: what is filled up, as a share of all that a batch cut to its longest holds.
    @Test func aWindowBringsLikeLengthsTogether() throws {
        func share(_ window: Int) throws -> Double {
            var (own, all) = (0, 0)
            for batch in try order(StreamSettings(batch: 20, window: window)).epoch(0) {
                let lengths = batch.captions.map { Int(BatchOrderTests.captions.lengths[Int($0)]) }
                own += lengths.reduce(0, +)
                all += (lengths.max() ?? 0) * lengths.count
            }
            return Double(all - own) / Double(all)
        }
        #expect(try share(1) > 0.35)
        #expect(try share(8) < 0.2)
    }

    @Test func aWindowsBatchesAreNotInTheOrderOfTheirLengths() throws {
        let longest = try order(StreamSettings(batch: 20, window: 25)).epoch(0).map { batch in
            batch.captions.map { BatchOrderTests.captions.lengths[Int($0)] }.max() ?? 0
        }
        #expect(longest != longest.sorted() && longest != longest.sorted(by: >))
    }

    @Test func captionsOfOneItemGiveNoBatch() throws {
        let one = BatchOrder.Captions(ranges: [0..<3], items: [0, 0, 0])
        let order = try BatchOrder(one, StreamSettings(batch: 4), seed: 1)
        #expect(Array(order.epoch(0)).isEmpty)
        var batches = try order.batches()
        #expect(throws: InputError.self) { _ = try batches.next() }
    }

    /// A few items with very many captions: batches are as large as there are items, and all captions come.
    @Test(arguments: [1, 8]) func fewItemsWithManyCaptions(_ window: Int) throws {
        let items = (0..<4000).map { UInt32($0 % 8) }
        let few = BatchOrder.Captions(ranges: [0..<4000], items: items, lengths: items.map { UInt16($0) })
        let batches = Array(try BatchOrder(few, StreamSettings(batch: 64, window: window), seed: 1).epoch(0))
        let captions = batches.flatMap(\.captions)
        #expect(Set(captions).count == 4000 && captions.count == 4000)
        #expect(batches.allSatisfy { (2...8).contains($0.captions.count) })
    }
}

@Suite struct BatchSequenceTests {
    private func order(_ settings: StreamSettings) throws -> BatchOrder {
        let items = (0..<203).map { UInt32($0 / 3) }
        let lengths = items.map { UInt16($0 % 9) }
        return try BatchOrder(.init(ranges: [0..<120, 120..<203], items: items, lengths: lengths), settings, seed: 9)
    }

    private static let all = [
        StreamSettings(batch: 16), StreamSettings(batch: 16, window: 3),
        StreamSettings(batch: 16, sampling: .language), StreamSettings(batch: 16, sampling: .weighted([2, 1])),
    ]

    /// A batch's captions go to processes in order, as many to each or one more.
    @Test(arguments: [(8, 3), (2, 5), (7, 7), (128, 1)])
    func processesShareABatchOut(_ whole: Int, _ processes: Int) {
        let parts = (0..<processes).map { BatchPart($0, of: processes, in: whole) }
        #expect(parts.flatMap { Array($0.own) } == Array(0..<whole))
        #expect(parts.allSatisfy { (whole / processes...whole / processes + 1).contains($0.own.count) })
        #expect(parts.allSatisfy { !$0.gathered.isEmpty && ($0.own.isEmpty || $0.gathered == $0.own) })
    }

    /// Runs are stopped after any number of batches.
    @Test(arguments: all)
    func stoppedAnywhereARunSeesTheSameBatches(_ settings: StreamSettings) throws {
        let order = try order(settings)
        var whole = try order.batches()
        let expected = try (0..<60).map { _ in try whole.next() }
        var seen: [BatchOrder.Batch] = []
        var position = StreamPosition()
        for count in [3, 8, 3, 14, 25] {
            var reader = try order.batches(from: position)
            for _ in 0..<count { seen.append(try reader.next()) }
            position = reader.position
        }
        #expect(seen == Array(expected.prefix(seen.count)))
        #expect(seen.count == 53)
    }

    @Test func aPositionWhereNoBatchBeginsIsRefused() throws {
        #expect(throws: InputError.self) {
            _ = try order(StreamSettings(batch: 16)).batches(from: StreamPosition(epoch: 0, captions: 17))
        }
        #expect(throws: InputError.self) {
            _ = try order(StreamSettings(batch: 16)).batches(from: StreamPosition(epoch: 0, captions: 1000))
        }
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
