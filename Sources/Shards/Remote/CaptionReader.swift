/// Batches of captions, one after the other, whose order is known before they are read.
public protocol ComingBatches: Sendable {
    /// The next batch's captions, by their numbers in the pool; nil when nobody will read more.
    mutating func next() throws -> [UInt32]?
}

/// Gathers the batches of a run, wherever the shards are.
public struct CaptionReader<Batches: ComingBatches>: Sendable {
    private let pool: CaptionPool
    /// Where the shards are behind a URL, and the cache has no room to keep them.
    private let passing: CaptionsAhead<Batches>?
    /// Where it has.
    private let kept: CachePrefetch<Batches>?

    init(_ pool: CaptionPool, _ batches: Batches) {
        self.pool = pool
        passing = pool.remote.flatMap { $0.staysInCache ? nil : CaptionsAhead(pool, $0, batches) }
        kept = pool.remote.flatMap { $0.staysInCache ? CachePrefetch(pool, $0, batches) : nil }
    }

    /// Gathers a batch. Each is gathered once, and not long before those that came before it.
    /// - Parameters:
    ///   - number: the batch's, from 0.
    ///   - captions: the batch's.
    /// - Throws: as ``CaptionPool/fetched(_:)``.
    public func gathered(_ captions: [UInt32], _ number: Int) async throws -> GatheredCaptions {
        if let passing { return try await passing.gathered(captions, number) }
        if let kept { return try await kept.gathered(captions, number) }
        return try await pool.fetched(captions)
    }
}
