import Documents
import Foundation
import TestServer
import TestSupport
import Testing
import Transfer

@testable import Shards

/// Servers that do not do as they should, and shards that change there: the error names the URL.
@Suite struct RemoteFaultTests {
    private let remote: RemoteCase

    init() throws { remote = try RemoteCase("seven") }

    private func change(_ shard: Int, _ body: (inout Data) -> Void) throws {
        let url = URL(fileURLWithPath: remote.served(shard))
        var data = try Data(contentsOf: url)
        body(&data)
        try data.write(to: url)
    }

    /// Opens the shards, and gathers all the captions.
    @discardableResult
    private func gather(_ change: (inout RemoteShards.Settings) -> Void = { $0.blockSize = 256 }) async throws
        -> CaptionPool
    {
        let shards = try await remote.open(nil, change)
        do {
            let pool = try await RemoteCase.pool(shards)
            for first in stride(from: 0, to: UInt32(pool.count), by: 8) {
                _ = try await pool.fetched((first..<min(first + 8, UInt32(pool.count))).map { $0 })
            }
            try await pool.settle()
            try await shards.close()
            return pool
        } catch {
            try await shards.close()
            throw error
        }
    }

    private func isShard(_ request: RawServer.Request, _ shard: Int) -> Bool {
        request.path.hasPrefix("/train-\(shard).")
    }

