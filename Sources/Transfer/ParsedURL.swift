import CCurl

/// A URL as libcurl reads it, so that what is checked is what is fetched.
struct ParsedURL: Sendable, Equatable {
    /// The whole URL, with spaces and characters beyond ASCII percent-encoded.
    let text: String
    let scheme: String
    let host: String
    let port: String
    /// The host and the port, whose limit on transfers it counts for.
    let place: String

    /// Parses an absolute http or https URL.
    init(_ url: String) throws(Problem) {
        try self.init(url, base: nil)
    }

    /// Resolves a Location header, absolute or relative to this URL.
    func resolving(_ location: String) throws(Problem) -> ParsedURL {
        try ParsedURL(location, base: text)
    }

    private init(_ url: String, base: String?) throws(Problem) {
        let handle = curl_url()
        defer { curl_url_cleanup(handle) }
        if let base { curl_url_set(handle, CURLUPART_URL, base, 0) }
        // A scheme that this libcurl lacks must be named in the error too, so any scheme is read first.
        let flags = UInt32(CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME)
        let code = curl_url_set(handle, CURLUPART_URL, url, flags)
        guard code == CURLUE_OK else {
            throw Problem(kind: .invalidRequest, detail: String(cString: curl_url_strerror(code)))
        }
        func part(_ part: CURLUPart) -> String {
            var text: UnsafeMutablePointer<CChar>?
            curl_url_get(handle, part, &text, UInt32(CURLU_DEFAULT_PORT))
            defer { curl_free(text) }
            return text.map { String(cString: $0) } ?? ""
        }
        // Not the URL as a whole, which would name the default port in every Host header.
        var whole: UnsafeMutablePointer<CChar>?
        curl_url_get(handle, CURLUPART_URL, &whole, 0)
        defer { curl_free(whole) }
        text = whole.map { String(cString: $0) } ?? url
        scheme = part(CURLUPART_SCHEME).lowercased()
        host = part(CURLUPART_HOST).lowercased()
        port = part(CURLUPART_PORT)
        place = "\(host):\(port)"
        guard scheme == "http" || scheme == "https" else {
            throw Problem(kind: .invalidRequest, detail: "only http and https are spoken, not \(scheme)")
        }
    }

    /// Whether a secret meant for this URL's server may go to another URL: to the same server, or to the same host when
    /// it moves from http to https.
    func trusts(_ next: ParsedURL) -> Bool {
        guard host == next.host else { return false }
        if scheme == next.scheme { return port == next.port }
        return scheme == "http" && port == "80" && next.scheme == "https" && next.port == "443"
    }
}
