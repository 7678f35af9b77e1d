import Documents
import Foundation
import TestServer
import TestSupport
import Tensors
import Testing

@testable import Shards

/// What a cache keeps between runs, and how much of the disk it takes.
@Suite struct RemoteCacheTests {
    private let remote: RemoteCase

    init() throws { remote = try RemoteCase("seven") }

    private func values(_ pool: CaptionPool) async throws -> [Float] {
        let captions = (0..<UInt32(pool.count)).map { $0 }
        let batch = try await pool.fetched(captions)
        return try #require(batch.visual).values(as: Float.self) + #require(batch.source).values(as: Float.self)
            + captions.indices.flatMap { batch.tokens[$0].map(Float.init) }
    }

    private func local() async throws -> [Float] {
        let pool = try CaptionPool(
            folder: "\(GatheredChecks.fixtures)/seven", split: "train", languages: ["de", "en"],
            columns: [.visual, .source, .sourceTokens])
        return try await values(pool)
    }

    @Test func aRunThatGoesOnFetchesNothingTwice() async throws {
        let first = try await remote.open { $0.blockSize = 256 }
        _ = try await values(RemoteCase.pool(first))
        try await first.cache.settle()
        try await first.close()
        let asked = remote.server.requests.count
        let record = try #require(CacheRecord.read(in: first.folder))
        #expect(record.files.count == 7 && record.files.values.allSatisfy(\.isVerified))
        let second = try await remote.open { $0.blockSize = 256 }
        #expect(try await values(RemoteCase.pool(second)) == local())
        try await RemoteCase.pool(second).settle()
        try await second.close()
        let ranges = remote.server.requests.dropFirst(asked).map { $0.header("Range") }
        // The index; and of each shard, its length, to see whether it is the same one.
        #expect(ranges.count == 8 && Set(ranges) == [nil, "bytes=0-7"])
    }

    /// Without `close`, as after a kill: what was not noted is not believed, whatever lies in the files.
    @Test(arguments: [1 << 30, 1]) func aRunThatWasKilledLeavesNothingWrong(_ syncEvery: Int) async throws {
        func killed() async throws {
            let shards = try await remote.open { ($0.blockSize, $0.syncEvery) = (256, syncEvery) }
            _ = try await values(RemoteCase.pool(shards))
            try await shards.cache.settle()
            await shards.cache.syncing?.value
            shards.cache.lock.unlock()
        }
        try await killed()
        let caches = remote.folder.file("caches")
        let cache = try caches + "/" + #require(FileManager.default.contentsOfDirectory(atPath: caches).first)
        let record = CacheRecord.read(in: cache)
        #expect((record == nil) == (syncEvery > 1))
        // The disk lost what was not synced: all blocks that the record does not name.
        for shard in 0..<7 {
            let path = "\(cache)/blocks/train-\(shard).safetensors"
            var data = try Data(contentsOf: URL(fileURLWithPath: path))
            let noted = record?.files["train-\(shard).safetensors"]
            let bits = noted.flatMap { BlockBits($0.blocks, count: (data.count + 255) / 256) }
            for place in data.indices where bits?.contains(place / 256) != true { data[place] = 0xAA }
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.write(contentsOf: data)
            try handle.close()
        }
        let second = try await remote.open { $0.blockSize = 256 }
        #expect(try await values(RemoteCase.pool(second)) == local())
        try await second.cache.settle()
        try await second.close()
    }

    @Test func aShardThatWasPutThereAnewIsFetchedAnew() async throws {
        func run() async throws {
            let shards = try await remote.open { $0.blockSize = 256 }
            #expect(try await values(RemoteCase.pool(shards)) == local())
            try await shards.close()
        }
        try await run()
        let caches = remote.folder.file("caches")
        let cache = try caches + "/" + #require(FileManager.default.contentsOfDirectory(atPath: caches).first)
        // As of another version, with other bytes: none of them may be used.
        let record = cache + "/" + CacheRecord.name
        let text = try String(contentsOfFile: record, encoding: .utf8)
        let tag = try #require(text.range(of: #""etag":"\\"[0-9-]+"#, options: .regularExpression))
        try Data(text.replacingCharacters(in: tag, with: #""etag":"\"1"#).utf8).write(to: URL(fileURLWithPath: record))
        let file = cache + "/blocks/train-0.safetensors"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file)).count
        let handle = try #require(FileHandle(forWritingAtPath: file))
        try handle.write(contentsOf: Data(repeating: 0xAA, count: bytes))
        try handle.close()
        try await run()
    }

    @Test func aRecordThatCannotBeReadMeansAnEmptyCache() async throws {
        for text in ["", "{}", #"{"blockSize":256,"files":{"train-0.safetensors":{"blocks":"AA=="}}}"#] {
            let shards = try await remote.open { $0.blockSize = 256 }
            #expect(try await values(RemoteCase.pool(shards)) == local())
            try await shards.close()
            try Data(text.utf8).write(to: URL(fileURLWithPath: shards.folder + "/" + CacheRecord.name))
        }
    }

    @Test func twoRunsDoNotShareACache() async throws {
        let first = try await remote.open()
        let error = await #expect(throws: Fault.self) { _ = try await remote.open() }
        #expect(error?.reason.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
        try await first.close()
        let other = try await remote.open { $0.caches = remote.folder.file("others") }
        #expect(try await values(RemoteCase.pool(other)) == local())
        try await other.close()
    }

    /// The files' own blocks on the disk, not what the cache thinks of them.
    @Test func theDiskHoldsNoMoreThanTheBound() async throws {
        let folder = try TemporaryFolder()
        try ManyRows.write(to: folder.file("served"), shards: 3, items: 400, width: 512)
        let server = try FolderServer(folder.file("served"))
        let here = try CaptionPool(
            folder: folder.file("served"), split: "train", languages: ["en"], columns: [.visual, .source])
        var settings = RemoteCase.settings(folder)
        (settings.blockSize, settings.cacheSize) = (4096, 700_000)
        let shards = try await RemoteShards(server.url(), settings)
        let pool = try await shards.pool("train", languages: ["en"], columns: [.visual, .source], batch: 8)
        let watched = Task {
            var most = 0
            while !Task.isCancelled {
                most = max(most, ManyRows.bytesOnDisk(shards.folder + "/blocks"))
                try? await Task.sleep(for: .milliseconds(1))
            }
            return most
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for batch in 0..<75 {
                if batch >= 8 { try await group.next() }
                group.addTask {
                    let captions = (0..<8).map { UInt32((batch * 8 + $0) * 371 % pool.count) }
                    let (there, here) = (try await pool.fetched(captions), try here.gather(captions))
                    #expect(try there.visual?.values(as: Float.self) == here.visual?.values(as: Float.self))
                    #expect(try there.source?.values(as: Float.self) == here.source?.values(as: Float.self))
                }
            }
            try await group.waitForAll()
        }
        watched.cancel()
        let most = await watched.value
        // Three shards of 820 kB each; the file system rounds up to its own blocks.
        #expect(most > 400_000 && most <= 700_000 + 3 * 8192)
        try await shards.close()
        // A smaller bound holds for what an earlier run left, too.
        settings.cacheSize = 300_000
        let smaller = try await RemoteShards(server.url(), settings)
        #expect(ManyRows.bytesOnDisk(smaller.folder + "/blocks") <= 300_000 + 3 * 8192)
        try await smaller.close()
    }
}
