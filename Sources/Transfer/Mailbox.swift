import Synchronization

/// One transfer as the engine's thread gets it.
struct Job: Sendable {
    let id: UInt64
    let request: HTTPRequest
    /// Where the body goes, and so whether it is decompressed on the way.
    let sink: any Sink
    let decompress: Bool
    let continuation: CheckedContinuation<Outcome, Never>
}

/// How a transfer ended. The sink comes back even after a failure: what it holds can be gone on from.
struct Outcome: Sendable {
    var head = ResponseHead()
    var finalURL: String
    var sink: any Sink
    var problem: Problem?
}

/// What other threads leave for the engine's thread, which alone touches libcurl.
final class Mailbox: Sendable {
    enum Message: Sendable {
        case start(Job)
        case cancel(UInt64)
    }

    private struct State {
        var messages: [Message] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    /// Wakes the thread.
    let bell = Bell()

    /// Leaves a message. False when the engine is closed, so that nobody will read it.
    func post(_ message: Message) -> Bool {
        let (isOpen, isFirst) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.messages.append(message)
            return (true, state.messages.count == 1)
        }
        // The thread takes all messages at once: the first one's wake-up serves those behind it.
        if isFirst { bell.ring() }
        return isOpen
    }

    /// Ends the engine: the thread fails what is under way and stops.
    func close() {
        state.withLock { $0.isClosed = true }
        bell.ring()
    }

    /// Closes and fails what waits, for want of a thread that would take it.
    func refuseAll() {
        close()
        var messages: [Message] = []
        _ = take(&messages)
        for case .start(let job) in messages {
            job.continuation.resume(
                returning: Outcome(
                    finalURL: job.request.url, sink: job.sink,
                    problem: Problem(kind: .closed, detail: "libcurl did not start")))
        }
    }

    /// Takes all messages into an empty array.
    /// - Returns: whether the engine is closed.
    func take(_ messages: inout [Message]) -> Bool {
        state.withLock { state in
            swap(&messages, &state.messages)
            return state.isClosed
        }
    }
}
