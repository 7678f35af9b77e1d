import Documents
import Storage
import Synchronization
import Transfer

/// Fetches the file of one item and looks into it.
final class MediaFetcher: Sendable {
    private let engine: TransferEngine
    /// How buckets are asked.
    private let access = S3Access()
    private let settings: MediaSettings
    private let robots: RobotsTag
    private let spool: Spool
    private let check: MediaCheck
    /// The bytes in memory that wait to be written.
    private let held = Atomic<Int>(0)

    /// What may wait in memory, in bytes; beyond it, what comes goes to the disk.
    private static let mostHeld = 128 << 20

    /// - Parameter folder: for large files on their way.
    init(_ engine: TransferEngine, _ settings: MediaSettings, folder: String) {
        self.engine = engine
        self.settings = settings
        robots = RobotsTag(respecting: settings.respect, userAgent: settings.userAgent)
        spool = Spool(folder: folder, limit: settings.maxBytes)
        check = MediaCheck(settings: settings, folder: folder)
    }

    /// The engine that such fetching needs.
    static func engine(_ settings: MediaSettings) -> TransferEngine {
        var options = TransferEngine.Options()
        options.maxConnections = settings.connections
        options.maxPerHost = settings.perHost
        options.userAgent = settings.userAgent
        options.connectTimeout = .seconds(min(settings.timeout, 20))
        return TransferEngine(options)
    }

    /// - Throws: ``Fault`` when the disk fails; `CancellationError`.
    func fetch(_ item: ListedItem) async throws -> Result<CheckedMedia, MediaFailure> {
        if S3Location.isLocation(item.url), (try? S3Location(item.url)) == nil {
            return .failure(MediaFailure(kind: "bad address", detail: "no place in a bucket"))
        }
        do {
            let robots = robots
            let file = try await engine.receive(access.request(request(item.url)), spool: spool) { robots.allows($0) }
            let media = try check(file.body, type: file.headers["Content-Type"])
            return .success(CheckedMedia(body: try hold(media.body), facts: media.facts))
        } catch let failure as MediaFailure {
            return .failure(failure)
        } catch let error as TransferError {
            if let failure = MediaFailure(error) { return .failure(failure) }
            if error.kind == .cancelled { throw CancellationError() }
            throw Fault("fetching", reason: error.description)
        }
    }

    private func request(_ url: String) -> HTTPRequest {
        HTTPRequest(
            url, timeout: .seconds(settings.timeout), stallTimeout: .seconds(min(settings.timeout, 20)),
            retry: RetryPolicy(retries: settings.retries, maxDelay: .seconds(10), maxRetryAfter: .seconds(30)))
    }

    /// Keeps a body until its turn to be written comes.
    private func hold(_ body: ReceivedBody) throws -> ReceivedBody {
        guard case .memory(let bytes) = body else { return body }
        let sum = held.add(bytes.count, ordering: .relaxed).newValue
        guard sum > MediaFetcher.mostHeld else { return body }
        release(body)
        let file = try SpooledFile(in: spool.folder)
        try file.append(bytes)
        return .file(file)
    }

    /// Says that a body was written.
    func release(_ body: ReceivedBody) {
        if case .memory(let bytes) = body { held.subtract(bytes.count, ordering: .relaxed) }
    }
}
