/// What a server gave for a file that is not to keep a name.
public struct ReceivedFile: Sendable {
    public var body: ReceivedBody
    /// The headers of the last answer, after all redirects.
    public var headers: HTTPHeaders
    /// The URL that gave it, after all redirects. It may hold secrets: do not print it.
    public var finalURL: String
}

extension TransferEngine {
    /// Receives what a GET request answers with success, decompressed; for many small files, of which some may be large.
    ///
    /// Tries again by the request's own policy, each time from the beginning; its own limit is not used.
    /// - Parameter accepts: asked once the headers are there; false ends the transfer as
    ///   ``TransferError/Kind/declined``. It is called on the engine's thread, where every transfer waits for it.
    /// - Throws: ``TransferError``.
    public func receive(
        _ request: HTTPRequest, spool: Spool,
        accepting accepts: @escaping @Sendable (HTTPHeaders) -> Bool = { _ in true }
    ) async throws -> ReceivedFile {
        var backoff = Backoff(request.retry)
        while true {
            let outcome = await perform(request, into: SpoolSink(spool, accepts: accepts), decompress: true)
            guard let sink = outcome.sink as? SpoolSink else {
                throw TransferError(.other, url: request.url, detail: "another sink came back")
            }
            guard let problem = outcome.failure(isErrorPage: sink.isErrorPage) else {
                return ReceivedFile(body: sink.body, headers: outcome.head.headers, finalURL: outcome.finalURL)
            }
            let retryAfter = RetryPolicy.retryAfter(in: outcome.head.headers)
            let error = TransferError(problem, url: request.url, retryAfter: retryAfter)
            guard error.isRetryable, try await backoff.wait(retryAfter, for: request.url) else { throw error }
        }
    }
}

extension Outcome {
    /// Why there is no body to use; nil when there is one. An error page that could not be read to its end is still that
    /// error.
    fileprivate func failure(isErrorPage: Bool) -> Problem? {
        let isAnswered = problem == nil || problem?.kind == .malformedResponse
        return isErrorPage && isAnswered ? Problem(kind: .http(status: head.status)) : problem
    }
}
