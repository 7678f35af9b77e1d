import Documents
import Foundation
import TestServer
import TestSupport
import Testing
import Transfer
import Workspace

@testable import Shards
@testable import Training

/// Training on shards behind a URL, against training on the same shards here.
@Suite struct RemoteTrainerTests {
    private let folder: TemporaryFolder
    private let server: FolderServer

    init() throws {
        folder = try TemporaryFolder()
        try SmallShards.write(to: folder.file("shards"), items: [0..<130, 130..<300])
        server = try FolderServer(folder.file("shards"))
    }

    private func files(_ name: String) throws -> [Data] {
        try ["model.safetensors", "optimizer.safetensors", "state.json", "metrics.jsonl"].map {
            try Data(contentsOf: URL(fileURLWithPath: folder.file("\(name)/\($0)")))
        }
    }

    private func open(_ cacheSize: Int = 1_000_000, blockSize: Int = 64) async throws -> RemoteShards {
        var settings = RemoteShards.Settings(caches: folder.file("caches"))
        // Small, so that blocks come while it trains, and go: the shards have 100 kB.
        (settings.blockSize, settings.cacheSize) = (blockSize, cacheSize)
        settings.engine.retry = RetryPolicy(retries: 1, baseDelay: .milliseconds(5))
        settings.patience = settings.engine.retry
        return try await RemoteShards(server.url(), settings)
    }

    private func train(
        _ trainer: Trainer, _ name: String, _ report: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        _ = try await trainer.train(
            to: folder.file(name), in: TrainingFolder(folder.file("run-" + name)), validator: nil,
            reporting: ProgressReporter(report))
    }

    @Test(arguments: [("", 1_000_000), ("sampling: {es: 1, ca: 3}\nlength_window: 2", 1_000_000), ("", 35_000)])
    func theWeightsAreThoseOfLocalShards(_ keys: String, _ cacheSize: Int) async throws {
        let recipe = try SmallShards.recipe(keys)
        try await train(Trainer(recipe, shards: folder.file("shards")), "here")
        let shards = try await open(cacheSize)
        try await train(Trainer(recipe, shards: shards), "there")
        try await shards.close()
        var asked = 0
        var bytes: [String: Set<Int>] = [:]
        for request in server.requests {
            guard let ends = request.header("Range")?.dropFirst(6).split(separator: "-").compactMap({ Int($0) }) else {
                continue
            }
            asked += ends[1] - ends[0] + 1
            bytes[request.path, default: []].formUnion(ends[0]...ends[1])
        }
        // What came comes again only where there is no room for it.
        #expect((asked > bytes.values.reduce(0) { $0 + $1.count }) == (cacheSize == 35_000))
        #expect(try files("there") == files("here"))
    }

    /// The server goes away in the middle; the next run begins at the last checkpoint, and fetches what is missing.
    @Test func aRunGoesOnWhenTheServerIsBack() async throws {
        let recipe = try SmallShards.recipe()
        try await train(Trainer(recipe, shards: folder.file("shards")), "here")
        let first = try await open()
        let trainer = try await Trainer(recipe, shards: first)
        let stopped = Task { [folder] in
            try await train(trainer, "there") { _ in
                let twelfth = folder.file("run-there/checkpoints/step-000000012")
                if FileManager.default.fileExists(atPath: twelfth) { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await stopped.value }
        try await first.close()
        server.trouble { _ in .status("503 Service Unavailable") }
        await #expect(throws: Fault.self) { _ = try await open() }
        server.trouble { _ in nil }
        let second = try await open()
        try await train(Trainer(recipe, shards: second), "there")
        try await second.close()
        #expect(try files("there") == files("here"))
    }

    /// Seen only when the shard is whole: no checkpoint says that all is well.
    @Test func aShardThatIsNotTheIndexsLeavesNoFinalCheckpoint() async throws {
        let path = folder.file("shards/train-1.safetensors")
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        data[data.count - 1] ^= 1
        try data.write(to: URL(fileURLWithPath: path))
        let shards = try await open(blockSize: 4096)
        let error = await #expect(throws: InputError.self) {
            try await train(Trainer(SmallShards.recipe(), shards: shards), "out")
        }
        try await shards.close()
        #expect(error?.file == server.url("/train-1.safetensors"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("out")))
    }
}
