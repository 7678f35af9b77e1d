import Cluster
import Foundation

/// How far a run is, for people.
struct StatusText {
    private let status: RunStatus

    init(_ status: RunStatus) { self.status = status }

    var text: String {
        let isWorking = status.stages.contains { ($0.running ?? 0) + ($0.waiting ?? 0) > 0 }
        let nobody = isWorking ? "Slurm has tasks of it, for which nobody waits" : "nobody works in it"
        var lines = ["\(status.workspace): \(status.holder ?? nobody)"]
        if let silence = status.slurm { lines.append("Slurm does not answer: \(silence)") }
        if status.stages.isEmpty { lines.append("nothing is done yet") }
        for stage in status.stages where stage.done > 0 || stage.partitions != 0 {
            lines.append(line(stage))
            lines += stage.failed.map { failed in
                let count =
                    failed.items.map { counted($0, "item") + " failed" }
                    ?? failed.tasks.map { counted($0, "task") + " ended" } ?? ""
                return "             \(count): \(plain(failed.reason))"
            }
        }
        return lines.joined(separator: "\n")
    }

    private func line(_ stage: RunStatus.Stage) -> String {
        let all = stage.partitions.map { " of \($0)" } ?? ""
        var parts = ["\(stage.done)\(all) done"]
        if let running = stage.running, let waiting = stage.waiting, running + waiting > 0 {
            parts.append("\(running) running, \(waiting) waiting\(stage.reason.map { " (\($0))" } ?? "")")
        }
        if let rate = stage.perMinute, stage.secondsLeft != nil { parts.append(String(format: "%.3g a minute", rate)) }
        if let seconds = stage.secondsLeft { parts.append("\(time(seconds)) left") }
        return "  \(stage.stage.padding(toLength: 10, withPad: " ", startingAt: 0)) \(parts.joined(separator: ", "))"
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private func time(_ seconds: Double) -> String {
        seconds < 120
            ? String(format: "%.0f s", seconds)
            : seconds < 7200 ? String(format: "%.0f min", seconds / 60) : String(format: "%.1f h", seconds / 3600)
    }

    /// Without control characters, which a terminal would obey.
    private func plain(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) })
    }
}
