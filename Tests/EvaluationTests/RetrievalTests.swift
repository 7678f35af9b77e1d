import Foundation
import Tensors
import TestSupport
import Testing

@testable import Evaluation

/// Metrics against an independent numpy computation, ties included: Tests/Oracles/make-retrieval.py.
@Suite struct RetrievalTests {
    private struct Expected: Decodable {
        struct Direction: Decodable { let r1, r5, r10, median_rank, mean_rank: Double }
        let text_to_visual: Direction
        let visual_to_text: Direction
        let mean_recall: Double
    }

    @Test func agreesWithNumpy() throws {
        let folder = testsFolder + "/Fixtures/evaluation/"
        let expected = try JSONDecoder().decode(
            Expected.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "expected.json")))
        let features = try ReferenceTensors(folder + "features.safetensors")
        let result = try Retrieval(
            text: Tensor(features.floats("text"), shape: features.shape("text")),
            visual: Tensor(features.floats("visual"), shape: features.shape("visual")),
            items: features.ints("item").map(Int.init)
        ).evaluate()
        compare(result.textToVisual, expected.text_to_visual)
        compare(result.visualToText, expected.visual_to_text)
        #expect(abs(result.meanRecall - expected.mean_recall) < 1e-9)
    }

    private func compare(_ found: RetrievalMetrics, _ expected: Expected.Direction) {
        #expect(abs(found.r1 - expected.r1) < 1e-9)
        #expect(abs(found.r5 - expected.r5) < 1e-9)
        #expect(abs(found.r10 - expected.r10) < 1e-9)
        #expect(abs(found.medianRank - expected.median_rank) < 1e-9)
        #expect(abs(found.meanRank - expected.mean_rank) < 1e-9)
    }

    @Test func aModelThatSaysTheSameOfAllIsLast() throws {
        let same = try Tensor.ones([5, 3])
        let result = try Retrieval(text: same, visual: same, items: [0, 1, 2, 3, 4]).evaluate()
        #expect(result.textToVisual.meanRank == 5)
        #expect(result.visualToText.r1 == 0)
    }
}
