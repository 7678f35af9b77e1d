import Documents
import Foundation

/// A run's metrics: lines that are kept for checkpoints and written to a file that can be read while the run goes on, and
/// events for TensorBoard.
final class Metrics {
    private(set) var lines: String
    private let handle: FileHandle
    private let events: EventWriter

    /// - Parameters:
    ///   - lines: those of the steps before.
    ///   - folder: the live file begins with these lines; events go on at `step`.
    init(_ lines: String, step: Int, in folder: TrainingFolder) throws {
        self.lines = lines
        events = try EventWriter(folder: folder.events, step: step, wallTime: Metrics.now)
        let file = URL(fileURLWithPath: folder.metrics)
        do {
            try Data(lines.utf8).write(to: file)
            handle = try FileHandle(forWritingTo: file)
            try handle.seekToEnd()
        } catch { throw Fault("writing \(folder.metrics)", reason: error.localizedDescription) }
    }

    deinit { try? handle.close() }

    private static var now: Double { Date().timeIntervalSince1970 }

    private func add(_ step: Int, _ line: String, _ scalars: [Event.Scalar]) throws {
        let line = "{\"step\":\(step),\(line)}\n"
        lines += line
        do { try handle.write(contentsOf: Data(line.utf8)) } catch {
            throw Fault("writing the metrics of step \(step)", reason: error.localizedDescription)
        }
        try events.add(scalars, step: step, wallTime: Metrics.now)
    }

    /// The loss before a step.
    func add(_ step: Int, _ objective: Objective, rate: Double, _ terms: [LossTerm]) throws {
        let numbers = terms.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",")
        try add(
            step, "\"stage\":\"\(objective.rawValue)\",\"rate\":\(rate),\(numbers)",
            terms.map { .init("loss/\($0.name)", Float($0.value)) } + [.init("rate", Float(rate))])
    }

    /// What was measured after steps.
    func add(_ step: Int, meanRecall: Double) throws {
        try add(step, "\"mean_recall\":\(meanRecall)", [.init("mean_recall", Float(meanRecall))])
    }
}
