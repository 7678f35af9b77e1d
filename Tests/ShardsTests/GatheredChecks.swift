import TestSupport
import Tensors
import Testing

@testable import Shards

/// What numpy gathers from Tests/Fixtures/stream: Tests/Oracles/make-stream.py.
struct GatheredChecks {
    static let fixtures = testsFolder + "/Fixtures/stream"
    private let expected = try! ReferenceTensors(GatheredChecks.fixtures + "/expected.safetensors")

    /// The item of each caption that has a source.
    var items: [UInt32] { expected.ints("item").map(UInt32.init) }

    /// The bits of captions' rows.
    func rows(_ name: String, _ captions: [UInt32]) -> [UInt32] {
        let width = expected.shape(name)[1]
        let values = expected.floats(name)
        return captions.flatMap { values[Int($0) * width..<(Int($0) + 1) * width].map(\.bitPattern) }
    }

    /// Captions' ids.
    func texts(_ name: String, _ captions: [UInt32]) -> [[Int32]] {
        let (ids, offsets) = (expected.ints(name), expected.ints(name + ".offsets").map(Int.init))
        return captions.map { Array(ids[offsets[Int($0)]..<offsets[Int($0) + 1]]) }
    }

    /// The mean over kept frames. numpy's sums begin with 0, so that one of -0 alone is 0 there; all else is the same to the
    /// bit.
    func compareMeans(_ batch: GatheredCaptions, _ captions: [UInt32]) throws {
        let found = try #require(batch.visual).values(as: Float.self)
        #expect(found == rows("mean", captions).map(Float.init(bitPattern:)))
    }

    func compare(_ batch: GatheredCaptions, _ captions: [UInt32]) throws {
        let items = items
        #expect(batch.captions == captions)
        #expect(batch.items == captions.map { items[Int($0)] })
        #expect(try #require(batch.visual).shape == [captions.count, 21])
        #expect(try bits(batch.visual) == rows("visual", captions))
        #expect(try bits(batch.source) == rows("source", captions))
        let source = try #require(batch.sourceTokens)
        #expect(captions.indices.map { Array(batch.tokens[$0]) } == texts("tokens", captions))
        #expect(captions.indices.map { Array(source[$0]) } == texts("source_tokens", captions))
    }

    private func bits(_ tensor: Tensor?) throws -> [UInt32] {
        try #require(tensor).values(as: Float.self).map(\.bitPattern)
    }
}
