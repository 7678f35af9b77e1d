import Documents
import Foundation
import TestServer
import TestSupport
import Tensors
import Testing
import Transfer

@testable import Shards

/// What is gathered from shards behind a URL, against what numpy gathers from the same shards: Tests/Oracles/make-stream.py.
@Suite struct RemotePoolTests {
    private let expected = try! ReferenceTensors(RemoteCase.fixtures + "/expected.safetensors")

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

    private func check(_ batch: GatheredCaptions, _ captions: [UInt32]) throws {
        let items = expected.ints("item")
        #expect(batch.items == captions.map { UInt32(items[Int($0)]) })
        #expect(try bits(batch.visual) == rows("visual", captions))
        #expect(try bits(batch.source) == rows("source", captions))
        let source = try #require(batch.sourceTokens)
        #expect(captions.indices.map { Array(batch.tokens[$0]) } == texts("tokens", captions))
        #expect(captions.indices.map { Array(source[$0]) } == texts("source_tokens", captions))
    }

    /// Through a server that others wrote, over TLS and HTTP/2.
    @Test(
        .enabled(if: NGINX.isThere, "no nginx; Scripts/bootstrap installs it"), arguments: ["one", "seven", "written"])
    func fromNGINXNumpyGathersTheSame(_ name: String) async throws {
        let server = try NGINX()
        for file in try FileManager.default.contentsOfDirectory(atPath: "\(RemoteCase.fixtures)/\(name)") {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(RemoteCase.fixtures)/\(name)/\(file)"))
            try server.serve(Array(data), as: file)
        }
        let folder = try TemporaryFolder()
        var settings = RemoteCase.settings(folder)
        settings.engine.certificates = server.certificate
        settings.blockSize = 256
        let shards = try await RemoteShards(server.secure("/"), settings)
        let pool = try await RemoteCase.pool(shards)
        #expect(pool.count == expected.ints("item").count && pool.itemCount == 29)
        let count = UInt32(pool.count)
        let shuffled = (0..<count).map { ($0 * 37 + 5) % count }
        for captions in [[count - 1], [3, 60, 3], shuffled] {
            try check(await pool.fetched(captions), captions)
        }
        try await pool.settle()
        try await shards.close()
        let requests = try server.requests()
        #expect(requests.dropFirst().allSatisfy { $0.version == "HTTP/2.0" && $0.status == "206" })
    }

    @Test func keptFramesGiveTheirMean() async throws {
        let remote = try RemoteCase("frames")
        let shards = try await remote.open { $0.blockSize = 128 }
        let pool = try await RemoteCase.pool(shards, .visual)
        let captions = (0..<UInt32(pool.count)).reversed().map { $0 }
        let found = try #require(try await pool.fetched(captions).visual).values(as: Float.self)
        // numpy's sums begin with 0, so that one of -0 alone is 0 there; all else is the same to the bit.
        #expect(found == rows("mean", captions).map(Float.init(bitPattern:)))
        try await shards.close()
    }

    /// The cache has room for what is always there and little more, so that blocks come, go and come again.
    @Test func aCacheSmallerThanTheSplitGivesTheSame() async throws {
        let remote = try RemoteCase("one")
        let shards = try await remote.open { ($0.blockSize, $0.cacheSize) = (64, 8000) }
        let pool = try await RemoteCase.pool(shards, batch: 3)
        let count = UInt32(pool.count)
        for round in 0..<6 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for first in stride(from: 0, to: count, by: 3) {
                    group.addTask {
                        let captions = (first..<first + 3).map { ($0 &* 41 &+ UInt32(round)) % count }
                        try check(try await pool.fetched(captions), captions)
                    }
                }
                try await group.waitForAll()
            }
            #expect(await shards.cache.resident.count <= 8000 / 64)
        }
        let ranges = remote.server.requests.compactMap { $0.header("Range") }
        #expect(ranges.count > 2 * Set(ranges).count, "blocks came again")
        try await shards.close()
    }

    @Test func tooSmallACacheSaysHowMuchIsNeeded() async throws {
        let remote = try RemoteCase("seven")
        let shards = try await remote.open { ($0.blockSize, $0.cacheSize) = (64, 9000) }
        let error = await #expect(throws: InputError.self) { _ = try await RemoteCase.pool(shards, batch: 20) }
        #expect(error?.key == "--cache-size")
        try await shards.close()
        let words = error?.problem.split(separator: " ").compactMap { Int($0) } ?? []
        let needed = try #require(words.last)
        #expect(words.first ?? 0 <= 9000 && needed > 9000)
        let enough = try await remote.open { ($0.blockSize, $0.cacheSize) = (64, needed) }
        let pool = try await RemoteCase.pool(enough, batch: 20)
        for first in 0..<3 {
            let captions = (UInt32(first) * 20..<UInt32(first) * 20 + 20).map { $0 }
            try check(await pool.fetched(captions), captions)
        }
        try await enough.close()
    }

    /// A split that is evaluated is there whole, under its shards' names.
    @Test func aSplitIsFetchedWhole() async throws {
        let remote = try RemoteCase("seven")
        let shards = try await remote.open()
        try await shards.fetch("train")
        let set = try FeatureSet(folder: shards.folder, split: "train", languages: ["de", "en"])
        let here = try FeatureSet(folder: "\(RemoteCase.fixtures)/seven", split: "train", languages: ["de", "en"])
        #expect(set.places("de") == here.places("de"))
        let asked = remote.server.requests.count
        // What is there is not fetched again; what somebody altered is.
        try await shards.fetch("train")
        #expect(remote.server.requests.count == asked)
        let path = shards.folder + "/train-2.safetensors"
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        data[data.count - 1] ^= 1
        try data.write(to: URL(fileURLWithPath: path))
        try await shards.fetch("train")
        #expect(remote.server.requests.count == asked + 1)
        #expect(try ShardIndex.verify(folder: shards.folder) == 7)
        try await shards.close()
    }
}
