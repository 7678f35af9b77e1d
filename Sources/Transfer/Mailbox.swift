import CCurl
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
        /// The address of the multi handle while the thread runs, else 0. A number, because a pointer may not cross
        /// threads; `curl_multi_wakeup` is the one function of libcurl that may be called from any of them. It is
        /// called under the lock, and the thread takes the address back under the lock before it frees the handle.
        var multi: UInt = 0

        func wake() {
            if let multi = UnsafeMutableRawPointer(bitPattern: multi) { curl_multi_wakeup(multi) }
        }
    }

    private let state = Mutex(State())

    /// Leaves a message. False when the engine is closed, so that nobody will read it.
    func post(_ message: Message) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            // The thread takes all messages at once: the first one's wake-up serves those behind it.
            if state.messages.isEmpty { state.wake() }
            state.messages.append(message)
            return true
        }
    }

    /// Ends the engine: the thread fails what is under way and stops.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.wake()
        }
    }

    /// Closes and fails what waits, for want of a thread that would take it.
    func refuseAll() {
        close()
        for case .start(let job) in take().messages {
            job.continuation.resume(
                returning: Outcome(
                    finalURL: job.request.url, sink: job.sink,
                    problem: Problem(kind: .closed, detail: "libcurl did not start")))
        }
    }

    /// Names the multi handle to wake; 0 before it is freed.
    func connect(_ address: UInt) {
        state.withLock { $0.multi = address }
    }

    /// Takes all messages, and whether the engine is closed.
    func take() -> (messages: [Message], isClosed: Bool) {
        state.withLock { state in
            let messages = state.messages
            state.messages.removeAll(keepingCapacity: true)
            return (messages, state.isClosed)
        }
    }
}
