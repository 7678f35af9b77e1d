import Dispatch
import Foundation
import Synchronization

/// Ctrl-C or SIGTERM arrived.
struct Interrupted: Error {
    /// How the work goes on.
    var goingOn = "the same command goes on with what is not done"
}

/// Thrown by a command that was cancelled, and does not go on when it is only started again.
struct Stopped: Error {
    let goingOn: String
}

/// Turns the first Ctrl-C or SIGTERM into the cancellation of the work at hand, which then finishes or discards the write
/// in hand; the second one ends the process at once.
enum Interruption {
    static func guarding(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let interrupted = Flag()
        let task = Task { try await body() }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                if interrupted.raise() { _exit(130) }
                task.cancel()
            }
            source.resume()
            return source
        }
        defer { sources.forEach { $0.cancel() } }
        do {
            try await task.value
        } catch {
            guard interrupted.isRaised else { throw error }
            if let stopped = error as? Stopped { throw Interrupted(goingOn: stopped.goingOn) }
            throw Interrupted()
        }
    }

    private final class Flag: Sendable {
        private let value = Atomic<Bool>(false)

        var isRaised: Bool { value.load(ordering: .acquiring) }

        /// Raises the flag, and says whether it was raised before.
        func raise() -> Bool { value.exchange(true, ordering: .acquiringAndReleasing) }
    }
}
