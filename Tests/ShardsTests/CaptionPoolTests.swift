import Documents
import Foundation
import TestSupport
import Tensors
import Testing

@testable import Shards

/// What is gathered, against what numpy gathers from the same shards.
@Suite struct CaptionPoolTests {
    private let checks = GatheredChecks()

    private func pool(_ name: String, _ columns: CaptionColumns = [.visual, .source, .sourceTokens]) throws
        -> CaptionPool
    {
        try CaptionPool(
            folder: "\(GatheredChecks.fixtures)/\(name)", split: "train", languages: ["de", "en"], columns: columns)
    }

    @Test(arguments: ["one", "seven", "written"]) func howeverASplitIsCutNumpyGathersTheSame(_ name: String) throws {
        let pool = try pool(name)
        #expect(pool.items == checks.items && pool.itemCount == 29)
        let count = UInt32(pool.count)
        // All of them in another order, one alone, and one that comes twice.
        for captions in [(0..<count).map { ($0 * 37 + 5) % count }, [count - 1], [3, 60, 3]] {
            let batch = try pool.gather(captions)
            try checks.compare(batch, captions)
            #expect(batch.languages == captions.map { pool.ranges[0].contains(Int($0)) ? 0 : 1 })
        }
        let tokens = checks.texts("tokens", (0..<count).map { $0 })
        #expect(try pool.lengths() == tokens.map { UInt16($0.count) })
    }

    @Test func keptFramesGiveTheirMean() throws {
        let pool = try pool("frames", .visual)
        let captions = (0..<UInt32(pool.count)).reversed().map { $0 }
        let batch = try pool.gather(captions)
        try checks.compareMeans(batch, captions)
        #expect(batch.source == nil && batch.sourceTokens == nil)
    }

    /// Captions that people wrote in their own language have no source; they are left out only where one is needed.
    @Test func whatTranslatesNothingIsACaptionWhereNoSourceIsGathered() throws {
        let pool = try pool("written", .visual)
        #expect(pool.count == checks.items.count + 10)
        let all = try pool.gather((0..<UInt32(pool.count)).map { $0 })
        #expect(all.items == pool.items)
        #expect(try #require(all.visual).shape == [pool.count, 21])
    }

    /// A language is evaluated with what people wrote in it, and with translations where there is nothing else.
    @Test(arguments: [("written", true), ("seven", false)]) func whatPeopleWroteIsEvaluated(
        _ name: String, _ isWritten: Bool
    ) throws {
        let set = try FeatureSet(folder: "\(GatheredChecks.fixtures)/\(name)", split: "train", languages: ["de", "en"])
        let places = set.evaluated("de")
        let texts = try places.map { try set.shards[Int($0.shard)].texts(of: "de", rows: [Int($0.row)])[0] }
        #expect(texts.allSatisfy { $0.hasPrefix("written ") == isWritten })
        #expect(places.count == (isWritten ? 10 : checks.items.count - set.places("en").count))
        #expect(set.evaluated("en") == set.places("en"))
    }

    @Test func aLanguageThatIsNotThereIsRefused() throws {
        let error = #expect(throws: InputError.self) {
            _ = try CaptionPool(
                folder: GatheredChecks.fixtures + "/one", split: "train", languages: ["fr"], columns: .visual)
        }
        #expect(error?.key == "captions.fr")
    }
}
