import Documents
import Foundation
import Storage
import Transfer

/// Shards behind a URL, and the cache on this machine that they are read through. One run at a time has it.
///
/// A training split is read by ``pool(_:languages:columns:batch:)``, block by block as batches need it; a split that is
/// evaluated is fetched whole by ``fetch(_:)``, and then read as any other folder's.
public final class RemoteShards: Sendable {
    /// How shards are fetched and kept.
    public struct Settings: Sendable {
        /// The folder that has a cache for each folder of shards.
        public var caches: String
        /// Bytes on the disk, in each cache.
        public var cacheSize = 10_000_000_000
        /// How the server is asked.
        public var engine = TransferEngine.Options()
        /// How long a server may be away while shards are read: a training run has more to lose than whoever only asks for the
        /// index, which is asked for as ``engine`` says.
        public var patience = RetryPolicy(retries: 7, maxDelay: .seconds(16))
        /// How buckets are asked.
        public var access = S3Access()
        /// Bytes that are fetched and given back together.
        var blockSize = 64 << 10
        /// Bytes after which what came is synced, so that a killed run leaves it.
        var syncEvery = 512 << 20

        public init(caches: String = Settings.usualCaches) {
            self.caches = caches
            engine.maxPerHost = 32
        }

        /// `shards` in Tessera's cache folder.
        public static var usualCaches: String {
            let environment = ProcessInfo.processInfo.environment
            let caches = environment["XDG_CACHE_HOME"] ?? NSHomeDirectory() + "/.cache"
            return (environment["TESSERA_CACHE"] ?? caches + "/tessera") + "/shards"
        }
    }

    /// The URL without secrets.
    public var name: String { remote.name }
    /// The cache: the index, and the shards of splits that were fetched whole.
    public let folder: String
    let index: ShardIndex
    let cache: BlockCache
    let settings: Settings
    private let remote: RemoteFolder
    private let engine: TransferEngine

    /// - Parameter url: of the folder of shards, or of the one above it.
    /// - Throws: ``InputError`` when there is no index, or it names what cannot be a file's name; ``Fault`` when the server
    ///   cannot be reached, or another run has the cache.
    public init(_ url: String, _ settings: Settings = Settings()) async throws {
        engine = TransferEngine(settings.engine)
        let data: Data
        (remote, data) = try await RemoteShards.find(RemoteFolder(url), engine, settings)
        index = try ShardIndex(data, file: remote.name(of: ShardIndex.name))
        try RemoteShards.check(index, file: remote.name(of: ShardIndex.name))
        var digest = Digest()
        // Buckets of one name may be on several servers.
        let server = S3Location.isLocation(remote.name) ? try settings.access.server : ""
        digest.update(Array("\(server)\(remote.name)\n".utf8))
        digest.update(data)
        folder = "\(settings.caches)/\(digest.hexadecimal())"
        self.settings = settings
        do {
            try FileManager.default.createDirectory(
                atPath: folder + "/blocks", withIntermediateDirectories: true)
        } catch { throw Fault("making the folder \(folder)", reason: error.localizedDescription) }
        let lock = try CacheLock(folder)
        if FileManager.default.contents(atPath: "\(folder)/\(ShardIndex.name)") != data {
            try CacheRecord.publish(data, as: ShardIndex.name, in: folder)
        }
        var first = 0
        var files: [CachedFile] = []
        for entry in index.shards {
            let end = first + (entry.bytes + settings.blockSize - 1) / settings.blockSize
            files.append(
                CachedFile(
                    entry: entry, url: remote.url(of: entry.file), name: remote.name(of: entry.file),
                    file: SparseFile(path: "\(folder)/blocks/\(entry.file)"), blocks: first..<end,
                    blockSize: settings.blockSize))
            first = end
        }
        cache = BlockCache(
            files, folder: folder, lock: lock, bytes: settings.cacheSize, blockSize: settings.blockSize, engine: engine,
            request: RemoteShards.template(settings, retry: settings.patience), access: settings.access,
            syncEvery: settings.syncEvery)
        try await cache.reserve(whole(index.shards).reduce(0) { $0 + $1.bytes })
        try await cache.restore()
    }

    /// Stops fetching, notes what is there for the next run, and lets others have the cache.
    public func close() async throws { try await cache.close() }

    /// Fetches the shards of a split whole, each compared with the index's digest. What is there already stays.
    /// - Throws: ``InputError`` for a split that is not there, a shard that is not the index's, or a cache that is too
    ///   small; ``Fault``.
    public func fetch(_ split: String) async throws {
        let entries = try index.entries(of: split, in: name)
        let there = Set(whole(entries).map(\.file))
        try await cache.reserve(entries.filter { !there.contains($0.file) }.reduce(0) { $0 + $1.bytes })
        for entry in entries {
            let path = "\(folder)/\(entry.file)"
            if there.contains(entry.file), try Digest.ofFile(path) == entry.sha256 { continue }
            let request = try RemoteShards.request(remote.url(of: entry.file), settings, retry: settings.patience)
            _ = try await engine.transferring(remote.name(of: entry.file)) { [engine] in
                try await engine.download(request, to: path, sha256: entry.sha256, limit: Int64(entry.bytes))
            }
        }
    }

    /// Those of some shards that were fetched whole.
    private func whole(_ entries: [ShardIndex.Entry]) -> [ShardIndex.Entry] {
        entries.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0.file)") }
    }

    private static func template(_ settings: Settings, retry: RetryPolicy) -> HTTPRequest {
        HTTPRequest("", timeout: nil, stallTimeout: settings.engine.stallTimeout, retry: retry)
    }

    private static func request(_ url: String, _ settings: Settings, retry: RetryPolicy) throws -> HTTPRequest {
        var request = template(settings, retry: retry)
        request.url = url
        return try settings.access.request(request)
    }

    /// The folder that has the index, and the index.
    private static func find(_ folder: RemoteFolder, _ engine: TransferEngine, _ settings: Settings) async throws
        -> (RemoteFolder, Data)
    {
        for folder in [folder, folder.folder("shards")] {
            let request = try request(folder.url(of: ShardIndex.name), settings, retry: settings.engine.retry)
            let name = folder.name(of: ShardIndex.name)
            let answer = try await engine.transferring(name) { try await engine.send(request) }
            if answer.isSuccess { return (folder, Data(answer.body)) }
            if S3Location.isLocation(name), let complaint = settings.access.complaint(about: answer, name) {
                throw complaint
            }
            guard [404, 410].contains(answer.status) else {
                throw RemoteComplaint.about(name, TransferError(.http(status: answer.status), url: request.url))
            }
        }
        throw InputError(
            file: folder.name(of: ShardIndex.name), "no such file",
            remedy: "name the URL of a folder of shards that `tessera features` made")
    }

    /// Refuses an index that names anything but files of its own folder.
    private static func check(_ index: ShardIndex, file: String) throws {
        var names: Set<String> = []
        for entry in index.shards {
            let isName = !entry.file.hasPrefix(".") && !entry.file.utf8.contains { $0 == 0x2F || $0 < 32 }
            guard isName, !entry.file.isEmpty, ![ShardIndex.name, CacheRecord.name, "blocks"].contains(entry.file)
            else {
                throw InputError(
                    file: file, key: "shards", "\(entry.file.debugDescription) is no shard's name",
                    remedy: "make the shards again")
            }
            guard names.insert(entry.file).inserted, entry.bytes > 0, entry.sha256.utf8.count == 64 else {
                throw InputError(
                    file: file, key: entry.file, "stands twice, or has no length or no SHA-256",
                    remedy: "make the shards again")
            }
        }
    }
}
