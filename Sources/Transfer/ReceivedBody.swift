import Documents

/// A body that came whole: a small one in memory, a large one in a file.
public enum ReceivedBody: Sendable {
    case memory([UInt8])
    case file(SpooledFile)

    /// The length in bytes.
    public var count: Int {
        switch self {
        case .memory(let bytes): bytes.count
        case .file(let file): file.count
        }
    }
}

/// Where bodies go that may be large.
public struct Spool: Sendable {
    /// A folder on the disk that large bodies go to.
    public var folder: String
    /// The largest body to keep in memory, in bytes.
    public var memoryLimit: Int
    /// The largest body at all, in bytes.
    public var limit: Int64

    public init(folder: String, memoryLimit: Int = 2 << 20, limit: Int64) {
        self.folder = folder
        self.memoryLimit = memoryLimit
        self.limit = limit
    }
}

/// A body as it comes in, while it is not known how large it will be.
struct SpoolSink: Sink {
    /// The most of an error page to read before giving up its connection.
    private static let maxDiscarded = 64 << 10

    let spool: Spool
    let accepts: @Sendable (HTTPHeaders) -> Bool
    private var bytes: [UInt8] = []
    private var file: SpooledFile?
    private var written = 0
    private(set) var isErrorPage = false
    private var discarded = 0

    init(_ spool: Spool, accepts: @escaping @Sendable (HTTPHeaders) -> Bool) {
        self.spool = spool
        self.accepts = accepts
    }

    var body: ReceivedBody { file.map { .file($0) } ?? .memory(bytes) }

    mutating func begin(_ head: ResponseHead) throws(Problem) {
        isErrorPage = head.status != 200 && head.status != 203
        guard !isErrorPage else { return }
        guard accepts(head.headers) else { throw Problem(kind: .declined) }
        guard let length = head.contentLength else { return }
        guard length <= spool.limit else { throw Problem(kind: .tooLarge(limit: spool.limit)) }
        // A server may lie about the length, so little is reserved on its word.
        bytes.reserveCapacity(Int(min(length, 1 << 20)))
    }

    mutating func write(_ piece: UnsafeRawBufferPointer) throws(Problem) {
        guard !isErrorPage else {
            discarded += piece.count
            guard discarded <= SpoolSink.maxDiscarded else { throw Problem(kind: .malformedResponse) }
            return
        }
        let count = (file == nil ? bytes.count : written) + piece.count
        guard Int64(count) <= spool.limit else { throw Problem(kind: .tooLarge(limit: spool.limit)) }
        if file == nil {
            guard count > spool.memoryLimit else {
                bytes.append(contentsOf: piece)
                return
            }
            try moveToFile()
        }
        guard file?.store(piece, at: written) == true else { throw Problem.system("writing in \(spool.folder)") }
        written += piece.count
    }

    private mutating func moveToFile() throws(Problem) {
        let spooled: SpooledFile
        do throws(Fault) {
            spooled = try SpooledFile(in: spool.folder)
        } catch {
            throw Problem(kind: .file, detail: error.description)
        }
        guard bytes.withUnsafeBytes({ spooled.store($0, at: 0) }) else {
            throw Problem.system("writing in \(spool.folder)")
        }
        written = bytes.count
        bytes = []
        file = spooled
    }
}
