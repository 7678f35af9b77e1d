/// A request to send.
///
/// On a redirect to another host, only headers that cannot hold a secret go along (see ``Redirect``), and a request
/// that has a body is not sent there at all.
public struct HTTPRequest: Sendable {
    public var method: String
    /// An http or https URL. Spaces and characters beyond ASCII are percent-encoded on the way.
    public var url: String
    public var headers: HTTPHeaders
    public var body: [UInt8]?
    /// The time for the whole request, redirects included, from the moment it leaves the queue; nil for no limit.
    public var timeout: Duration?
    /// The time without one byte after which the connection is given up; rounded up to whole seconds.
    public var stallTimeout: Duration
    /// The largest response body, decompressed, in bytes.
    public var limit: Int64
    /// What to try again, and when; nil to try once.
    public var retry: RetryPolicy?
    /// Signs each try; nil for none. What a signed request is redirected to is not asked: the answer is the redirect itself.
    public var signer: RequestSigner?

    public init(
        _ url: String, method: String = "GET", headers: HTTPHeaders = [:], body: [UInt8]? = nil,
        timeout: Duration? = .seconds(300), stallTimeout: Duration = .seconds(60), limit: Int64 = 64 << 20,
        retry: RetryPolicy? = nil, signer: RequestSigner? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.stallTimeout = stallTimeout
        self.limit = limit
        self.retry = retry
        self.signer = signer
    }
}
