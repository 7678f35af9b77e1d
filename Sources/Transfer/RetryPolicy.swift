import CCurl
import Foundation

/// When to try again: exponential backoff with full jitter, and a server's own Retry-After where it gives one.
public struct RetryPolicy: Sendable, Hashable {
    /// The tries after the first.
    public var retries: Int
    /// The longest wait before the first retry; it doubles with each.
    public var baseDelay: Duration
    /// The longest wait, however many retries there were.
    public var maxDelay: Duration
    /// The longest wait that a server may ask for.
    public var maxRetryAfter: Duration

    public init(
        retries: Int = 4, baseDelay: Duration = .milliseconds(500), maxDelay: Duration = .seconds(60),
        maxRetryAfter: Duration = .seconds(300)
    ) {
        self.retries = retries
        self.baseDelay = baseDelay
        self.maxDelay = maxDelay
        self.maxRetryAfter = maxRetryAfter
    }

    /// Whether a status says that the same request may pass later.
    public static func isRetryable(status: Int) -> Bool {
        [408, 425, 429].contains(status) || (500..<600).contains(status)
    }

    /// The wait before the next try.
    /// - Parameter retry: how many retries there were already.
    public func delay(
        beforeRetry retry: Int, retryAfter: Duration?, using generator: inout some RandomNumberGenerator
    ) -> Duration {
        if let retryAfter {
            // Everybody who was sent away got the same answer: a little spread keeps them from coming back as one.
            return min(retryAfter, maxRetryAfter) + baseDelay * Double.random(in: 0...1, using: &generator)
        }
        let ceiling = min(maxDelay, baseDelay * Int(1 << min(retry, 30)))
        return ceiling * Double.random(in: 0...1, using: &generator)
    }

    /// A Retry-After header: seconds, or a date.
    public static func retryAfter(in headers: HTTPHeaders, now: Date = Date()) -> Duration? {
        guard let text = headers["Retry-After"] else { return nil }
        if let seconds = Int64(text) { return seconds >= 0 ? .seconds(min(seconds, 1 << 31)) : nil }
        let date = curl_getdate(text, nil)
        return date < 0 ? nil : .seconds(max(0, Double(date) - now.timeIntervalSince1970))
    }
}

extension Duration {
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
