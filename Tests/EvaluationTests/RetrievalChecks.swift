import Foundation
import Tensors
import TestSupport
import Testing
import Workspace

@testable import Evaluation

/// A folder of features and of the ranks that numpy gave for them: Tests/Oracles/make-retrieval.py.
struct RetrievalChecks {
    private struct Expected: Decodable {
        let text_to_visual, visual_to_text: Direction
        let mean_recall: Double
    }
    private struct Direction: Decodable {
        let queries: Int
        let r1, r5, r10, median_rank, mean_rank: Double
        let quartiles, accuracy_at_k: [Double]
        let ranks: [Int]
    }

    private let sets: [String: Expected]
    private let features: ReferenceTensors

    init(_ folder: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/expected.json"))
        sets = try JSONDecoder().decode([String: Expected].self, from: data)
        features = try ReferenceTensors(folder + "/features.safetensors")
    }

    var names: [String] { sets.keys.sorted() }

    private func table(_ name: String) throws -> FeatureTable {
        try FeatureTable(features.floats(name), width: #require(features.shape(name).last), name: name)
    }

    /// A set's search, in blocks of some captions and items.
    func retrieval(_ name: String, block: (captions: Int, items: Int) = (512, 2048)) throws -> Retrieval {
        try Retrieval(
            text: table(name + ".text"), visual: table(name + ".visual"),
            items: features.ints(name + ".item").map(Int.init), block: block)
    }

    /// Compares every rank of a set, in blocks of any size and with any number of workers.
    func compareRanks(_ name: String, block: (captions: Int, items: Int), workers: Int? = nil) async throws {
        let expected = try #require(sets[name])
        let found = try await Cores.$limit.withValue(workers) { try await retrieval(name, block: block).ranks() }
        #expect(found.textToVisual == expected.text_to_visual.ranks, "\(name), \(block)")
        #expect(found.visualToText == expected.visual_to_text.ranks, "\(name), \(block)")
    }

    func compareMetrics(_ name: String) async throws {
        let expected = try #require(sets[name])
        let found = try await retrieval(name).evaluate()
        compare(found.textToVisual, expected.text_to_visual, name)
        compare(found.visualToText, expected.visual_to_text, name)
        #expect(abs(found.meanRecall - expected.mean_recall) < 1e-9)
    }

    private func compare(_ found: RetrievalMetrics, _ expected: Direction, _ name: String) {
        #expect(found.queries == expected.queries)
        let pairs =
            [
                (found.r1, expected.r1), (found.r5, expected.r5), (found.r10, expected.r10),
                (found.medianRank, expected.median_rank), (found.meanRank, expected.mean_rank),
            ] + Array(zip(found.quartiles, expected.quartiles)) + Array(zip(found.accuracy, expected.accuracy_at_k))
        #expect(pairs.count == 5 + 3 + 100)
        for (found, expected) in pairs { #expect(abs(found - expected) < 1e-9, "\(name)") }
    }
}
