/// The waits between the tries of one request.
struct Backoff {
    private let policy: RetryPolicy?
    private var retries = 0

    init(_ policy: RetryPolicy?) {
        self.policy = policy
    }

    /// Waits before another try. False when the tries are used up.
    /// - Throws: ``TransferError`` when the task is cancelled.
    mutating func wait(_ retryAfter: Duration?, for url: String) async throws -> Bool {
        guard let policy, retries < policy.retries else { return false }
        var generator = SystemRandomNumberGenerator()
        let delay = policy.delay(beforeRetry: retries, retryAfter: retryAfter, using: &generator)
        retries += 1
        do {
            try await Task.sleep(for: delay)
        } catch {
            throw TransferError(.cancelled, url: url)
        }
        return true
    }

    /// Begins anew, after a try that got further than any before.
    mutating func reset() { retries = 0 }
}
