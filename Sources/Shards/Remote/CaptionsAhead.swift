import Documents

/// Captions of a remote split that the cache has no room for: the rows of many batches to come are fetched together, into half
/// of the room, while those in the other half are read.
///
/// An order that is shuffled over a whole split asks for rows that lie far apart. The more batches come at a time, the nearer
/// to each other their rows are, and the more of them one request brings.
actor CaptionsAhead<Batches: ComingBatches> {
    private let pool: CaptionPool
    private let remote: RemoteColumns
    /// Windows that are there, with the batches of each that were not read yet.
    private var windows: [(window: RowWindow, left: Int)] = []
    private var filling: Task<Void, Never>?
    private var plan: Plan
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var failure: (any Error)?
    /// Whether all batches were fetched.
    private var isOver = false
    /// Bytes that all windows may have, once they are known.
    private var room: Int?

    /// The batches that were not fetched yet.
    private struct Plan: Sendable {
        var batches: Batches
        /// One that had no room in the last window.
        var carried: [UInt32]?
        /// The next batch's number.
        var first = 0
        /// How many the next window has at most.
        var most = 8
    }

    /// Windows grow by this, so that training begins early and requests soon bring much.
    private static var growth: Int { 8 }
    /// Captions of a window, each of which takes memory while it is filled.
    private static var mostCaptions: Int { 1 << 20 }

    init(_ pool: CaptionPool, _ remote: RemoteColumns, _ batches: Batches) {
        (self.pool, self.remote) = (pool, remote)
        plan = Plan(batches: batches)
    }

    deinit {
        filling?.cancel()
        if room != nil { Task { [cache = remote.cache] in await cache.endLease() } }
    }

    /// As ``CaptionReader/gathered(_:_:)``.
    func gathered(_ captions: [UInt32], _ number: Int) async throws -> GatheredCaptions {
        let window = try await window(of: number)
        defer { release(number) }
        return try await gather(captions, number, window)
    }

    /// Off the actor: others are read at the same time.
    private nonisolated func gather(
        _ captions: [UInt32], _ number: Int, _ window: RowWindow
    ) async throws -> GatheredCaptions {
        let rows = try window.rows(of: number)
        return try remote.naming { try pool.gather(captions, from: rows) }
    }

    private func window(of number: Int) async throws -> RowWindow {
        while true {
            try Task.checkCancellation()
            if let failure { throw failure }
            if let (window, _) = windows.first(where: { $0.window.batches.contains(number) }) { return window }
            precondition(!isOver, "a batch that was not among those to come, or was gathered before")
            fill()
            await withTaskCancellationHandler {
                await withCheckedContinuation { waiting.append($0) }
            } onCancel: {
                // Whoever reads the batches reads no more.
                Task { await self.stop() }
            }
        }
    }

    private func stop() {
        filling?.cancel()
        fail(CancellationError())
    }

    private func fail(_ error: any Error) {
        failure = failure ?? error
        wake()
    }

    private func wake() {
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    private func release(_ number: Int) {
        guard let place = windows.firstIndex(where: { $0.window.batches.contains(number) }) else { return }
        windows[place].left -= 1
        if windows[place].left == 0 { windows.remove(at: place) }
        fill()
    }

    /// Begins the next window where there is room for it.
    private func fill() {
        guard filling == nil, windows.count < 2, failure == nil, !isOver else { return }
        filling = Task { [weak self, plan, pool, remote, room] in
            do {
                let room = if let room { room } else { try await remote.cache.lease() }
                guard await self?.take(room) != nil else { return await remote.cache.endLease() }
                var plan = plan
                let window = try await Self.window(&plan, pool, remote, room)
                await self?.end(window, plan)
            } catch { await self?.fail(error) }
        }
    }

    private func take(_ room: Int) { self.room = room }

    private func end(_ window: RowWindow?, _ plan: Plan) {
        self.plan = plan
        filling = nil
        guard let window else {
            isOver = true
            return wake()
        }
        windows.append((window, window.batches.count))
        wake()
        fill()
    }

    /// - Returns: nil when there are no more batches.
    private static func window(
        _ plan: inout Plan, _ pool: CaptionPool, _ remote: RemoteColumns, _ room: Int
    ) async throws -> RowWindow? {
        var captions: [UInt32] = []
        var offsets = [0]
        while offsets.count <= plan.most, captions.count < mostCaptions,
            let batch = try plan.carried ?? plan.batches.next()
        {
            plan.carried = nil
            let bytes = try remote.naming { try pool.bytes(of: batch) }
            guard offsets[offsets.count - 1] + bytes <= room / 2 else {
                guard offsets.count > 1 else { throw await remote.cache.tooSmall(besides: 2 * bytes) }
                plan.carried = batch
                break
            }
            captions += batch
            offsets.append(offsets[offsets.count - 1] + bytes)
            try Task.checkCancellation()
        }
        guard offsets.count > 1 else { return nil }
        let window = try await RowWindow(captions, offsets: offsets, first: plan.first, pool, remote)
        plan.first += offsets.count - 1
        plan.most = min(plan.most * growth, mostCaptions)
        return window
    }
}
