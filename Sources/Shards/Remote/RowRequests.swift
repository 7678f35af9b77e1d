/// What is asked for so that some captions' rows come: shard by shard, with one request for rows that lie near each other.
struct RowRequests {
    /// A row.
    struct Piece {
        /// Where it begins in its shard.
        let offset: Int
        let count: Int
        /// Where it begins in the window.
        let target: Int
    }

    struct Request: Sendable {
        /// Which of the pool's shards.
        let shard: Int
        var bytes: Range<Int>
        var pieces: ArraySlice<Piece>
    }

    /// Bytes between two rows that are fetched too, and thrown away, rather than asked for by a request of their own: what comes
    /// in the time that a server takes to answer.
    private static let gap = 512 << 10
    /// Bytes of a request of many rows.
    private static let most = 4 << 20

    private let pool: CaptionPool
    private let remote: RemoteColumns
    /// By shard.
    private var captions: [(shard: UInt32, caption: UInt32, target: Int)] = []
    /// Captions whose requests were made.
    private var done = 0
    private var ready: [Request] = []

    /// - Parameter captions: in the order that their rows are to have.
    init(_ captions: [UInt32], _ pool: CaptionPool, _ remote: RemoteColumns) throws {
        (self.pool, self.remote) = (pool, remote)
        self.captions.reserveCapacity(captions.count)
        var target = 0
        for caption in captions {
            self.captions.append((UInt32(pool.numbers.place(caption).shard), caption, target))
            target += try remote.naming { try pool.bytes(of: CollectionOfOne(caption)) }
        }
        self.captions.sort { ($0.shard, $0.target) < ($1.shard, $1.target) }
    }

    /// The next request; nil after the last.
    mutating func next() throws -> Request? {
        while ready.isEmpty, done < captions.count { ready = try requests().reversed() }
        return ready.popLast()
    }

    /// Those of the next shard.
    private mutating func requests() throws -> [Request] {
        let shard = captions[done].shard
        var pieces: [Piece] = []
        while done < captions.count, captions[done].shard == shard {
            var target = captions[done].target
            try remote.naming {
                try pool.rows(of: CollectionOfOne(captions[done].caption)) { _, bytes in
                    pieces.append(Piece(offset: bytes.lowerBound, count: bytes.count, target: target))
                    target += bytes.count
                }
            }
            done += 1
        }
        pieces.sort { ($0.offset, $0.target) < ($1.offset, $1.target) }
        var requests: [Request] = []
        for (place, piece) in pieces.enumerated() {
            let end = piece.offset + piece.count
            if let last = requests.last, piece.offset <= last.bytes.upperBound + RowRequests.gap,
                max(end, last.bytes.upperBound) - last.bytes.lowerBound <= RowRequests.most
            {
                requests[requests.count - 1].bytes = last.bytes.lowerBound..<max(end, last.bytes.upperBound)
                requests[requests.count - 1].pieces = pieces[last.pieces.startIndex...place]
            } else {
                requests.append(Request(shard: Int(shard), bytes: piece.offset..<end, pieces: pieces[place...place]))
            }
        }
        return requests
    }
}
