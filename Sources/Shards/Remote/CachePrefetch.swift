/// Brings what coming batches need into a cache that keeps it, in the order of the shards, so that one request brings many
/// blocks. Only the batches that are due next send for blocks of their own: each of those costs a request.
actor CachePrefetch<Batches: ComingBatches> {
    private let pool: CaptionPool
    private let remote: RemoteColumns
    private let batches: Batches
    private var filling: Task<Void, Never>?
    /// Batches, from the first one on, whose blocks were brought.
    private var brought = 0
    /// The first batch that was not gathered yet, and those behind it that were.
    private var next = 0
    private var gathered: Set<Int> = []
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Batches that may send for their own blocks at a time.
    private static var due: Int { 2 }
    /// Captions that are looked at first, and how many times as many each time after, up to a number whose blocks take little
    /// memory.
    private static var captions: (first: Int, growth: Int, most: Int) { (1024, 8, 1 << 17) }
    /// Blocks of a request.
    private static var together: Int { 64 }
    /// Requests that are under way at a time.
    private static var requests: Int { 16 }
    /// Blocks between others that come with them, because they are needed some time, and a request of its own costs more.
    private static var gap: Int { 8 }

    init(_ pool: CaptionPool, _ remote: RemoteColumns, _ batches: Batches) {
        (self.pool, self.remote, self.batches) = (pool, remote, batches)
    }

    deinit { filling?.cancel() }

    /// As ``CaptionReader/gathered(_:_:)``.
    func gathered(_ captions: [UInt32], _ number: Int) async throws -> GatheredCaptions {
        begin()
        while number >= brought, number >= next + Self.due {
            try Task.checkCancellation()
            await withTaskCancellationHandler {
                await withCheckedContinuation { waiting.append($0) }
            } onCancel: {
                Task { await self.wake() }
            }
        }
        defer { end(number) }
        return try await pool.fetched(captions)
    }

    private func end(_ number: Int) {
        gathered.insert(number)
        while gathered.remove(next) != nil { next += 1 }
        wake()
    }

    private func wake() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    private func begin() {
        guard filling == nil else { return }
        filling = Task { [weak self, pool, remote, batches] in
            // What goes wrong here goes wrong again for the batch that needs it, and is said there.
            try? await Self.bring(batches, pool, remote) { await self?.note($0) }
        }
    }

    /// - Parameter count: batches whose blocks came.
    private func note(_ count: Int) {
        brought += count
        wake()
    }

    private static func bring(
        _ batches: Batches, _ pool: CaptionPool, _ remote: RemoteColumns, _ note: (Int) async -> Void
    ) async throws {
        var (batches, most) = (batches, captions.first)
        // With less room what came for the gaps might push out what is needed.
        let isWide = await remote.cache.capacity >= remote.files.reduce(0) { $0 + $1.blocks.count }
        while true {
            var blocks: Set<Int> = []
            var (count, seen) = (0, 0)
            while seen < most, let batch = try batches.next() {
                blocks.formUnion(try pool.blocks(of: batch, remote))
                (count, seen) = (count + 1, seen + batch.count)
                try Task.checkCancellation()
            }
            guard count > 0 else { return }
            let missing = await remote.cache.missing(of: blocks)
            try await fetch(missing.ranges(over: isWide ? gap : 0, most: together), remote.cache)
            await note(count)
            most = min(most * captions.growth, captions.most)
        }
    }

    private static func fetch(_ runs: [Range<Int>], _ cache: BlockCache) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (place, run) in runs.enumerated() {
                if place >= requests { try await group.next() }
                group.addTask {
                    let blocks = Set(run)
                    try await cache.hold(blocks)
                    await cache.release(blocks)
                }
            }
            try await group.waitForAll()
        }
    }
}

extension [Int] {
    /// Sorted numbers as ranges.
    /// - Parameters: gap: numbers between two that are let in; most: numbers of a range.
    fileprivate func ranges(over gap: Int, most: Int) -> [Range<Int>] {
        reduce(into: []) { ranges, number in
            if let last = ranges.last, number - last.upperBound <= gap, number - last.lowerBound < most {
                ranges[ranges.count - 1] = last.lowerBound..<number + 1
            } else {
                ranges.append(number..<number + 1)
            }
        }
    }
}
