import Documents
import Foundation
import Tensors
import TestSupport
import Testing

@testable import Evaluation

/// Ranks and metrics against an independent numpy computation, ties included: Tests/Oracles/make-retrieval.py.
@Suite struct RetrievalTests {
    private let checks: RetrievalChecks

    init() throws { checks = try RetrievalChecks(testsFolder + "/Fixtures/evaluation") }

    @Test func metricsAgreeWithNumpy() async throws {
        #expect(checks.names == ["equal", "many", "one", "ties", "twins", "uncaptioned"])
        for name in checks.names { try await checks.compareMetrics(name) }
    }

    @Test(arguments: [(1, 1), (1, 1000), (7, 5), (16, 3), (1000, 1), (1000, 1000)])
    func neitherBlocksNorWorkersChangeARank(captions: Int, items: Int) async throws {
        for name in checks.names where captions * items > 1 || name != "many" {
            try await checks.compareRanks(name, block: (captions, items), workers: 1)
            try await checks.compareRanks(name, block: (captions, items), workers: 3)
        }
    }

    /// Copies are compared in products of different shapes, whose sums are rounded differently.
    @Test func copiesTieWhereverTheyStand() async throws {
        var generator = SeededGenerator(seed: 3, purpose: "copies")
        let (items, width) = (211, 67)
        let row: [Float] = try generator.normal([width], deviation: 1).values()
        let text: [Float] = try generator.normal([50 * width], deviation: 1).values()
        let visual = try FeatureTable(Array(repeating: row, count: items).flatMap { $0 }, width: width, name: "visual")
        for block in [(50, 211), (3, 64), (17, 100)] {
            let ranks = try await Retrieval(
                text: FeatureTable(text, width: width, name: "text"), visual: visual, items: (0..<50).map { $0 * 4 },
                block: block
            ).ranks()
            #expect(ranks.textToVisual == Array(repeating: items, count: 50))
        }
    }

    @Test func aModelThatSaysTheSameOfAllIsLast() async throws {
        let same = try Tensor.ones([5, 3])
        let result = try await Retrieval(text: same, visual: same, items: [0, 1, 2, 3, 4]).evaluate()
        #expect(result.textToVisual.meanRank == 5)
        #expect(result.visualToText.r1 == 0)
    }

    /// By hand: items along three axes and between two; captions that point at others than their own.
    @Test func missesAreToldWithWhatStandsBefore() async throws {
        let visual = try Tensor([Float](arrayLiteral: 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0), shape: [4, 3])
        let text = try Tensor(
            [Float](arrayLiteral: 1, 0.1, 0, 0.9, 1, 0, 1, 0.2, 0, 0, 0, 1, 0.1, 1, 0), shape: [5, 3])
        let found = try await Retrieval(text: text, visual: visual, items: [0, 0, 1, 2, 2]).evaluate(misses: 2)
        // (0.1, 1, 0) of item 2 has the three others before it; (0.9, 1, 0) of item 0 has items 3 and 1.
        #expect(
            found.misses == [
                .init(caption: 4, rank: 4, first: [1, 3, 0]), .init(caption: 1, rank: 3, first: [3, 1, 0]),
            ])
        let all = try await Retrieval(text: text, visual: visual, items: [0, 0, 1, 2, 2]).evaluate(misses: 9)
        #expect(all.misses.map(\.caption) == [4, 1, 2])
        #expect(all.result == found.result)
    }

    @Test func featuresOfZeroTieWithEverything() async throws {
        let visual = try Tensor([Float](arrayLiteral: 1, 0, 0, 1, 1, 1), shape: [3, 2])
        let result = try await Retrieval(text: Tensor.zeros([1, 2]), visual: visual, items: [1]).ranks()
        #expect(result.textToVisual == [3])
        #expect(result.visualToText == [1])
    }

    @Test(arguments: [Float.nan, .infinity])
    func featuresThatAreNotFiniteAreRefused(value: Float) throws {
        let text = try Tensor([1, 2, 3, value], shape: [2, 2])
        #expect {
            try Retrieval(text: text, visual: Tensor.ones([1, 2]), items: [0, 0])
        } throws: {
            "\($0)".contains("the text features have a row, 1, that is not finite")
        }
    }

    @Test func anItemThatIsNotThereIsRefused() throws {
        #expect(throws: TensorError.self) {
            try Retrieval(text: Tensor.ones([1, 2]), visual: Tensor.ones([3, 2]), items: [3])
        }
    }
}

/// MSCOCO's size, from a folder that Tests/Oracles/make-large-retrieval.py makes.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["TESSERA_RETRIEVAL"] != nil,
        "TESSERA_RETRIEVAL names no folder that Tests/Oracles/make-large-retrieval.py made"))
struct LargeRetrievalTests {
    @Test func agreesWithNumpy() async throws {
        let folder = try #require(ProcessInfo.processInfo.environment["TESSERA_RETRIEVAL"])
        let checks = try RetrievalChecks(folder)
        try await checks.compareMetrics("large")
        try await checks.compareRanks("large", block: (300, 700), workers: 1)
    }
}
