import Documents
import Foundation
import TestServer
import TestSupport
import Tensors
import Testing
import Transfer

@testable import Shards

/// What is gathered from shards behind a URL, against what numpy gathers from the same shards.
@Suite struct RemotePoolTests {
    private let checks = GatheredChecks()

    /// Through a server that others wrote, over TLS and HTTP/2.
    @Test(
        .enabled(if: NGINX.isThere, "no nginx; Scripts/bootstrap installs it"), arguments: ["one", "seven", "written"])
    func fromNGINXNumpyGathersTheSame(_ name: String) async throws {
        let server = try NGINX()
        for file in try FileManager.default.contentsOfDirectory(atPath: "\(GatheredChecks.fixtures)/\(name)") {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(GatheredChecks.fixtures)/\(name)/\(file)"))
            try server.serve(Array(data), as: file)
        }
        let folder = try TemporaryFolder()
        var settings = RemoteCase.settings(folder)
        settings.engine.certificates = server.certificate
        settings.blockSize = 256
        let shards = try await RemoteShards(server.secure("/"), settings)
        let pool = try await RemoteCase.pool(shards)
        #expect(pool.count == checks.items.count && pool.itemCount == 29)
        let count = UInt32(pool.count)
        let shuffled = (0..<count).map { ($0 * 37 + 5) % count }
        for captions in [[count - 1], [3, 60, 3], shuffled] {
            try checks.compare(await pool.fetched(captions), captions)
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
        try checks.compareMeans(await pool.fetched(captions), captions)
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
                        try checks.compare(try await pool.fetched(captions), captions)
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

    /// A split that is evaluated is there whole, under its shards' names.
    @Test func aSplitIsFetchedWhole() async throws {
        let remote = try RemoteCase("seven")
        let shards = try await remote.open()
        try await shards.fetch("train")
        let set = try FeatureSet(folder: shards.folder, split: "train", languages: ["de", "en"])
        let here = try FeatureSet(folder: "\(GatheredChecks.fixtures)/seven", split: "train", languages: ["de", "en"])
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
