import Documents
import Shards
import Tensors

/// Batches out of mapped shards: the captions of a pool in a run's order.
public struct TrainingStream: Sendable {
    public let pool: CaptionPool
    public let order: BatchOrder
    /// The captions that are read, by their numbers in the pool; nil: all.
    private let chosen: [UInt32]?

    /// A batch, or a process's part of one: what was gathered, and its place.
    public struct Batch: Sendable {
        public let captions: GatheredCaptions
        /// Which of the whole batch's captions these are. Where there are fewer than processes it is empty for some, and one
        /// of the others' captions was gathered all the same.
        public let part: BatchPart
        public let epoch: Int
        /// The batch's number in the epoch.
        public let number: Int
        /// Where the stream stood before it, in epochs.
        public let epochs: Double
        /// Random numbers that belong to this batch, whoever makes it.
        public let random: SeededGenerator
    }

    /// Batches that are made ahead.
    private let ahead: Int
    /// Captions a batch.
    private let batch: Int

    /// Batches of local shards that are made ahead: enough for the cores.
    private static let aheadLocally = 4
    /// Those of remote shards, so that the way to the server and back is hidden; fewer where they are large.
    private static let aheadRemotely = 32
    private static let bytesAhead = 256 << 20

    /// - Parameter shots: items to read, drawn by the seed; nil: all.
    /// - Throws: ``InputError`` when settings and captions do not fit together, or a shard goes bad.
    public init(_ pool: CaptionPool, _ settings: StreamSettings, seed: UInt64, shots: Int? = nil) throws {
        self.pool = pool
        var captions = BatchOrder.Captions(
            ranges: pool.ranges, items: pool.items, lengths: settings.window > 1 ? try pool.lengths() : [])
        chosen = try shots.map { try pool.captions(ofItems: $0, seed: seed) }
        if let chosen { captions = captions.only(chosen) }
        order = try BatchOrder(captions, settings, seed: seed)
        batch = settings.batch
        let most = TrainingStream.bytesAhead / max(1, settings.batch * pool.bytesOfCaption)
        ahead =
            pool.isRemote
            ? min(TrainingStream.aheadRemotely, max(TrainingStream.aheadLocally, most)) : TrainingStream.aheadLocally
    }

    /// Reads batches from a position on.
    /// - Parameters:
    ///   - process: which of the processes this one is, from 0; each gets its part of every batch.
    ///   - steps: batches that will be asked for, at most.
    ///   - bytes: what is made of a caption takes, about; fewer batches are made ahead where that is much.
    ///   - make: what becomes of a batch; it is called in the background.
    /// - Throws: ``InputError`` when no batch begins there.
    public func batches<Made: Sendable>(
        from position: StreamPosition = StreamPosition(), process: Int = 0, of processes: Int = 1,
        steps: Int = .max, bytes: Int = 0, _ make: @escaping @Sendable (Batch) throws -> Made
    ) throws -> BatchReader<Made> {
        let order = try order.batches(from: position)
        let reader = pool.reader(
            ProcessBatches(order: order, chosen: chosen, process: process, processes: processes, left: steps))
        return BatchReader(
            order, ahead: min(ahead, max(1, TrainingStream.bytesAhead / max(1, batch / processes * bytes))), most: steps
        ) { [self] batch, number in
            let part = BatchPart(process, of: processes, in: batch.captions.count)
            let gathered = try await reader.gathered(part.captions(of: batch, chosen), number)
            return try make(self.batch(gathered, batch, part))
        }
    }

    /// Reads batches from a position on, as they were gathered.
    public func batches(
        from position: StreamPosition = StreamPosition(), process: Int = 0, of processes: Int = 1
    ) throws -> BatchReader<Batch> {
        try batches(from: position, process: process, of: processes) { $0 }
    }

    /// Captions of an epoch.
    public var count: Int { chosen?.count ?? pool.count }

    private func batch(_ captions: GatheredCaptions, _ batch: BatchOrder.Batch, _ part: BatchPart) -> Batch {
        let before = Double(batch.end.captions - batch.captions.count) / Double(count)
        return Batch(
            captions: captions, part: part, epoch: batch.epoch, number: batch.number,
            epochs: Double(batch.epoch) + before,
            random: order.generator("batch \(batch.number)", epoch: batch.epoch))
    }
}

/// What one process gathers, batch by batch.
private struct ProcessBatches: ComingBatches {
    var order: BatchSequence
    let chosen: [UInt32]?
    let process: Int
    let processes: Int
    var left: Int

    mutating func next() throws -> [UInt32]? {
        guard left > 0 else { return nil }
        left -= 1
        let batch = try order.next()
        return BatchPart(process, of: processes, in: batch.captions.count).captions(of: batch, chosen)
    }
}

extension BatchPart {
    /// What is gathered for it, by their numbers in the pool.
    /// - Parameter chosen: the captions that are read; nil: all.
    fileprivate func captions(of batch: BatchOrder.Batch, _ chosen: [UInt32]?) -> [UInt32] {
        let own = Array(batch.captions[gathered])
        return chosen.map { chosen in own.map { chosen[Int($0)] } } ?? own
    }
}

extension CaptionPool {
    /// The captions of some items, drawn by a seed.
    /// - Throws: ``InputError`` where the split has fewer items.
    fileprivate func captions(ofItems count: Int, seed: UInt64) throws -> [UInt32] {
        guard count <= itemCount else {
            throw InputError(
                key: "shots", "\(count) items are more than the split's \(itemCount)",
                remedy: "use a smaller number, or leave the key out to train on all")
        }
        var random = SeededGenerator(seed: seed, purpose: "shots")
        let drawn = Set(random.permutation(itemCount).prefix(count).map { UInt32($0) })
        return (0..<UInt32(self.count)).filter { drawn.contains(items[Int($0)]) }
    }
}

extension BatchOrder.Captions {
    /// Some captions alone, under new numbers.
    /// - Parameter chosen: their numbers, rising.
    fileprivate func only(_ chosen: [UInt32]) -> Self {
        var ranges: [Range<Int>] = []
        var first = 0
        for range in self.ranges {
            let count = chosen.count { range.contains(Int($0)) }
            ranges.append(first..<first + count)
            first += count
        }
        return Self(
            ranges: ranges, items: chosen.map { items[Int($0)] },
            lengths: lengths.isEmpty ? [] : chosen.map { lengths[Int($0)] })
    }
}
