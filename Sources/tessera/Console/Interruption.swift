import Dispatch
import Foundation
import Synchronization

/// Ctrl-C or SIGTERM arrived.
struct Interrupted: Error {}

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
            throw interrupted.isRaised ? Interrupted() : error
        }
    }

    private final class Flag: Sendable {
        private let value = Atomic<Bool>(false)

        var isRaised: Bool { value.load(ordering: .acquiring) }

        /// Raises the flag, and says whether it was raised before.
        func raise() -> Bool { value.exchange(true, ordering: .acquiringAndReleasing) }
    }
}
