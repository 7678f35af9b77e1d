import Documents
import Foundation
import Workspace

/// Where scripts, lists of partitions and logs of Slurm's tasks lie: `.slurm` in a workspace.
struct SlurmFolder: Sendable {
    let path: String
    /// The beginning of the names of the workspace's jobs, by which they are found again.
    let jobs: String

    /// What of a log's end is told.
    private static let (lastBytes, lastLines) = (4096, 3)

    init(_ workspace: Workspace) {
        path = URL(fileURLWithPath: workspace.path).resolvingSymlinksInPath().standardizedFileURL.path + "/.slurm"
        jobs = "tessera-\(Digest.of(path).prefix(10))-"
    }

    /// Whoever waits for the jobs stops when this file is there.
    private var cancelled: String { path + "/cancelled" }

    var isCancelled: Bool { FileManager.default.fileExists(atPath: cancelled) }

    func cancel() throws { try AtomicOutput.write(Data(), to: cancelled) }

    func forgetCancelling() { try? FileManager.default.removeItem(atPath: cancelled) }

    /// A name for a script and its list that none has yet.
    func newName(for stage: String) -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(path)/\(stage)-\(number).sh") { number += 1 }
        return "\(path)/\(stage)-\(number)"
    }

    /// The path of tasks' logs, as sbatch wants it.
    func logs(of stage: String) -> String { path.replacing("%", with: "%%") + "/\(stage)-%A_%a.log" }

    /// The last that a task said.
    func lastWords(of task: SlurmCommands.Task, stage: String) -> String {
        let log = "\(path)/\(stage)-\(task.job)_\(task.index).log"
        guard let file = FileHandle(forReadingAtPath: log) else { return "it left no log \(log)" }
        defer { try? file.close() }
        let end = (try? file.seekToEnd()) ?? 0
        try? file.seek(toOffset: end - min(end, UInt64(SlurmFolder.lastBytes)))
        let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).suffix(SlurmFolder.lastLines)
        return lines.isEmpty ? "its log \(log) is empty" : "\(log): \(lines.joined(separator: " | "))"
    }

    /// Removes what the tasks of a stage that is done have left.
    func clear(_ stage: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name.hasPrefix(stage + "-") {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }
}
