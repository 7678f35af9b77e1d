/// Lets one after the other do something, in the order in which they came.
actor Turn {
    private var taken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Waits for its turn, does the work, and passes the turn on.
    nonisolated func take<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        await begin()
        do {
            try Task.checkCancellation()
            let value = try await work()
            await end()
            return value
        } catch {
            await end()
            throw error
        }
    }

    private func begin() async {
        if taken {
            await withCheckedContinuation { waiting.append($0) }
        } else {
            taken = true
        }
    }

    private func end() {
        if waiting.isEmpty {
            taken = false
        } else {
            waiting.removeFirst().resume()
        }
    }
}
