import Foundation
import Synchronization
import Workspace

/// Shows a run on standard error: a bar with rate and time left on a terminal, plain lines elsewhere.
final class ProgressPrinter: Sendable {
    private struct Current {
        var stage = ""
        var partitions = 0
        var done = 0
        var items = 0
        var expected = 0
        var status = ""
        var said = ContinuousClock.now
        var begin = ContinuousClock.now
        var drawn = ContinuousClock.now
    }

    private let current = Mutex(Current())
    private let isTerminal = Console.isTerminal

    /// Bars are drawn at most this often.
    private static let interval = Duration.milliseconds(100)

    /// Lines of what is to be known are printed at most this often.
    private static let pause = Duration.seconds(30)

    /// Takes an event of a run.
    func observe(_ event: Event) {
        current.withLock { current in
            switch event {
            case .stageBegan(let stage, let partitions, let done, let items):
                current = Current()
                (current.stage, current.partitions, current.done) = (stage, partitions, done)
                current.expected = items
                if partitions == 0 { return }
                if done == partitions {
                    Console.error("\(padded(stage)) done before (\(count(partitions, "partition")))")
                } else if !isTerminal {
                    Console.error(
                        "\(padded(stage)) \(count(partitions - done, "partition")) to do, \(done) done before")
                }
            case .partitionBegan:
                draw(&current, always: true)
            case .advanced(_, let items):
                current.items += items
                draw(&current, always: false)
            case .status(let stage, let text, let isLast):
                current.status = text
                draw(&current, always: false)
                guard isLast || !isTerminal && current.said.duration(to: .now) > ProgressPrinter.pause else { return }
                current.said = .now
                if isTerminal { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
                let place = isLast ? "" : "\(current.items)/\(current.expected)  "
                Console.error("\(padded(stage)) \(place)\(text)")
            case .partitionEnded(let stage, let record, let seconds):
                current.done += 1
                if isTerminal {
                    draw(&current, always: true)
                } else {
                    Console.error(
                        "\(padded(stage)) \(record.partition): \(summary(record.outcome)) in \(duration(seconds))"
                            + rates(record.outcome, seconds))
                }
            case .stageEnded(let stage, let seconds):
                guard isTerminal, current.partitions > 0,
                    current.items > 0 || current.begin.duration(to: .now) > .seconds(1)
                else { return }
                FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
                Console.error(
                    "\(padded(stage)) done, \(count(current.partitions, "partition")) in \(duration(seconds))")
            }
        }
    }

    private func draw(_ current: inout Current, always: Bool) {
        let now = ContinuousClock.now
        guard isTerminal, always || current.drawn.duration(to: now) > ProgressPrinter.interval else { return }
        current.drawn = now
        let seconds = max(current.begin.duration(to: now).seconds, 1e-3)
        let rate = Double(current.items) / seconds
        let share = current.expected > 0 ? min(1, Double(current.items) / Double(current.expected)) : 0
        let filled = Int(share * 24)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        let left = rate > 0 ? duration(Double(current.expected - current.items) / rate) : "?"
        let line =
            "\(padded(current.stage)) \(bar) \(current.items)/\(current.expected)  \(rounded(rate))/s, \(left) left, "
            + "partition \(min(current.done + 1, current.partitions)) of \(current.partitions)"
            + (current.status.isEmpty ? "" : "  \(current.status)")
        FileHandle.standardError.write(Data("\r\(line)\u{1B}[K".utf8))
    }

    private func summary(_ outcome: Outcome) -> String {
        let counts = outcome.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let failed = outcome.failures.isEmpty ? [] : ["\(outcome.failures.count) failed"]
        let parts = counts + failed
        return parts.isEmpty ? "done" : parts.joined(separator: ", ")
    }

    /// How fast media were encoded, where there were some.
    private func rates(_ outcome: Outcome, _ seconds: Double) -> String {
        let rates = ["images", "videos"].compactMap { kind in
            outcome.counts[kind].map { "\(rounded(Double($0) / max(seconds, 1e-3))) \(kind)/s" }
        }
        return rates.isEmpty ? "" : " (\(rates.joined(separator: ", ")))"
    }

    private func padded(_ stage: String) -> String { stage + String(repeating: " ", count: max(0, 10 - stage.count)) }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private func rounded(_ rate: Double) -> String { rate >= 10 ? String(Int(rate)) : String(format: "%.1f", rate) }

    private func duration(_ seconds: Double) -> String {
        switch seconds {
        case ..<60: String(format: "%.1f s", seconds)
        case ..<3600: String(format: "%d min %02d s", Int(seconds) / 60, Int(seconds) % 60)
        default: String(format: "%d h %02d min", Int(seconds) / 3600, Int(seconds) % 3600 / 60)
        }
    }
}
