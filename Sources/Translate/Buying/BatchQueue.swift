/// The batches that wait for a request, first come first served.
///
/// Whoever takes one holds a place until it takes the next. One of them may ask for quiet: then it works alone.
actor BatchQueue {
    private var batches: [Batch] = []
    private var first = 0
    private var idle: [CheckedContinuation<Batch?, Never>] = []
    /// Those who hold a batch and do not wait for quiet.
    private var active = 0
    private var isQuiet = false
    private var waitingForQuiet: [CheckedContinuation<Void, Never>] = []
    private var ending: (any Error)?

    /// Adds a batch; one that comes after the end has its ticket resolved with the reason.
    func add(_ batch: Batch) {
        if let ending { return batch.ticket.resolve(.failure(ending)) }
        batches.append(batch)
        handOut()
    }

    /// The next batch; nil after the end.
    func next() async -> Batch? {
        guard ending == nil else { return nil }
        return await withCheckedContinuation { continuation in
            idle.append(continuation)
            handOut()
        }
    }

    /// A batch is done with.
    func giveBack() {
        active -= 1
        handOut()
    }

    /// Ends the queue: what waits is resolved with the reason, what is in hand goes on.
    func end(_ reason: any Error) {
        guard ending == nil else { return }
        ending = reason
        for batch in batches[first...] { batch.ticket.resolve(.failure(reason)) }
        batches = []
        first = 0
        for worker in idle { worker.resume(returning: nil) }
        idle = []
    }

    /// Waits until no other batch is in hand, and keeps it so until ``endQuiet()``.
    func beginQuiet() async {
        active -= 1
        await withCheckedContinuation { continuation in
            waitingForQuiet.append(continuation)
            handOut()
        }
    }

    func endQuiet() {
        isQuiet = false
        handOut()
    }

    private func handOut() {
        guard !isQuiet else { return }
        if let asking = waitingForQuiet.first {
            guard active == 0 else { return }
            isQuiet = true
            active += 1
            waitingForQuiet.removeFirst()
            return asking.resume()
        }
        while first < batches.count, let worker = idle.popLast() {
            active += 1
            worker.resume(returning: batches[first])
            first += 1
            if first > 256, first * 2 > batches.count {
                batches.removeFirst(first)
                first = 0
            }
        }
    }
}
