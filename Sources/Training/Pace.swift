import Foundation

/// How fast a run goes, and what it waits for.
struct Pace {
    private var all = Span()
    private var recent = Span()

    private struct Span {
        var begin = ContinuousClock.now
        var waited = Duration.zero
        var samples = 0

        var text: String {
            let seconds = max(begin.duration(to: .now) / .seconds(1), 1e-9)
            let share = (1000 * (waited / .seconds(1)) / seconds).rounded() / 10
            return "\(Int(Double(samples) / seconds)) samples/s, \(share)% waiting"
        }
    }

    /// What `body` gives, and the time that it took.
    static func waiting<T>(_ body: () async throws -> T) async rethrows -> (T, Duration) {
        let start = ContinuousClock.now
        return (try await body(), start.duration(to: .now))
    }

    mutating func add(samples count: Int, waited duration: Duration) {
        recent.samples += count
        recent.waited += duration
        all.samples += count
        all.waited += duration
    }

    /// What there is to be known since the last call, or of the whole run.
    mutating func status(_ terms: [LossTerm], rate: Double, isLast: Bool) -> String {
        let losses = terms.map { "\($0.name) \(short($0.value))" }.joined(separator: ", ")
        defer { recent = Span() }
        return "\(losses); rate \(short(rate)); \(isLast ? "in all " + all.text : recent.text)"
    }

    /// Three significant digits.
    private func short(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return "\(value)" }
        return value.formatted(.number.precision(.significantDigits(3)).locale(.init(identifier: "en_US_POSIX")))
    }
}
