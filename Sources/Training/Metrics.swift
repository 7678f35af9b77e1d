import Documents
import Foundation

/// The lines of a run's metrics: kept for checkpoints, and written to a file that can be read while the run goes on.
final class Metrics {
    private(set) var lines: String
    private let handle: FileHandle?

    /// - Parameters:
    ///   - lines: those of the steps before.
    ///   - path: the file, which begins with these; nil: none.
    init(_ lines: String, live path: String?) throws {
        self.lines = lines
        guard let path else {
            handle = nil
            return
        }
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
            handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try handle?.seekToEnd()
        } catch { throw Fault("writing \(path)", reason: error.localizedDescription) }
    }

    deinit { try? handle?.close() }

    private func add(_ step: Int, _ fields: [String]) throws {
        let line = "{\"step\":\(step),\(fields.joined(separator: ","))}\n"
        lines += line
        do { try handle?.write(contentsOf: Data(line.utf8)) } catch {
            throw Fault("writing the metrics of step \(step)", reason: error.localizedDescription)
        }
    }

    /// The loss before a step.
    func add(_ step: Int, _ objective: Objective, rate: Double, _ terms: [LossTerm]) throws {
        try add(
            step,
            ["\"stage\":\"\(objective.rawValue)\"", "\"rate\":\(rate)"] + terms.map { "\"\($0.name)\":\($0.value)" })
    }

    /// What was measured after steps.
    func add(_ step: Int, meanRecall: Double) throws { try add(step, ["\"mean_recall\":\(meanRecall)"]) }
}
