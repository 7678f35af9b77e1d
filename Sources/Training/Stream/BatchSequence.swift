import Documents

/// Batches from a position on, epoch after epoch without an end.
public struct BatchSequence: Sendable {
    private let order: BatchOrder
    private var batches: EpochOrder
    /// Where the stream stands: behind the batch that was given last.
    public private(set) var position: StreamPosition

    init(_ order: BatchOrder, from position: StreamPosition) throws {
        self.order = order
        self.position = position
        batches = order.epoch(position.epoch)
        var place = 0
        // Where the position came from the order itself, going through its batches again ends at it.
        while place < position.captions, let batch = batches.next() { place = batch.end.captions }
        guard place == position.captions else {
            throw InputError(
                "no batch begins after \(position.captions) captions of epoch \(position.epoch)",
                remedy: "go on with the shards, batch size, sampling and seed that the run began with")
        }
    }

    /// The next batch.
    /// - Throws: ``InputError`` when an epoch has none.
    public mutating func next() throws -> BatchOrder.Batch {
        var isNew = false
        while true {
            if let batch = batches.next() {
                position = batch.end
                return batch
            }
            guard !isNew else {
                throw InputError(
                    "the captions give no batch of \(BatchOrder.smallest) of different items",
                    remedy: "train on more items")
            }
            isNew = true
            position = StreamPosition(epoch: position.epoch + 1)
            batches = order.epoch(position.epoch)
        }
    }
}
