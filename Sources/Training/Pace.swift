import Foundation

/// How fast a run goes, and what it waits for.
struct Pace {
    private var begin = ContinuousClock.now
    private var waited = Duration.zero
    private var samples = 0

    /// Counts the time that `body` takes as waiting for data.
    mutating func waiting<T>(_ body: () throws -> T) rethrows -> T {
        let start = ContinuousClock.now
        defer { waited += start.duration(to: .now) }
        return try body()
    }

    mutating func add(samples count: Int) { samples += count }

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
