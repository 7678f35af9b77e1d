/// Where a redirect leads, and what of the request may go there.
///
/// libcurl could follow redirects itself, but it sends an application's own headers, such as `x-api-key`, to any host,
/// and cannot tell a chain's step from https to http from one that began with http.
struct Redirect {
    static let limit = 10

    /// Headers that hold no secret, and so may go to another host.
    private static let harmless: Set<String> = [
        "accept", "accept-charset", "accept-encoding", "accept-language", "cache-control", "if-match",
        "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "range", "user-agent",
    ]

    /// The place that a response sends to; nil when it is none of the redirects.
    static func location(_ head: ResponseHead) -> String? {
        switch head.status {
        case 301, 302, 303, 307, 308: head.headers["Location"]
        default: nil
        }
    }

    /// The request that follows a redirect.
    static func follow(
        _ request: HTTPRequest, from current: ParsedURL, status: Int, to location: String
    ) throws(Problem) -> (request: HTTPRequest, url: ParsedURL) {
        let next: ParsedURL
        do {
            next = try current.resolving(location)
        } catch {
            throw Problem(kind: .insecureRedirect, detail: error.detail)
        }
        if current.scheme == "https", next.scheme == "http" {
            throw Problem(kind: .insecureRedirect, detail: "from https to http at \(next.host)")
        }
        var request = request
        request.url = next.text
        let becomesGet = status == 303 && request.method != "HEAD" || status < 303 && request.method == "POST"
        if becomesGet {
            request.method = "GET"
            request.body = nil
            request.headers.keep { !$0.lowercased().hasPrefix("content-") }
        }
        if !current.trusts(next) {
            guard request.body == nil else {
                throw Problem(kind: .insecureRedirect, detail: "a request with a body, to another host, \(next.host)")
            }
            request.headers.keep { harmless.contains($0.lowercased()) }
        }
        return (request, next)
    }
}
