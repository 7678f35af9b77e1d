import Documents

/// A body that goes to a ``PartFile``, hashed as it comes.
struct FileSink: Sink {
    /// Below this length a file is not worth a side file: it is asked for again from its beginning.
    private static let worthResuming: Int64 = 64 << 10
    /// The most of an error page to read before giving up its connection.
    private static let maxDiscarded = 64 << 10

    let file: PartFile
    let limit: Int64?
    let progress: (@Sendable (Int64, Int64?) -> Void)?
    /// The bytes in the file, all of them in the digest.
    private(set) var bytes: Int64 = 0
    private(set) var digest = Digest()
    /// What the bytes are the beginning of; nil when that cannot be known.
    private(set) var validator: Validator?
    /// The length of the whole file, where the server said it.
    private(set) var expected: Int64?
    /// The server would not go on from where the file ends.
    private(set) var isRangeRefused = false
    private var isErrorPage = false
    private var discarded = 0

    /// Takes up what an earlier run left.
    init(
        _ file: PartFile, limit: Int64?, progress: (@Sendable (Int64, Int64?) -> Void)?
    ) throws(Problem) {
        self.file = file
        self.limit = limit
        self.progress = progress
        if let left = try file.resume() {
            (bytes, digest, validator) = left
        }
    }

    mutating func begin(_ head: ResponseHead) throws(Problem) {
        isErrorPage = false
        isRangeRefused = false
        discarded = 0
        switch bytes > 0 ? head.rangeStatus : head.status {
        case 200, 203:
            try startOver(head)
        case 206:
            let range = ContentRange(head.headers["Content-Range"] ?? "")
            guard bytes > 0, let range, range.start == bytes, validator?.agrees(with: head.headers) == true else {
                isRangeRefused = bytes > 0
                throw Problem(kind: .malformedResponse, detail: "status 206 with another range than asked for")
            }
            expected = range.total
        default:
            isRangeRefused = head.status == 416 && bytes > 0
            isErrorPage = true
        }
        if !isErrorPage, let limit, let expected, expected > limit { throw Problem(kind: .tooLarge(limit: limit)) }
    }

    private mutating func startOver(_ head: ResponseHead) throws(Problem) {
        bytes = 0
        digest = Digest()
        validator = Validator(head.headers)
        expected = head.contentLength
        let isShort = expected.map { $0 < FileSink.worthResuming } ?? false
        try file.startOver(isShort ? nil : validator)
    }

    /// Forgets what is in the file.
    mutating func startOver() throws(Problem) {
        try startOver(ResponseHead())
    }

    mutating func write(_ piece: UnsafeRawBufferPointer) throws(Problem) {
        guard !isErrorPage else {
            discarded += piece.count
            guard discarded <= FileSink.maxDiscarded else { throw Problem(kind: .malformedResponse) }
            return
        }
        if let limit, bytes + Int64(piece.count) > limit { throw Problem(kind: .tooLarge(limit: limit)) }
        try file.write(piece, at: bytes)
        digest.update(piece)
        bytes += Int64(piece.count)
        progress?(bytes, expected)
    }
}

/// A Content-Range header of a 206: `bytes 100-199/1000`, the total being `*` where it is not known.
struct ContentRange: Equatable {
    var start: Int64
    /// The byte behind the last.
    var end: Int64
    var total: Int64?

    init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let parts = words[1].split(separator: "/")
        let ends = parts.first?.split(separator: "-").map { Int64($0) } ?? []
        guard parts.count == 2, ends.count == 2, let start = ends[0], let last = ends[1], last < .max else {
            return nil
        }
        (self.start, end) = (start, last + 1)
        total = Int64(parts[1])
    }
}
