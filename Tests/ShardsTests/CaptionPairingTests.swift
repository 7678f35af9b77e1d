import Documents
import Foundation
import TestServer
import TestSupport
import Testing

@testable import Shards

/// Captions that are gathered with others of the same source caption.
@Suite struct CaptionPairingTests {
    private let folder: TemporaryFolder

    /// Two shards of four items with an English caption each; some are translated by people, some by a machine, some twice.
    init() throws {
        folder = try TemporaryFolder()
        let made = ShardDescription.Source(name: "m", digest: "d")
        let description = ShardDescription(
            dataset: "d", split: "train", sourceLanguage: "en", model: made, preprocessing: "p", sampling: "s",
            pooling: "mean", precision: "fp32", salvage: false,
            tokenizers: ["en": made, "de": made, "de-t-en": made])
        try FileManager.default.createDirectory(atPath: folder.file("shards"), withIntermediateDirectories: true)
        var entries: [ShardIndex.Entry] = []
        for shard in 0..<2 {
            var visual = FeatureRows(row: [2])
            var captions: [String: CaptionColumn] = [
                "en": CaptionColumn(), "de": CaptionColumn(), "de-t-en": CaptionColumn(),
            ]
            for item in 0..<4 {
                visual.append([Float(item), Float(shard)])
                captions["en"]?.add("", item: item, source: nil, tokens: [Int32(item)])
            }
            let people: [(item: Int, source: Int?)] = [(0, 0), (1, 1), (2, nil), (3, 3)]
            for (row, caption) in people.enumerated() {
                captions["de"]?.add(
                    "", item: caption.item, source: caption.source, tokens: [Int32(100 + row + 10 * shard)])
            }
            // The third item's machine translation has no caption of people; the fourth item's comes twice.
            for (row, source) in [3, 2, 0, 3].enumerated() {
                captions["de-t-en"]?.add("", item: source, source: source, tokens: [200, Int32(row + 10 * shard)])
            }
            let path = folder.file("shards/train-\(shard).safetensors")
            try ShardWriter.write(
                to: path, description, ids: TextColumn((0..<4).map { "\(shard).\($0)" }), visual: visual,
                frames: [1, 1, 1, 1], captions: captions)
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            entries.append(
                .init(
                    file: "train-\(shard).safetensors", split: "train", items: 4, captions: [:], bytes: size ?? 0,
                    sha256: try Digest.ofFile(path)))
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: folder.file("shards/index.json")))
    }

    private static let pairing = CaptionPairing { language, source in language == "de" ? ["de-t-\(source)"] : [] }

    private func check(_ batch: GatheredCaptions) throws {
        // The first and the fourth item of each shard; the fourth's partner is the first of two.
        #expect(batch.items == [0, 3, 4, 7])
        let partners = try #require(batch.partnerTokens.first)
        #expect((0..<4).map { Array(batch.tokens[$0]) } == [[100], [103], [110], [113]])
        #expect((0..<4).map { Array(partners[$0]) } == [[200, 2], [200, 0], [200, 12], [200, 10]])
    }

    @Test func captionsAreGatheredWithTheirPartners() throws {
        let pool = try CaptionPool(
            folder: folder.file("shards"), split: "train", languages: ["de"], pairing: Self.pairing, columns: .visual)
        #expect(pool.count == 4)
        try check(pool.gather([0, 1, 2, 3]))
    }

    @Test func remoteShardsGiveTheSame() async throws {
        let server = try FolderServer(folder.file("shards"))
        let shards = try await RemoteShards(server.url(), RemoteCase.settings(folder))
        let pool = try await shards.pool(
            "train", languages: ["de"], pairing: Self.pairing, columns: .visual, batch: 4)
        try check(await pool.fetched([0, 1, 2, 3]))
    }

    @Test func aLanguageWithoutAnyPartnerIsNamed() throws {
        let error = #expect(throws: InputError.self) {
            try CaptionPool(
                folder: folder.file("shards"), split: "train", languages: ["de"],
                pairing: CaptionPairing { _, _ in ["fr-t-en"] }, columns: .visual)
        }
        #expect(error?.key == "captions.fr-t-en")
    }
}
