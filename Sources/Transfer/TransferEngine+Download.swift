import Dispatch
import Documents

extension TransferEngine {
    /// Downloads a file.
    ///
    /// The bytes go to `PATH.part` and get their name only when all of them are there, have the right SHA-256 and are
    /// on the disk. What an earlier run left there is gone on from when the server proves that the file is still the
    /// same, else the file is asked for anew. A download holds a file open from the call on, so keep a bounded number
    /// of them.
    /// - Parameters:
    ///   - sha256: 64 hexadecimal digits; nil when the digest is not known.
    ///   - limit: the largest length in bytes; nil for no limit.
    ///   - progress: gets the bytes so far and the length, where known, as bytes arrive. It is called on the
    ///     engine's thread, where every transfer waits for it.
    /// - Throws: ``TransferError``.
    public func download(
        _ url: String, to path: String, sha256: String? = nil, limit: Int64? = nil,
        progress: (@Sendable (Int64, Int64?) -> Void)? = nil
    ) async throws -> DownloadedFile {
        try await download(downloadRequest(url), to: path, sha256: sha256, limit: limit, progress: progress)
    }

    /// A request with the engine's own time-outs and retries for downloads.
    public func downloadRequest(_ url: String) -> HTTPRequest {
        HTTPRequest(url, timeout: options.downloadTimeout, stallTimeout: options.stallTimeout, retry: options.retry)
    }

    /// Downloads what a GET request answers, with its headers, time-outs and retry policy; its own limit is not used.
    /// See ``download(_:to:sha256:limit:progress:)``.
    public func download(
        _ request: HTTPRequest, to path: String, sha256: String? = nil, limit: Int64? = nil,
        progress: (@Sendable (Int64, Int64?) -> Void)? = nil
    ) async throws -> DownloadedFile {
        let url = request.url
        var sink = try await offload(url) { () throws(Problem) in
            try FileSink(PartFile(for: path, url: url), limit: limit, progress: progress)
        }
        let file = sink.file
        defer { file.unlock() }
        let sha256 = sha256?.lowercased()
        var answer = Outcome(finalURL: url, sink: sink)
        // A run that was killed between the last byte and the rename left the whole file.
        if sha256 == nil || sink.digest.hexadecimal() != sha256 {
            do {
                (answer, sink) = try await receive(request, into: sink)
            } catch {
                if file.isEmpty { file.discard() }
                throw error
            }
        }
        let actual = sink.digest.hexadecimal()
        if let sha256, actual != sha256 {
            file.discard()
            throw TransferError(.digestMismatch(expected: sha256, actual: actual), url: url)
        }
        try await offload(url) { () throws(Problem) in try file.commit() }
        let headers = answer.head.headers
        return DownloadedFile(
            path: path, sha256: actual, bytes: sink.bytes, etag: headers["ETag"] ?? sink.validator?.etag,
            lastModified: headers["Last-Modified"] ?? sink.validator?.lastModified, headers: headers,
            finalURL: answer.finalURL)
    }

    /// Tries until the whole file is there, or until no retry can mend what went wrong.
    private func receive(_ request: HTTPRequest, into first: FileSink) async throws -> (Outcome, FileSink) {
        let url = request.url
        var sink = first
        var backoff = Backoff(request.retry)
        var furthest = sink.bytes
        var mayStartOver = true
        while true {
            let (outcome, next) = try await attempt(request, sink)
            sink = next
            guard let problem = outcome.failure(sink) else { return (outcome, sink) }
            let retryAfter = RetryPolicy.retryAfter(in: outcome.head.headers)
            let error = TransferError(problem, url: url, retryAfter: retryAfter)
            // Tries are counted anew for a connection that breaks again and again but gets on.
            if sink.bytes > furthest + 1 << 20 { backoff.reset() }
            furthest = max(furthest, sink.bytes)
            if sink.isRangeRefused, mayStartOver {
                mayStartOver = false
                sink = try await offload(url) { [sink] () throws(Problem) in
                    var sink = sink
                    try sink.startOver()
                    return sink
                }
                continue
            }
            if case .tooLarge = error.kind { sink.file.discard() }
            guard error.isRetryable, try await backoff.wait(retryAfter, for: url) else { throw error }
        }
    }

    /// One try: for the rest of the file where its beginning is there and can be trusted, else for the whole.
    private func attempt(_ request: HTTPRequest, _ sink: FileSink) async throws -> (Outcome, FileSink) {
        var request = request
        request.method = "GET"
        request.body = nil
        // The digest and the ranges are about the file's own bytes.
        request.headers["Accept-Encoding"] = "identity"
        if let validator = sink.validator, sink.bytes > 0 {
            request.headers["Range"] = "bytes=\(sink.bytes)-"
            request.headers["If-Range"] = validator.ifRange
        }
        let outcome = await perform(request, into: sink, decompress: false)
        guard let sink = outcome.sink as? FileSink else {
            throw TransferError(.other, url: request.url, detail: "another sink came back")
        }
        return (outcome, sink)
    }

    /// Does work that waits for the disk, off the threads that tasks share.
    private func offload<T: Sendable>(
        _ url: String, _ work: @escaping @Sendable () throws(Problem) -> T
    ) async throws -> T {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<T, Problem>, Never>) in
            DispatchQueue.global().async { continuation.resume(returning: Result(catching: work)) }
        }
        return try result.mapError { TransferError($0, url: url) }.get()
    }
}

extension Outcome {
    /// Why the file is not whole; nil when it is.
    fileprivate func failure(_ sink: FileSink) -> Problem? {
        // An error page that could not be read to its end is still that error.
        let isAnswered = problem == nil || problem?.kind == .malformedResponse
        if isAnswered, ![200, 203, 206].contains(head.status) { return Problem(kind: .http(status: head.status)) }
        if let problem { return problem }
        guard let expected = sink.expected, expected != sink.bytes else { return nil }
        // A server may answer with less of a range than was asked for: the next try asks for the rest.
        if sink.bytes < expected { return Problem(kind: .cut, detail: "\(sink.bytes) of \(expected) bytes came") }
        return Problem(kind: .wrongLength(expected: expected, actual: sink.bytes))
    }
}
