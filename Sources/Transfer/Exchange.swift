import CCurl

/// One job on its way through libcurl: a request, the redirects that follow, and the answer. Owned by the engine's
/// thread.
final class Exchange {
    let job: Job
    /// The host whose place in the queue it takes.
    let host: String
    private(set) var easy: EasyHandle?
    private var request: HTTPRequest
    private var url: ParsedURL
    private var redirects = 0
    private var deadline: ContinuousClock.Instant?
    private var head = ResponseHead()
    private var sink: any Sink
    private var hasBegun = false
    private var discarded = 0
    private var problem: Problem?

    /// The most of a redirect's body to read before giving up its connection.
    private static let maxDiscarded = 64 << 10

    /// - Parameter parse: reads the job's URL.
    init(_ job: Job, parse: (String) throws(Problem) -> ParsedURL) throws(Problem) {
        for field in job.request.headers.fields where !field.isSendable {
            throw Problem(kind: .invalidRequest, detail: "the header \(field.name.debugDescription)")
        }
        guard job.request.method.utf8.allSatisfy(\.isTokenByte), !job.request.method.isEmpty else {
            throw Problem(kind: .invalidRequest, detail: "the method \(job.request.method.debugDescription)")
        }
        guard job.request.signer?.isSendable ?? true else {
            throw Problem(kind: .invalidRequest, detail: "the credentials or the region hold what no header can")
        }
        url = try parse(job.request.url)
        host = url.place
        self.job = job
        request = job.request
        sink = job.sink
    }

    /// Sets a handle, as good as new, for the request as it stands: the first, or the one after a redirect.
    func prepare(_ easy: EasyHandle, _ options: TransferEngine.Options) throws(Problem) {
        let now = ContinuousClock.now
        if deadline == nil { deadline = request.timeout.map { now + $0 } }
        let left = deadline.map { now.duration(to: $0) }
        if let left, left <= .zero { throw Problem(kind: .timedOut) }
        easy.set(CURLOPT_URL, url.text)
        easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        easy.set(CURLOPT_FOLLOWLOCATION, 0)
        easy.set(CURLOPT_NOSIGNAL, 1)
        // Else a cancelled transfer would hold up all others until the system's resolver gives up.
        easy.set(CURLOPT_QUICK_EXIT, 1)
        // A server of HTTP/2 takes many requests on one connection: better to wait for that one than to open more. Not
        // without TLS, which tells what a server speaks: there all would wait for the first one's end.
        if url.scheme == "https" { easy.set(CURLOPT_PIPEWAIT, 1) }
        easy.set(CURLOPT_SSL_VERIFYPEER, 1)
        easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        if let certificates = options.certificates { easy.set(CURLOPT_CAINFO, certificates) }
        easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        easy.set(CURLOPT_USERAGENT, options.userAgent)
        easy.set(CURLOPT_CONNECTTIMEOUT_MS, max(1, options.connectTimeout.milliseconds))
        if let left { easy.set(CURLOPT_TIMEOUT_MS, max(1, left.milliseconds)) }
        easy.set(CURLOPT_LOW_SPEED_LIMIT, 1)
        easy.set(CURLOPT_LOW_SPEED_TIME, max(1, (request.stallTimeout.milliseconds + 999) / 1000))
        if job.decompress { easy.set(CURLOPT_ACCEPT_ENCODING, "") }
        easy.set(method: request.method, body: request.body)
        if let signer = request.signer { easy.set(signer) }
        // libcurl 7.88 signs the line that takes "Expect" away as if it were sent, and no server agrees to that. Those of S3
        // answer "100 Continue", so a signed request may wait for it.
        easy.set(request.sentHeaders, bodyBytes: request.signer == nil ? request.body?.count ?? 0 : 0)
        let context = Unmanaged.passUnretained(self).toOpaque()
        tessera_easy_set_receiver(easy.pointer, CURLOPT_HEADERFUNCTION, receiveHeader)
        tessera_easy_set_pointer(easy.pointer, CURLOPT_HEADERDATA, context)
        tessera_easy_set_receiver(easy.pointer, CURLOPT_WRITEFUNCTION, receiveBody)
        tessera_easy_set_pointer(easy.pointer, CURLOPT_WRITEDATA, context)
        head = ResponseHead()
        discarded = 0
        self.easy = easy
    }

    /// Takes a header line; false ends the transfer.
    fileprivate func receive(header line: UnsafeRawBufferPointer) -> Bool {
        head.receive(line)
        guard head.bytes <= ResponseHead.maxBytes else {
            problem = Problem(kind: .malformedResponse, detail: "endless headers")
            return false
        }
        return true
    }

    /// Takes a piece of the body; false ends the transfer.
    fileprivate func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
        if location != nil {
            discarded += bytes.count
            return discarded <= Exchange.maxDiscarded
        }
        do throws(Problem) {
            try begin()
            try sink.write(bytes)
            return true
        } catch {
            problem = error
            return false
        }
    }

    /// Where the answer sends to. A signature is for one place, and its key is nobody else's business.
    private var location: String? { request.signer == nil ? Redirect.location(head) : nil }

    private func begin() throws(Problem) {
        guard !hasBegun else { return }
        hasBegun = true
        try sink.begin(head)
    }

    /// Ends this request.
    /// - Returns: how the job ended; nil when it goes on with a redirect.
    func conclude(_ code: CURLcode) -> Outcome? {
        defer { easy = nil }
        if problem == nil, let location {
            do throws(Problem) {
                redirects += 1
                guard redirects <= Redirect.limit else { throw Problem(kind: .tooManyRedirects) }
                (request, url) = try Redirect.follow(request, from: url, status: head.status, to: location)
                return nil
            } catch {
                return outcome(error)
            }
        }
        guard code == CURLE_OK, problem == nil else { return outcome(problem ?? Problem(code, easy)) }
        do throws(Problem) {
            if request.method != "HEAD" { try begin() }
            return outcome(nil)
        } catch {
            return outcome(error)
        }
    }

    /// The job's end, with a problem or without.
    func outcome(_ problem: Problem?) -> Outcome {
        Outcome(head: head, finalURL: url.text, sink: sink, problem: problem)
    }
}

private func receiveHeader(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
    return exchange.receive(header: UnsafeRawBufferPointer(start: data, count: size * count)) ? size * count : 0
}

private func receiveBody(
    _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
    return exchange.receive(body: UnsafeRawBufferPointer(start: data, count: size * count)) ? size * count : 0
}

extension HTTPRequest {
    /// With what the signature needs beside.
    fileprivate var sentHeaders: HTTPHeaders {
        guard let signer else { return headers }
        var headers = headers
        if headers[RequestSigner.bodyHeader] == nil {
            headers[RequestSigner.bodyHeader] = body.map(RequestSigner.digest) ?? RequestSigner.noBody
        }
        headers[RequestSigner.tokenHeader] = signer.sessionToken
        return headers
    }
}

extension HTTPHeader {
    /// Whether it has the form of a header field, so that no value can smuggle in another line.
    fileprivate var isSendable: Bool {
        !name.isEmpty && name.utf8.allSatisfy(\.isTokenByte) && !value.utf8.contains { $0 < 32 && $0 != 9 || $0 == 127 }
    }
}

extension UInt8 {
    /// Whether it may stand in a header's name or a method (RFC 9110, token).
    fileprivate var isTokenByte: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(self)
        }
    }
}
