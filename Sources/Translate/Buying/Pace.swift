import Synchronization

/// Keeps requests below so many a second, and their characters too: each is given the time at which it may go.
final class Pace: Sendable {
    private struct State {
        var nextRequest = ContinuousClock.now
        var nextCharacters = ContinuousClock.now
    }

    private let requestsPerSecond: Double?
    private let charactersPerSecond: Double?
    private let state = Mutex(State())

    init(requestsPerSecond: Double?, charactersPerSecond: Double?) {
        self.requestsPerSecond = requestsPerSecond
        self.charactersPerSecond = charactersPerSecond
    }

    /// Waits for the turn of a request.
    func wait(characters: Int) async throws {
        guard requestsPerSecond != nil || charactersPerSecond != nil else { return }
        let time = state.withLock { state in
            let now = ContinuousClock.now
            let time = max(now, state.nextRequest, state.nextCharacters)
            if let requestsPerSecond { state.nextRequest = time + .seconds(1 / requestsPerSecond) }
            if let charactersPerSecond {
                state.nextCharacters = time + .seconds(Double(characters) / charactersPerSecond)
            }
            return time
        }
        try await Task.sleep(until: time, clock: .continuous)
    }

    /// The request that the task is about, so that each of its tries waits for its turn too, and is paid for.
    struct Turn: Sendable {
        let pace: Pace
        let characters: Int
        /// Takes the characters from the budget, or throws ``BudgetSpent``: what becomes of a try that fails is the
        /// provider's to say, so each counts.
        let spend: @Sendable (Int) throws -> Void

        @TaskLocal static var current: Turn?

        /// Waits for the next turn.
        func wait() async throws {
            try spend(characters)
            try await pace.wait(characters: characters)
        }
    }
}
