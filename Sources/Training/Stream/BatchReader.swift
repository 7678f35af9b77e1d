import Shards
import Tensors

/// Batches in order, made ahead of whoever trains on them: a few at a time, in the background.
public final class BatchReader<Batch: Sendable> {
    private let make: @Sendable (BatchOrder.Batch, Int) async throws -> Batch
    private let ahead: Int
    /// Batches that will be made.
    private var left: Int
    /// Batches that were begun.
    private var count = 0
    private var order: BatchSequence
    private var coming: [(task: Task<Batch, any Error>, end: StreamPosition)] = []
    /// Where a run goes on that has trained on all the batches so far, with any number of processes.
    public private(set) var position: StreamPosition
    /// How long ``next()`` has waited for batches.
    public private(set) var waited = Duration.zero

    /// - Parameters:
    ///   - ahead: batches that are made before they are asked for.
    ///   - most: batches that will be asked for; ``next()`` must not be called more often.
    ///   - make: makes a batch, whose number from 0 it gets too, in any thread, several at a time.
    init(
        _ order: BatchSequence, ahead: Int, most: Int = .max,
        _ make: @escaping @Sendable (BatchOrder.Batch, Int) async throws -> Batch
    ) {
        left = most
        self.make = make
        self.ahead = max(1, ahead)
        self.order = order
        position = order.position
    }

    deinit { coming.forEach { $0.task.cancel() } }

    /// The next batch. It may go on in another thread than the one that called.
    /// - Throws: what making it throws; `CancellationError`.
    public func next() async throws -> Batch {
        try Task.checkCancellation()
        try fill()
        precondition(!coming.isEmpty, "more batches than were said to be read")
        let (task, end) = coming.removeFirst()
        // The place that is free now is filled before the waiting, so that the work goes on behind it.
        try fill()
        let begin = ContinuousClock.now
        let batch = try await task.value
        waited += begin.duration(to: .now)
        position = end
        return batch
    }

    private func fill() throws {
        while coming.count < ahead, left > 0 {
            let batch = try order.next()
            let number = count
            (count, left) = (count + 1, left - 1)
            coming.append(
                (
                    Task { [make] in
                        try Task.checkCancellation()
                        return try await make(batch, number)
                    }, order.position
                ))
        }
    }
}
