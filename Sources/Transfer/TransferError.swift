/// A transfer that failed: which one, and why.
public struct TransferError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What kind of failure it is.
    public enum Kind: Sendable, Equatable {
        /// The request itself is at fault: not an http or https URL, a line break in a header.
        case invalidRequest
        /// The host's name has no address.
        case resolve
        case couldNotConnect
        /// The certificate is not trusted, or the two sides found no common way to encrypt.
        case tls
        /// The whole time was used up.
        case timedOut
        /// No byte came for the stall time-out.
        case stalled
        /// The connection broke before the end.
        case cut
        /// The status is not one of success.
        case http(status: Int)
        case tooManyRedirects
        /// A redirect from https to http, to a scheme other than these, or to another host with a body.
        case insecureRedirect
        /// The body is larger than the limit in bytes.
        case tooLarge(limit: Int64)
        /// The body is not as long as the server said.
        case wrongLength(expected: Int64, actual: Int64)
        /// The SHA-256 is another than the one asked for.
        case digestMismatch(expected: String, actual: String)
        /// The answer is not HTTP, or contradicts the request.
        case malformedResponse
        /// The file on this side cannot be written.
        case file
        /// The server answers a request for a part of a file with something else.
        case noRanges
        /// The server does not say what would tell a version of the file from another (a strong ETag or Last-Modified).
        case noVersion
        /// The file is another than the one that its other parts came from.
        case changed
        /// Whoever asked did not want it, once its headers were there.
        case declined
        /// The task was cancelled.
        case cancelled
        /// The engine was closed.
        case closed
        /// Anything else that libcurl reports.
        case other
    }

    public var kind: Kind
    /// The URL without user name, password, query values and fragment.
    public var url: String
    /// More about the reason, in libcurl's or the system's words; may be empty.
    public var detail: String
    /// How long the server asked to wait.
    public var retryAfter: Duration?

    /// - Parameter url: the full URL; only what holds no secret is kept.
    public init(_ kind: Kind, url: String, detail: String = "", retryAfter: Duration? = nil) {
        self.kind = kind
        self.url = redacted(url)
        self.detail = detail
        self.retryAfter = retryAfter
    }

    init(_ problem: Problem, url: String, retryAfter: Duration? = nil) {
        self.init(problem.kind, url: url, detail: problem.detail, retryAfter: retryAfter)
    }

    /// Whether the same request may pass later.
    public var isRetryable: Bool {
        switch kind {
        case .resolve, .couldNotConnect, .timedOut, .stalled, .cut: true
        case .http(let status): RetryPolicy.isRetryable(status: status)
        default: false
        }
    }

    public var description: String {
        "\(url): \(kind.reason)\(detail.isEmpty ? "" : " (\(detail))")"
    }
}

extension TransferError.Kind {
    /// The kind in words.
    public var reason: String {
        switch self {
        case .invalidRequest: "the request cannot be sent"
        case .resolve: "the host's name was not found"
        case .couldNotConnect: "no connection"
        case .tls: "no trusted connection"
        case .timedOut: "the time-out passed"
        case .stalled: "the transfer stalled"
        case .cut: "the connection broke before the end"
        case .http(let status): "HTTP status \(status)"
        case .tooManyRedirects: "more than \(Redirect.limit) redirects"
        case .insecureRedirect: "refused an insecure redirect"
        case .tooLarge(let limit): "larger than the limit of \(limit) bytes"
        case .wrongLength(let expected, let actual): "\(expected) bytes were announced, \(actual) came"
        case .digestMismatch(let expected, let actual): "SHA-256 is \(actual), not \(expected)"
        case .malformedResponse: "the answer is not valid"
        case .file: "the file cannot be written"
        case .noRanges: "the server does not give parts of a file"
        case .noVersion: "the server gives neither a strong ETag nor a Last-Modified that can be trusted"
        case .changed: "the file was altered or replaced"
        case .declined: "not wanted, by its headers"
        case .cancelled: "cancelled"
        case .closed: "the transfer engine was closed"
        case .other: "the transfer failed"
        }
    }
}

/// Why a transfer ends, before the URL is known to it.
struct Problem: Error {
    var kind: TransferError.Kind
    var detail = ""
}

/// A URL without what may be secret: the user and password, the values in its query, the fragment. It works on text
/// alone, so that what is not a URL loses its secrets too.
public func redacted(_ url: String) -> String {
    var text = url.prefix { $0 != "#" }
    var query = ""
    if let mark = text.firstIndex(of: "?") {
        let parts = text[text.index(after: mark)...].split(separator: "&")
        query = "?" + parts.map { $0.contains("=") ? $0.prefix { $0 != "=" } + "=…" : "…" }.joined(separator: "&")
        text = text[..<mark]
    }
    let slashes = text.range(of: "//")?.upperBound ?? text.startIndex
    let authority = text[slashes...].prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return text + query }
    return text[..<slashes] + text[text.index(after: at)...] + query
}
