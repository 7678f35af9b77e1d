import Documents

/// The rows of some batches to come, packed in their order. They were fetched together: what lies near in a shard came with one
/// request, though its batches are far apart.
struct RowWindow: Sendable {
    /// The number of its first batch.
    let first: Int
    /// Where each batch's rows begin, and the last one's end.
    let offsets: [Int]
    private let file: ScratchFile

    var batches: Range<Int> { first..<first + offsets.count - 1 }

    /// - Parameter captions: of all batches, in order.
    /// - Throws: ``InputError`` that names a shard which is not what it was; ``Fault`` when the server cannot be reached, or the
    ///   disk is full; `CancellationError`.
    init(_ captions: [UInt32], offsets: [Int], first: Int, _ pool: CaptionPool, _ remote: RemoteColumns) async throws {
        (self.first, self.offsets) = (first, offsets)
        let file = try ScratchFile(in: remote.folder)
        self.file = file
        try await RowWindow.each(RowRequests(captions, pool, remote)) { request in
            let bytes = try await remote.cache.bytes(request.bytes, of: remote.numbers[request.shard])
            for piece in request.pieces {
                let start = piece.offset - request.bytes.lowerBound
                try file.write(bytes[start..<start + piece.count], at: piece.target)
            }
        }
    }

    /// The rows of a batch.
    func rows(of batch: Int) throws -> [UInt8] {
        try file.read(offsets[batch - first]..<offsets[batch - first + 1])
    }

    /// Requests that are under way at a time.
    private static let together = 16

    private static func each(
        _ requests: consuming RowRequests, _ body: @escaping @Sendable (RowRequests.Request) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var count = 0
            while let request = try requests.next() {
                if count >= together { try await group.next() }
                group.addTask { try await body(request) }
                count += 1
            }
            try await group.waitForAll()
        }
    }
}
