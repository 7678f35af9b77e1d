/// Which version of a file a server has. Parts of a file belong together only when they are of one version.
public struct FileVersion: Sendable, Equatable, Codable {
    let validator: Validator
    /// The length of the whole file.
    public let bytes: Int64
}

/// A part of a file.
public struct ReceivedRange: Sendable {
    public let bytes: [UInt8]
    /// The version that the part is of.
    public let version: FileVersion
}

extension TransferEngine {
    /// Receives a part of a file, and nothing else: another range, another version or another length is an error.
    ///
    /// Tries again by the request's own policy, each time from the beginning; its own limit is not used.
    /// - Parameters:
    ///   - range: bytes of the file, not none; what lies behind its end is left out.
    ///   - version: the one that parts came from before; nil for whichever there is.
    /// - Throws: ``TransferError``; of the kind ``TransferError/Kind/changed`` when the server has another version.
    public func receive(_ range: Range<Int64>, of request: HTTPRequest, version: FileVersion? = nil) async throws
        -> ReceivedRange
    {
        var request = request
        request.method = "GET"
        request.headers["Range"] = "bytes=\(range.lowerBound)-\(range.upperBound - 1)"
        // The range is one of the file's own bytes.
        request.headers["Accept-Encoding"] = "identity"
        // Not If-Range, with which a server would send all of a file that changed.
        if let etag = version?.validator.etag { request.headers["If-Match"] = etag }
        if let modified = version?.validator.lastModified { request.headers["If-Unmodified-Since"] = modified }
        // An error's page may be longer than a small range.
        let limit = max(Int64(range.count), 64 << 10)
        var backoff = Backoff(request.retry)
        while true {
            let outcome = await perform(request, into: MemorySink(limit: limit), decompress: false)
            let problem: Problem
            do throws(Problem) { return try outcome.part(range, of: version) } catch { problem = error }
            let retryAfter = RetryPolicy.retryAfter(in: outcome.head.headers)
            let error = TransferError(problem, url: request.url, retryAfter: retryAfter)
            guard error.isRetryable, try await backoff.wait(retryAfter, for: request.url) else { throw error }
        }
    }
}

extension Outcome {
    /// The part that was asked for.
    fileprivate func part(_ range: Range<Int64>, of version: FileVersion?) throws(Problem) -> ReceivedRange {
        switch (head.rangeStatus, problem?.kind) {
        case (206, nil): break
        case (200, nil), (203, nil), (200, .tooLarge), (203, .tooLarge), (206, .tooLarge):
            throw Problem(kind: .noRanges, detail: "status \(head.status)")
        case (412, _): throw Problem(kind: .changed, detail: "status 412")
        case (416, _): throw Problem(kind: version == nil ? .http(status: 416) : .changed, detail: "status 416")
        case (300..., nil), (300..., .tooLarge): throw Problem(kind: .http(status: head.status))
        default: throw problem ?? Problem(kind: .malformedResponse, detail: "status \(head.status)")
        }
        guard let validator = Validator(head.headers) else { throw Problem(kind: .noVersion) }
        let (place, bytes) = (ContentRange(head.headers["Content-Range"] ?? ""), (sink as? MemorySink)?.body ?? [])
        guard let place, let total = place.total, (head.headers["Content-Encoding"] ?? "identity") == "identity" else {
            throw Problem(kind: .malformedResponse, detail: "status 206 without a Content-Range that says all")
        }
        let found = FileVersion(validator: validator, bytes: total)
        guard version == nil || version == found else {
            throw Problem(kind: .changed, detail: version?.bytes == total ? "" : "it has \(total) bytes")
        }
        let end = min(range.upperBound, total)
        guard place.start == range.lowerBound, place.end == end, bytes.count == end - place.start else {
            throw Problem(kind: .malformedResponse, detail: "status 206 with another range than asked for")
        }
        return ReceivedRange(bytes: bytes, version: found)
    }
}