    @Test func aServerWithoutRangesIsRefused() async throws {
        remote.server.trouble { _ in .whole }
        let error = await #expect(throws: InputError.self) { try await gather() }
        #expect(
            error?.problem.contains("does not give parts") == true && error?.file?.hasSuffix(".safetensors") == true)
    }

    @Test func aServerThatTellsNoVersionsApartIsRefused() async throws {
        remote.server.trouble { [isShard] in isShard($0, 2) ? .noVersion : nil }
        let error = await #expect(throws: InputError.self) { try await gather() }
        #expect(error?.file == remote.url(2) && error?.remedy.contains("ETag") == true)
    }

    @Test func anotherRangeIsAFault() async throws {
        remote.server.trouble { [isShard] in isShard($0, 3) ? .anotherRange : nil }
        let error = await #expect(throws: Fault.self) { try await gather() }
        #expect(error?.what == "reading \(remote.url(3))")
    }

    @Test func aConnectionThatBreaksIsTriedAgain() async throws {
        let seen = Seen()
        remote.server.trouble { request in seen.isFirst(request.path + (request.header("Range") ?? "")) ? .cut : nil }
        try await gather()
    }

    @Test func aServerThatIsGoneForGoodIsAFault() async throws {
        let seen = Seen()
        remote.server.trouble { _ in seen.count() > 30 ? .status("503 Service Unavailable") : nil }
        let error = await #expect(throws: Fault.self) { try await gather { $0.blockSize = 64 } }
        #expect(error?.what.hasPrefix("reading http://127.0.0.1") == true)
    }

    @Test func aShardThatIsNotThereIsNamed() async throws {
        try FileManager.default.removeItem(atPath: remote.served(5))
        let error = await #expect(throws: InputError.self) { try await gather() }
        #expect(error?.file == remote.url(5) && error?.problem.contains("no such file") == true)
    }

    @Test(arguments: [-3, 5]) func aShardOfAnotherLengthIsRefusedAtOnce(_ bytes: Int) async throws {
        try change(4) { if bytes < 0 { $0.removeLast(-bytes) } else { $0.append(Data(count: bytes)) } }
        let shards = try await remote.open()
        let error = await #expect(throws: InputError.self) { _ = try await RemoteCase.pool(shards) }
        #expect(error?.file == remote.url(4) && error?.problem.contains("the index says") == true)
        try await shards.close()
    }

    @Test func aShardThatIsAlteredInUseIsNamed() async throws {
        let shards = try await remote.open { $0.blockSize = 64 }
        let pool = try await RemoteCase.pool(shards)
        // The same length, so that only its tag tells.
        try change(6) { $0[$0.count - 1] ^= 1 }
        let error = await #expect(throws: InputError.self) {
            for caption in 0..<UInt32(pool.count) { _ = try await pool.fetched([caption]) }
        }
        #expect(error?.file == remote.url(6) && error?.problem.contains("altered or replaced while") == true)
        // No checkpoint comes of it, whatever is gathered from other shards meanwhile.
        #expect(throws: InputError.self) { try pool.checkShards() }
        try await shards.close()
    }

    /// Only the digest tells: the server had the wrong bytes from the beginning.
    @Test func aShardThatIsNotTheIndexsIsNamedOnceItIsWhole() async throws {
        try change(1) { $0[$0.count - 1] ^= 1 }
        let error = await #expect(throws: InputError.self) { try await gather() }
        #expect(error?.file == remote.url(1) && error?.problem.contains("SHA-256") == true)
        // Put right, it is fetched anew.
        try change(1) { $0[$0.count - 1] ^= 1 }
        try await gather()
    }

    @Test func aHeaderThatIsNoHeaderIsNamed() async throws {
        try change(0) { for place in 0..<8 { $0[place] = 0xFF } }
        let error = await #expect(throws: InputError.self) { try await gather() }
        #expect(error?.file == remote.url(0) && error?.problem.contains("safetensors") == true)
    }

    @Test func anIndexThatNamesOtherFoldersIsRefused() async throws {
        let path = remote.folder.file("served/index.json")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for name in ["../train-0.safetensors", ".blocks", "index.json", "", "a/b"] {
            let changed = text.replacingOccurrences(of: "train-0.safetensors", with: name)
            try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
            let error = await #expect(throws: InputError.self) { _ = try await remote.open() }
            #expect(error?.file == remote.server.url("/index.json"))
        }
        #expect(!FileManager.default.fileExists(atPath: remote.folder.file("caches")))
    }

    /// A token in the query goes to the server with each request, and stands in no error and no file's name.
    @Test func secretsAreSentAndNotShown() async throws {
        remote.server.trouble { [isShard] in isShard($0, 2) ? .status("403 Forbidden") : nil }
        let url = remote.server.url("/?token=geheim").replacingOccurrences(of: "//127", with: "//me:geheim@127")
        let shards = try await remote.open(url)
        let error = await #expect(throws: InputError.self) { _ = try await RemoteCase.pool(shards) }
        #expect(error?.file == "\(remote.url(2))?token=…")
        #expect(remote.server.requests.allSatisfy { $0.path.hasSuffix("?token=geheim") })
        #expect(remote.server.requests.allSatisfy { $0.header("Authorization") != nil })
        #expect(!shards.name.contains("geheim"))
        try await shards.close()
    }

    @Test func theFolderAboveIsFound() async throws {
        try FileManager.default.createDirectory(
            atPath: remote.folder.file("served/work"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: "\(GatheredChecks.fixtures)/one", toPath: remote.folder.file("served/work/shards"))
        let shards = try await remote.open(remote.server.url("/work/"))
        #expect(shards.name == remote.server.url("/work/shards"))
        try await shards.close()
        let error = await #expect(throws: InputError.self) { _ = try await remote.open(remote.server.url("/none")) }
        #expect(error?.file == remote.server.url("/none/index.json"))
    }

    @Test func cancellingEndsTheWait() async throws {
        let shards = try await remote.open { $0.blockSize = 64 }
        let pool = try await RemoteCase.pool(shards)
        remote.server.trouble { _ in .late(3) }
        let begin = ContinuousClock.now
        let task = Task { _ = try await pool.fetched((0..<20).map { $0 }) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(begin.duration(to: .now) < .seconds(2))
        try await shards.close()
        #expect(begin.duration(to: .now) < .seconds(2))
    }
}

/// What was seen before, by any thread.
private final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var names: Set<String> = []
    private var number = 0

    func isFirst(_ name: String) -> Bool { lock.withLock { names.insert(name).inserted } }

    func count() -> Int {
        lock.withLock {
            number += 1
            return number
        }
    }
}
