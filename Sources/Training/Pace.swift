import Foundation

/// How fast a run goes, and what it waits for.
struct Pace {
    private var begin = ContinuousClock.now
    private var waited = Duration.zero
    private var samples = 0

    /// What `body` gives, and the time that it took.
    static func waiting<T>(_ body: () async throws -> T) async rethrows -> (T, Duration) {
        let start = ContinuousClock.now
        return (try await body(), start.duration(to: .now))
    }

    mutating func add(samples count: Int, waited duration: Duration) {
        samples += count
        waited += duration
    }

    /// What there is to be known since the last call.
    mutating func status(_ terms: [LossTerm], rate: Double) -> String {
        let seconds = begin.duration(to: .now) / .seconds(1)
        let share = waited / .seconds(1) / max(seconds, 1e-9)
        let speed = Double(samples) / max(seconds, 1e-9)
        self = Pace()
        let losses = terms.map { "\($0.name) \(short($0.value))" }.joined(separator: ", ")
        return "\(losses); rate \(short(rate)); \(Int(speed)) samples/s, \(Int((100 * share).rounded()))% waiting"
    }

    /// Three significant digits.
    private func short(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return "\(value)" }
        return value.formatted(.number.precision(.significantDigits(3)).locale(.init(identifier: "en_US_POSIX")))
    }
}
