import Documents
import Foundation
import TestServer
import TestSupport
import Testing

@testable import Shards

/// Batches of a run, whose rows are fetched before they are read.
@Suite struct CaptionReaderTests {
    private let checks = GatheredChecks()

    /// Batches of a shuffled order, again and again.
    private struct Batches: ComingBatches {
        let count: UInt32
        var left: Int
        private var place: UInt32 = 0
        let size: UInt32

        init(_ count: Int, size: UInt32, batches: Int) {
            (self.count, self.size, left) = (UInt32(count), size, batches)
        }

        mutating func next() -> [UInt32]? {
            guard left > 0 else { return nil }
            left -= 1
            defer { place += size }
            return (place..<place + size).map { ($0 * 37 + 5 + $0 / count) % count }
        }
    }

    private func ranges(_ remote: RemoteCase) -> [String] {
        remote.server.requests.compactMap { request in request.header("Range").map { request.path + " " + $0 } }
    }

    /// A cache that has room for what is always there and some more.
    private func open(_ remote: RemoteCase, cacheSize: Int) async throws -> RemoteShards {
        try await remote.open { ($0.blockSize, $0.cacheSize) = (64, cacheSize) }
    }

    /// Compares the next batches with what numpy gathers.
    private func check(_ reader: CaptionReader<Batches>, _ batches: inout Batches, _ count: Int) async throws {
        for number in 0..<count {
            let captions = batches.next() ?? []
            try checks.compare(await reader.gathered(captions, number), captions)
        }
    }

    @Test(arguments: [("one", 5500), ("seven", 17000)])
    func whatIsGatheredIsWhatNumpyGathers(_ fixture: String, _ cacheSize: Int) async throws {
        let remote = try RemoteCase(fixture)
        let shards = try await open(remote, cacheSize: cacheSize)
        let pool = try await RemoteCase.pool(shards, batch: 3)
        var batches = Batches(pool.count, size: 3, batches: 200)
        let before = ranges(remote).count
        let reader = pool.reader(batches)
        try await check(reader, &batches, 200)
        let asked = ranges(remote).count - before
        // Four rows and more a caption, one by one.
        #expect(asked < 200 * 3 * 4 / 6, "rows that lie near each other come together")
        #expect(await shards.cache.resident.count <= cacheSize / 64)
        #expect(try !FileManager.default.contentsOfDirectory(atPath: shards.folder).contains(".rows"))
        try await shards.close()
    }

    @Test func keptFramesGiveTheirMean() async throws {
        let remote = try RemoteCase("frames")
        let shards = try await open(remote, cacheSize: 10500)
        let pool = try await RemoteCase.pool(shards, .visual, batch: 5)
        var batches = Batches(pool.count, size: 5, batches: 30)
        let reader = pool.reader(batches)
        for number in 0..<30 {
            let captions = batches.next() ?? []
            try checks.compareMeans(await reader.gathered(captions, number), captions)
        }
        try await shards.close()
    }

