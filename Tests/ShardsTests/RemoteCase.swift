import Foundation
import TestServer
import TestSupport
import Transfer

@testable import Shards

/// Shards of Tests/Fixtures/stream, on a server whose answers a test chooses, and a folder for caches.
final class RemoteCase: Sendable {
    let folder: TemporaryFolder
    let server: FolderServer

    /// - Parameter fixture: a folder of shards; they are copied, so that they can be altered.
    init(_ fixture: String) throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: "\(GatheredChecks.fixtures)/\(fixture)", toPath: folder.file("served"))
        server = try FolderServer(folder.file("served"))
    }

    /// A shard on the server.
    func served(_ shard: Int) -> String { folder.file("served/train-\(shard).safetensors") }

    /// Its URL.
    func url(_ shard: Int) -> String { server.url("/train-\(shard).safetensors") }

    static func settings(_ folder: TemporaryFolder) -> RemoteShards.Settings {
        var settings = RemoteShards.Settings(caches: folder.file("caches"))
        settings.engine.retry = RetryPolicy(
            retries: 2, baseDelay: .milliseconds(5), maxRetryAfter: .milliseconds(50))
        settings.patience = settings.engine.retry
        return settings
    }

    func open(
        _ url: String? = nil, _ change: (inout RemoteShards.Settings) -> Void = { _ in }
    ) async throws -> RemoteShards {
        var settings = Self.settings(folder)
        change(&settings)
        return try await RemoteShards(url ?? server.url(), settings)
    }

    static func pool(
        _ shards: RemoteShards, _ columns: CaptionColumns = [.visual, .source, .sourceTokens], batch: Int = 20
    ) async throws -> CaptionPool {
        try await shards.pool("train", languages: ["de", "en"], columns: columns, batch: batch)
    }
}
