/// Brings what coming batches need into a cache that keeps it, in the order of the shards, so that one request brings many
/// blocks. Who reads a batch before its blocks came sends for them all the same.
final class CachePrefetch: Sendable {
    private let task: Task<Void, Never>

    /// Captions that are looked at first, and how many times as many each time after, up to a number whose blocks take little
    /// memory.
    private static let (first, growth, most) = (4096, 4, 1 << 17)
    /// Blocks of a request.
    private static let together = 64
    /// Requests that are under way at a time.
    private static let requests = 8
    /// Blocks between others that come with them, because they are needed some time, and a request of its own costs more.
    private static let gap = 4

    init(_ pool: CaptionPool, _ remote: RemoteColumns, _ batches: some ComingBatches) {
        task = Task {
            // What goes wrong here goes wrong again for the batch that needs it, and is said there.
            try? await CachePrefetch.run(pool, remote, batches)
        }
    }

    deinit { task.cancel() }

    private static func run(_ pool: CaptionPool, _ remote: RemoteColumns, _ batches: some ComingBatches) async throws {
        var batches = batches
        var count = first
        // With less room what came for the gaps might push out what is needed.
        let isWide = await remote.cache.capacity >= remote.files.reduce(0) { $0 + $1.blocks.count }
        while true {
            var blocks: Set<Int> = []
            var seen = 0
            while seen < count, let batch = try batches.next() {
                blocks.formUnion(try pool.blocks(of: batch, remote))
                seen += batch.count
                try Task.checkCancellation()
            }
            guard seen > 0 else { return }
            let missing = await remote.cache.missing(of: blocks)
            try await fetch(missing.ranges(over: isWide ? gap : 0, most: together), remote.cache)
            count = min(count * growth, most)
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
