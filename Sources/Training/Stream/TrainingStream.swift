import Shards
import Tensors

/// Batches out of mapped shards: the captions of a pool in a run's order.
public struct TrainingStream: Sendable {
    public let pool: CaptionPool
    public let order: BatchOrder

    /// A batch: what was gathered, and its place.
    public struct Batch: Sendable {
        public let captions: GatheredCaptions
        public let epoch: Int
        /// The batch's number in the epoch.
        public let number: Int
        /// Random numbers that belong to this batch, whoever makes it.
        public let random: SeededGenerator
    }

    /// Batches that are made ahead.
    private let ahead: Int

    /// Batches of local shards that are made ahead: enough for the cores.
    private static let aheadLocally = 4
    /// Those of remote shards, so that the way to the server and back is hidden; fewer where they are large.
    private static let aheadRemotely = 32
    private static let bytesAhead = 256 << 20

    /// - Throws: ``InputError`` when settings and captions do not fit together, or a shard goes bad.
    public init(_ pool: CaptionPool, _ settings: StreamSettings, seed: UInt64) throws {
        self.pool = pool
        let captions = BatchOrder.Captions(
            ranges: pool.ranges, items: pool.items, lengths: settings.window > 1 ? try pool.lengths() : [])
        order = try BatchOrder(captions, settings, seed: seed)
        let most = TrainingStream.bytesAhead / max(1, settings.batch * pool.bytesOfCaption)
        ahead =
            pool.isRemote
            ? min(TrainingStream.aheadRemotely, max(TrainingStream.aheadLocally, most)) : TrainingStream.aheadLocally
    }

    /// Reads batches from a position on.
    /// - Parameters:
    ///   - process: which of the processes this one is, from 0; each gets its own batch of every round.
    ///   - make: what becomes of a batch; it is called in the background.
    /// - Throws: ``InputError`` when no batch begins there.
    public func batches<Made: Sendable>(
        from position: StreamPosition = StreamPosition(), process: Int = 0, of processes: Int = 1,
        _ make: @escaping @Sendable (Batch) throws -> Made
    ) throws -> BatchReader<Made> {
        BatchReader(
            try order.batches(from: position), ahead: ahead, process: process, of: processes
        ) { [self] batch in
            try make(await load(batch))
        }
    }

    /// Reads batches from a position on, as they were gathered.
    public func batches(
        from position: StreamPosition = StreamPosition(), process: Int = 0, of processes: Int = 1
    ) throws -> BatchReader<Batch> {
        try batches(from: position, process: process, of: processes) { $0 }
    }

    private func load(_ batch: BatchOrder.Batch) async throws -> Batch {
        Batch(
            captions: try await pool.fetched(batch.captions), epoch: batch.epoch, number: batch.number,
            random: order.generator("batch \(batch.number)", epoch: batch.epoch))
    }
}
