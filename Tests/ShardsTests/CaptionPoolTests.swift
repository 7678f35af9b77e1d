import Documents
import Foundation
import TestSupport
import Tensors
import Testing

@testable import Shards

/// What is gathered, against what numpy gathers from the same shards: Tests/Oracles/make-stream.py.
@Suite struct CaptionPoolTests {
    private static let folder = testsFolder + "/Fixtures/stream"
    private let expected = try! ReferenceTensors(CaptionPoolTests.folder + "/expected.safetensors")

    private func pool(_ name: String, _ columns: CaptionColumns = [.visual, .source, .sourceTokens]) throws
        -> CaptionPool
    {
        try CaptionPool(
            folder: "\(CaptionPoolTests.folder)/\(name)", split: "train", languages: ["de", "en"], columns: columns)
    }

    private func rows(_ name: String, _ captions: [UInt32]) -> [UInt32] {
        let width = expected.shape(name)[1]
        let values = expected.floats(name)
        return captions.flatMap { values[Int($0) * width..<(Int($0) + 1) * width].map(\.bitPattern) }
    }

    private func texts(_ name: String, _ captions: [UInt32]) -> [[Int32]] {
        let (ids, offsets) = (expected.ints(name), expected.ints(name + ".offsets").map(Int.init))
        return captions.map { Array(ids[offsets[Int($0)]..<offsets[Int($0) + 1]]) }
    }

    private func bits(_ tensor: Tensor?) throws -> [UInt32] {
        try #require(tensor).values(as: Float.self).map(\.bitPattern)
    }

    @Test(arguments: ["one", "seven", "written"]) func howeverASplitIsCutNumpyGathersTheSame(_ name: String) throws {
        let pool = try pool(name)
        let items = expected.ints("item")
        #expect(pool.count == items.count && pool.items == items.map(UInt32.init) && pool.itemCount == 29)
        let count = UInt32(pool.count)
        // All of them in another order, one alone, and one that comes twice.
        for captions in [(0..<count).map { ($0 * 37 + 5) % count }, [count - 1], [3, 60, 3]] {
            let batch = try pool.gather(captions)
            #expect(batch.captions == captions)
            #expect(batch.items == captions.map { UInt32(items[Int($0)]) })
            #expect(batch.languages == captions.map { pool.ranges[0].contains(Int($0)) ? 0 : 1 })
            #expect(try #require(batch.visual).shape == [captions.count, 21])
            #expect(try bits(batch.visual) == rows("visual", captions))
            #expect(try bits(batch.source) == rows("source", captions))
            let source = try #require(batch.sourceTokens)
            #expect(captions.indices.map { Array(batch.tokens[$0]) } == texts("tokens", captions))
            #expect(captions.indices.map { Array(source[$0]) } == texts("source_tokens", captions))
        }
        let tokens = texts("tokens", (0..<count).map { $0 })
        #expect(try pool.lengths() == tokens.map { UInt16($0.count) })
    }

    @Test func keptFramesGiveTheirMean() throws {
        let pool = try pool("frames", .visual)
        let captions = (0..<UInt32(pool.count)).reversed().map { $0 }
        let batch = try pool.gather(captions)
        // numpy's sums begin with 0, so that one of -0 alone is 0 there; all else is the same to the bit.
        let found = try #require(batch.visual).values(as: Float.self)
        #expect(found == rows("mean", captions).map(Float.init(bitPattern:)))
        #expect(batch.source == nil && batch.sourceTokens == nil)
    }

    /// Captions that people wrote in their own language have no source; they are left out only where one is needed.
    @Test func whatTranslatesNothingIsACaptionWhereNoSourceIsGathered() throws {
        let pool = try pool("written", .visual)
        #expect(pool.count == expected.ints("item").count + 10)
        let all = try pool.gather((0..<UInt32(pool.count)).map { $0 })
        #expect(all.items == pool.items)
        #expect(try bits(all.visual).count == pool.count * 21)
    }

    /// A language is evaluated with what people wrote in it, and with translations where there is nothing else.
    @Test(arguments: [("written", true), ("seven", false)]) func whatPeopleWroteIsEvaluated(
        _ name: String, _ isWritten: Bool
    ) throws {
        let set = try FeatureSet(folder: "\(CaptionPoolTests.folder)/\(name)", split: "train", languages: ["de", "en"])
        let places = set.evaluated("de")
        let texts = try places.map { try set.shards[Int($0.shard)].texts(of: "de", rows: [Int($0.row)])[0] }
        #expect(texts.allSatisfy { $0.hasPrefix("written ") == isWritten })
        #expect(places.count == (isWritten ? 10 : expected.ints("item").count - set.places("en").count))
        #expect(set.evaluated("en") == set.places("en"))
    }

    @Test func aLanguageThatIsNotThereIsRefused() throws {
        let error = #expect(throws: InputError.self) {
            _ = try CaptionPool(
                folder: CaptionPoolTests.folder + "/one", split: "train", languages: ["fr"], columns: .visual)
        }
        #expect(error?.key == "captions.fr")
    }
}
