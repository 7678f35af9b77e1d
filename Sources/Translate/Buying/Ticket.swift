import Synchronization

/// Stands for the answer to a batch, for all who wait for it.
final class Ticket: Sendable {
    /// The texts that the engine does not take, and why; the others are in the memory.
    typealias Refused = [ExactText: String]

    private struct State {
        var result: Result<Refused, any Error>?
        var waiting: [UInt64: CheckedContinuation<Refused, any Error>] = [:]
        var cancelled: Set<UInt64> = []
        var last: UInt64 = 0
    }

    private let state = Mutex(State())
    private let submitted = Atomic<Bool>(false)

    /// Whether its batch is on its way.
    var isSubmitted: Bool { submitted.load(ordering: .acquiring) }

    func submit() { submitted.store(true, ordering: .releasing) }

    /// One whose answer is there.
    static var resolved: Ticket {
        let ticket = Ticket()
        ticket.submit()
        ticket.resolve(.success([:]))
        return ticket
    }

    /// Waits for the answer, or until the task is cancelled.
    func value() async throws -> Refused {
        let id = state.withLock { state in
            state.last += 1
            return state.last
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result = state.withLock { state -> Result<Refused, any Error>? in
                    if let result = state.result { return result }
                    if state.cancelled.contains(id) { return .failure(CancellationError()) }
                    state.waiting[id] = continuation
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let continuation = state.withLock { state in
                state.cancelled.insert(id)
                return state.waiting.removeValue(forKey: id)
            }
            continuation?.resume(throwing: CancellationError())
        }
    }

    /// Gives the answer; a later one is not heard.
    func resolve(_ result: Result<Refused, any Error>) {
        let waiting = state.withLock { state in
            if state.result == nil { state.result = result }
            defer { state.waiting = [:] }
            return state.waiting.values.map { $0 }
        }
        for continuation in waiting { continuation.resume(with: result) }
    }
}
