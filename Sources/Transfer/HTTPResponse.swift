/// What a server answered, whatever its status.
public struct HTTPResponse: Sendable {
    public var status: Int
    /// The headers of the last answer, after all redirects.
    public var headers: HTTPHeaders
    /// The body, decompressed.
    public var body: [UInt8]
    /// The URL that gave this answer, after all redirects. It may hold secrets: do not print it.
    public var finalURL: String

    /// Whether the status is 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }
}

/// A file that was downloaded whole.
public struct DownloadedFile: Sendable {
    public var path: String
    /// The file's SHA-256: 64 hexadecimal digits.
    public var sha256: String
    public var bytes: Int64
    public var etag: String?
    public var lastModified: String?
    /// The headers of the last answer; empty where an earlier run had left the whole file, so that nothing was asked.
    public var headers: HTTPHeaders
    /// The URL that gave the file, after all redirects. It may hold secrets: do not print it.
    public var finalURL: String
}

/// The head of a response: its status line and headers.
struct ResponseHead: Sendable {
    var status = 0
    var headers = HTTPHeaders()
    /// The bytes of all header lines so far, to bound a head that never ends.
    var bytes = 0

    /// Under the 300 kB at which libcurl itself reports no more than a failure to receive.
    static let maxBytes = 256 << 10

    /// Takes in a header line. A status line begins a new head: one follows each interim answer (1xx).
    mutating func receive(_ line: UnsafeRawBufferPointer) {
        bytes += line.count
        let text = String(decoding: line, as: UTF8.self).trimmed
        if text.hasPrefix("HTTP/") {
            let size = bytes
            self = ResponseHead()
            bytes = size
            status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        } else if let colon = text.firstIndex(of: ":") {
            headers.append(String(text[..<colon]).trimmed, String(text[text.index(after: colon)...]).trimmed)
        }
    }

    /// The length of the body as announced.
    var contentLength: Int64? { headers["Content-Length"].flatMap { Int64($0) } }
}

extension String {
    var trimmed: String {
        let kept = drop { $0.isWhitespace }
        return String(kept[..<(kept.lastIndex { !$0.isWhitespace }.map { kept.index(after: $0) } ?? kept.startIndex)])
    }
}
