import Foundation
import Synchronization

/// One HTTP engine for everything that Tessera asks of a network: many transfers at once, on one thread.
///
/// A transfer beyond the limits waits its turn; its time-outs begin when it leaves the queue. Certificates are
/// verified; redirects are followed up to ten, never from https to http. Cancelling the task cancels its transfer.
public final class TransferEngine: Sendable {
    /// How the engine works.
    public struct Options: Sendable {
        /// Transfers at once, in all.
        public var maxConnections = 64
        /// Transfers at once to one host and port.
        public var maxPerHost = 16
        public var connectTimeout: Duration = .seconds(20)
        public var userAgent = "tessera/0.1"
        /// When a download is tried again.
        public var retry = RetryPolicy()
        /// The time without one byte after which a download's connection is given up.
        public var stallTimeout: Duration = .seconds(30)
        /// The time for each try of a download; nil for no limit.
        public var downloadTimeout: Duration?
        /// A file of trusted certificates (PEM) in place of the system's.
        public var certificates: String?

        public init() {}
    }

    let options: Options
    private let mailbox = Mailbox()
    private let lastID = Atomic<UInt64>(0)
    private let hasThread = Atomic<Bool>(false)

    public init(_ options: Options = .init()) {
        self.options = options
    }

    /// Starts the engine's thread with the first transfer. An engine that is asked nothing has none: a process that ends at
    /// once, as after a dry run, must not end while its libraries are being set up.
    private func start() {
        guard !hasThread.exchange(true, ordering: .relaxed) else { return }
        // The thread knows the mailbox and not the engine, so that the engine can go away and stop it.
        let thread = Thread { [mailbox, options] in
            if let loop = TransferLoop(mailbox, options) {
                loop.run()
            } else {
                mailbox.refuseAll()
            }
        }
        thread.name = "tessera.transfer"
        thread.start()
    }

    deinit { mailbox.close() }

    /// Stops the engine. Transfers under way fail with ``TransferError/Kind/closed``, and so does each later one.
    public func close() { mailbox.close() }

    /// Sends a request and waits for the whole answer, whatever its status.
    ///
    /// Tries again only by the request's own policy; after the last try, the answer that would have been retried is
    /// returned.
    /// - Throws: ``TransferError`` when no whole answer came.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        var backoff = Backoff(request.retry)
        while true {
            let outcome = await perform(request, into: MemorySink(limit: request.limit), decompress: true)
            let retryAfter = RetryPolicy.retryAfter(in: outcome.head.headers)
            if let problem = outcome.problem {
                let error = TransferError(problem, url: request.url, retryAfter: retryAfter)
                guard error.isRetryable, try await backoff.wait(retryAfter, for: request.url) else { throw error }
                continue
            }
            let mayPass = RetryPolicy.isRetryable(status: outcome.head.status)
            if mayPass, try await backoff.wait(retryAfter, for: request.url) { continue }
            return HTTPResponse(
                status: outcome.head.status, headers: outcome.head.headers,
                body: (outcome.sink as? MemorySink)?.body ?? [], finalURL: outcome.finalURL)
        }
    }

    /// Hands one try to the engine's thread and waits for its end.
    func perform(_ request: HTTPRequest, into sink: any Sink, decompress: Bool) async -> Outcome {
        start()
        let id = lastID.add(1, ordering: .relaxed).newValue
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let job = Job(
                    id: id, request: request, sink: sink, decompress: decompress, continuation: continuation)
                guard mailbox.post(.start(job)) else {
                    return continuation.resume(
                        returning: Outcome(finalURL: request.url, sink: sink, problem: Problem(kind: .closed)))
                }
                // A cancellation that came before the job was posted left its message before it, for nobody.
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func cancel(_ id: UInt64) {
        // On a closed engine the job has its end already.
        _ = mailbox.post(.cancel(id))
    }
}
