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
                frames: [1, 1, 1, 1], media: media(shard), captions: captions)
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            entries.append(
                .init(
                    file: "train-\(shard).safetensors", split: "train", items: 4, captions: [:], bytes: size ?? 0,
                    sha256: try Digest.ofFile(path)))
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: folder.file("shards/index.json")))
    }

    private func media(_ shard: Int) -> MediaColumn {
        var media = MediaColumn()
        for item in 0..<4 { media.append(ItemMedia(path: "é\(shard)/\(item).mp4", isVideo: item > 1)) }
        return media
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

    /// What people wrote counts as a translation of the item's first English caption.
    @Test func captionsOfTheSameItemMayBePartners() throws {
        let pool = try CaptionPool(
            folder: folder.file("shards"), split: "train", languages: ["de"], pairing: Self.pairing,
            columns: [.visual, .sourceTokens, .itemSource])
        let batch = try pool.gather(Array(0..<UInt32(pool.count)))
        #expect(batch.items == [0, 2, 3, 4, 6, 7])
        let (partners, source) = (try #require(batch.partnerTokens.first), try #require(batch.sourceTokens))
        #expect((0..<3).map { Array(partners[$0]) } == [[200, 2], [200, 1], [200, 0]])
        #expect((0..<3).map { Array(source[$0]) } == [[0], [2], [3]])
    }

    /// The captions of people are paired in order, over again where the source captions are fewer; a translation keeps its own.
    @Test func captionsOfPeopleArePairedInOrder() throws {
        let made = ShardDescription.Source(name: "m", digest: "d")
        let description = ShardDescription(
            dataset: "d", split: "train", sourceLanguage: "en", model: made, preprocessing: "p", sampling: "s",
            pooling: "mean", precision: "fp32", salvage: false, tokenizers: ["en": made, "de": made])
        var captions: [String: CaptionColumn] = ["en": CaptionColumn(), "de": CaptionColumn()]
        // English: 0 and 1 of item 0, 2 of item 1, 3 of item 0; item 2 has none.
        for (row, item) in [0, 0, 1, 0].enumerated() {
            captions["en"]?.add("", item: item, source: nil, tokens: [Int32(row)])
        }
        let german: [(item: Int, source: Int?)] = [
            (0, nil), (0, 3), (0, nil), (1, nil), (1, nil), (0, nil), (0, nil), (2, nil),
        ]
        for (row, caption) in german.enumerated() {
            captions["de"]?.add("", item: caption.item, source: caption.source, tokens: [Int32(100 + row)])
        }
        let path = folder.file("ordered/train.safetensors")
        try FileManager.default.createDirectory(atPath: folder.file("ordered"), withIntermediateDirectories: true)
        var visual = FeatureRows(row: [1])
        for item in 0..<3 { visual.append([Float(item)]) }
        try ShardWriter.write(
            to: path, description, ids: TextColumn(["a", "b", "c"]), visual: visual, frames: [1, 1, 1],
            captions: captions)
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        let entry = ShardIndex.Entry(
            file: "train.safetensors", split: "train", items: 3, captions: [:], bytes: size ?? 0,
            sha256: try Digest.ofFile(path))
        try ShardIndex(shards: [entry]).encoded().write(to: URL(fileURLWithPath: folder.file("ordered/index.json")))
        let pool = try CaptionPool(
            folder: folder.file("ordered"), split: "train", languages: ["de"], columns: [.sourceTokens, .itemSource])
        let batch = try pool.gather(Array(0..<UInt32(pool.count)))
        let source = try #require(batch.sourceTokens)
        #expect((0..<pool.count).map { Array(batch.tokens[$0])[0] } == [100, 101, 102, 103, 104, 105, 106])
        #expect((0..<pool.count).map { Array(source[$0])[0] } == [0, 3, 1, 2, 2, 3, 0])
    }

    /// Captions of the source language, with those of several others that translate them.
    @Test(arguments: [false, true]) func aCaptionHasPartnersInSeveralLanguages(_ byItem: Bool) throws {
        let pairing = CaptionPairing { language, _ in language == "en" ? ["de", "de-t-en"] : [] }
        let pool = try CaptionPool(
            folder: folder.file("shards"), split: "train", languages: ["en"], pairing: pairing,
            columns: byItem ? [.visual, .itemSource] : .visual)
        let batch = try pool.gather(Array(0..<UInt32(pool.count)))
        #expect(batch.items == (byItem ? [0, 2, 3, 4, 6, 7] : [0, 3, 4, 7]))
        #expect(batch.partnerTokens.count == 2 && batch.sourceTokens == nil)
        let last = pool.count - 1
        #expect(batch.partnerTokens.map { Array($0[last]) } == [[113], [200, 10]])
    }

    @Test func itIsKnownWhereMediaLie() async throws {
        let wanted = [
            ItemMedia(path: "é0/0.mp4", isVideo: false), ItemMedia(path: "é0/3.mp4", isVideo: true),
            ItemMedia(path: "é1/0.mp4", isVideo: false), ItemMedia(path: "é1/3.mp4", isVideo: true),
        ]
        let columns: CaptionColumns = [.media]
        let pool = try CaptionPool(
            folder: folder.file("shards"), split: "train", languages: ["de"], pairing: Self.pairing, columns: columns)
        #expect(try pool.gather([0, 1, 2, 3]).media == wanted)
        #expect(try pool.gather([0]).visual == nil)
        let server = try FolderServer(folder.file("shards"))
        let shards = try await RemoteShards(server.url(), RemoteCase.settings(folder))
        let remote = try await shards.pool(
            "train", languages: ["de"], pairing: Self.pairing, columns: columns, batch: 4)
        #expect(try await remote.fetched([0, 1, 2, 3]).media == wanted)
        #expect(try FeatureShard(folder.file("shards/train-1.safetensors")).media().map(\.path).last == "é1/3.mp4")
    }

    @Test func aShardThatDoesNotSayWhereMediaLieIsNamed() throws {
        let shards = testsFolder + "/Fixtures/stream/one"
        let error = #expect(throws: InputError.self) {
            try CaptionPool(folder: shards, split: "train", languages: ["en"], columns: .media)
        }
        #expect(error?.key == "media" && error?.file?.hasSuffix("train-0.safetensors") == true)
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