    /// As a reader does that makes several batches at a time.
    @Test func batchesMayBeGatheredAtOnce() async throws {
        let remote = try RemoteCase("seven")
        let shards = try await open(remote, cacheSize: 17000)
        let pool = try await RemoteCase.pool(shards, batch: 3)
        var batches = Batches(pool.count, size: 3, batches: 120)
        let reader = pool.reader(batches)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<120 {
                let captions = batches.next() ?? []
                if number >= 16 { try await group.next() }
                group.addTask { try checks.compare(await reader.gathered(captions, number), captions) }
            }
            try await group.waitForAll()
        }
        try await shards.close()
    }

    /// With room for all of it, it comes once, many blocks with a request.
    @Test func aCacheWithRoomForAllKeepsWhatWasFetched() async throws {
        let remote = try RemoteCase("one")
        let shards = try await open(remote, cacheSize: 1_000_000)
        let pool = try await RemoteCase.pool(shards)
        let before = ranges(remote).count
        var batches = Batches(pool.count, size: 3, batches: 100)
        let reader = pool.reader(batches)
        try await check(reader, &batches, 100)
        #expect(ranges(remote).count - before < 30, "one request for many blocks")
        #expect(Set(ranges(remote)).count == ranges(remote).count)
        try await shards.close()
    }

    /// Many batches that are made at once do not all send for their own blocks before what they share has come.
    @Test func onlyTheBatchesThatAreDueAskForThemselves() async throws {
        let remote = try RemoteCase("one")
        let shards = try await open(remote, cacheSize: 1_000_000)
        let pool = try await RemoteCase.pool(shards)
        let before = ranges(remote).count
        remote.server.trouble { _ in .late(0.05) }
        var batches = Batches(pool.count, size: 3, batches: 30)
        let reader = pool.reader(batches)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<30 {
                let captions = batches.next() ?? []
                group.addTask { try checks.compare(await reader.gathered(captions, number), captions) }
            }
            try await group.waitForAll()
        }
        let asked = ranges(remote).count - before
        #expect(asked < 50, "\(asked) requests")
        try await shards.close()
    }

    /// A run that reads little fetches little.
    @Test func nothingComesThatNoBatchNeeds() async throws {
        let remote = try RemoteCase("seven")
        let shards = try await open(remote, cacheSize: 1_000_000)
        let pool = try await RemoteCase.pool(shards)
        let before = await shards.cache.resident.count
        let captions: [UInt32] = [0, 1]
        let reader = pool.reader(OneBatch(captions: captions))
        try checks.compare(await reader.gathered(captions, 0), captions)
        try await Task.sleep(for: .milliseconds(100))
        #expect(await shards.cache.resident.count - before < 30)
        try await shards.close()
    }

    private struct OneBatch: ComingBatches {
        let captions: [UInt32]
        var isGiven = false

        mutating func next() -> [UInt32]? {
            defer { isGiven = true }
            return isGiven ? nil : captions
        }
    }

    @Test func tooSmallACacheSaysHowMuchIsNeeded() async throws {
        let remote = try RemoteCase("one")
        let shards = try await open(remote, cacheSize: 6000)
        let error = await #expect(throws: InputError.self) { _ = try await RemoteCase.pool(shards, batch: 9) }
        #expect(error?.key == "--cache-size")
        try await shards.close()
        let words = error?.problem.split(separator: " ").compactMap { Int($0) } ?? []
        let needed = try #require(words.last)
        #expect(words.first ?? 0 <= 6000 && needed > 6000)
        let enough = try await open(remote, cacheSize: needed)
        let pool = try await RemoteCase.pool(enough, batch: 9)
        var batches = Batches(pool.count, size: 9, batches: 9)
        let reader = pool.reader(batches)
        try await check(reader, &batches, 9)
        try await enough.close()
    }

    /// Of batches larger than was said.
    @Test func aBatchWithoutRoomIsNamed() async throws {
        let remote = try RemoteCase("one")
        let shards = try await open(remote, cacheSize: 5500)
        let pool = try await RemoteCase.pool(shards, batch: 3)
        var batches = Batches(pool.count, size: 200, batches: 1)
        let reader = pool.reader(batches)
        let captions = batches.next() ?? []
        let error = await #expect(throws: InputError.self) { _ = try await reader.gathered(captions, 0) }
        #expect(error?.key == "--cache-size")
        try await shards.close()
    }

    @Test func aShardThatChangesIsNamed() async throws {
        let remote = try RemoteCase("seven")
        let shards = try await open(remote, cacheSize: 17000)
        let pool = try await RemoteCase.pool(shards, batch: 3)
        var batches = Batches(pool.count, size: 3, batches: 100)
        let reader = pool.reader(batches)
        var data = try Data(contentsOf: URL(fileURLWithPath: remote.served(3)))
        data[data.count - 1] ^= 1
        try data.write(to: URL(fileURLWithPath: remote.served(3)))
        let error = await #expect(throws: InputError.self) {
            for number in 0..<100 { _ = try await reader.gathered(batches.next() ?? [], number) }
        }
        #expect(error?.file == remote.url(3))
        try? await shards.close()
    }

    @Test func whoIsCancelledDoesNotWait() async throws {
        let remote = try RemoteCase("one")
        let shards = try await open(remote, cacheSize: 5500)
        let pool = try await RemoteCase.pool(shards, batch: 3)
        var batches = Batches(pool.count, size: 3, batches: 100)
        let reader = pool.reader(batches)
        let first = batches.next() ?? []
        remote.server.trouble { _ in .late(3) }
        let begin = ContinuousClock.now
        let task = Task { _ = try await reader.gathered(first, 0) }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await shards.close()
        #expect(begin.duration(to: .now) < .seconds(2))
    }

    /// One reader after the other: the first one's room comes back.
    @Test func theRoomComesBack() async throws {
        let remote = try RemoteCase("one")
        let shards = try await open(remote, cacheSize: 5500)
        let pool = try await RemoteCase.pool(shards, batch: 3)
        for _ in 0..<3 {
            var batches = Batches(pool.count, size: 3, batches: 20)
            let reader = pool.reader(batches)
            try await check(reader, &batches, 10)
        }
        try await shards.close()
    }
}
