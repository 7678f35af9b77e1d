import Shards
import Tensors

/// Batches in order, made ahead of whoever trains on them: a few at a time, in the background.
public final class BatchReader<Batch: Sendable> {
    private let make: @Sendable (BatchOrder.Batch) async throws -> Batch
    private let ahead: Int
    private var order: BatchSequence
    private var coming: [(task: Task<Batch, any Error>, end: StreamPosition)] = []
    /// Where a run goes on that has trained on all the batches so far, with any number of processes.
    public private(set) var position: StreamPosition
    /// How long ``next()`` has waited for batches.
    public private(set) var waited = Duration.zero

    /// - Parameters:
    ///   - ahead: batches that are made before they are asked for.
    ///   - make: makes a batch, in any thread, several at a time.
    init(
        _ order: BatchSequence, ahead: Int,
        _ make: @escaping @Sendable (BatchOrder.Batch) async throws -> Batch
    ) {
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
        while coming.count < ahead {
            let batch = try order.next()
            coming.append(
                (
                    Task { [make] in
                        try Task.checkCancellation()
                        return try await make(batch)
                    }, order.position
                ))
        }
    }
}
