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
        if line.starts(with: ResponseHead.protocolName) {
            let size = bytes
            self = ResponseHead()
            bytes = size
            headers.reserveCapacity(16)
            status = line.split(separator: UInt8(ascii: " "), maxSplits: 2).dropFirst().first.map(number) ?? 0
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            let value = line[(colon + 1)...]
            headers.append(text(trimming: line[..<colon]), text(trimming: value))
        }
    }

    private static let protocolName = Array("HTTP/".utf8)

    private func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int { Int(text(trimming: digits)) ?? 0 }

    private func text(trimming bytes: Slice<UnsafeRawBufferPointer>) -> String {
        var bytes = bytes
        while let first = bytes.first, first <= 32 { bytes.removeFirst() }
        while let last = bytes.last, last <= 32 { bytes.removeLast() }
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes), as: UTF8.self)
    }

    /// The status, and 206 where a server gives the part that was asked for and says which, but not by its status, as rclone's
    /// does: taken for a whole file, it would be a damaged one.
    var rangeStatus: Int { status == 200 && headers["Content-Range"].flatMap(ContentRange.init) != nil ? 206 : status }

    /// The length of the body as announced.
    var contentLength: Int64? { headers["Content-Length"].flatMap { Int64($0) } }
}
