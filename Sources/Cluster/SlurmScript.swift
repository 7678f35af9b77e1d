import Foundation

/// The script of an array job: each task does the partitions that a line of a list names.
struct SlurmScript {
    let job: SlurmSettings.Job
    /// The list's path. A task's line is its index, counted from 0.
    let list: String
    /// What a task runs, before the partitions.
    let command: [String]

    var text: String {
        let command =
            (job.command.map { [$0] } ?? command.prefix(1).map(SlurmScript.quoted))
            + command.dropFirst().map(SlurmScript.quoted)
        // When a process goes, the others tell of it and save what was reached.
        let launcher = ["srun", "--kill-on-bad-exit=0"] + (job.cores.map { ["--cpus-per-task=\($0)"] } ?? [])
        let line = ((job.processes > 1 ? launcher : []) + command).joined(separator: " ")
        return """
            #!/bin/bash
            set -eu
            \(job.setup ?? "")
            partitions=$(sed -n "$((SLURM_ARRAY_TASK_ID + 1))p" \(SlurmScript.quoted(list)))
            # Status 1 says that items failed: they are in the done records, and the task has done its work.
            \(line) --partition "$partitions" || [ $? -eq 1 ]

            """
    }

    /// What sbatch is told of a script of so many tasks.
    /// - Parameters: name: of the job; log: the path of the tasks' logs, with sbatch's own letters for job and index.
    func options(name: String, log: String, tasks: Int) -> [String] {
        let given: [(String, String?)] = [
            ("job-name", name), ("output", log),
            // A task that is taken away and begun again goes on in its log.
            ("open-mode", "append"),
            ("array", "0-\(tasks - 1)" + (job.tasksAtOnce.map { "%\($0)" } ?? "")),
            ("partition", job.queue), ("account", job.account), ("time", job.time), ("mem", job.memory),
            ("cpus-per-task", job.cores.map(String.init)),
            ("ntasks", String(job.processes)),
            ("gpus-per-task", job.gpus.flatMap { $0 > 0 ? String($0) : nil }),
        ]
        return ["--requeue"] + given.compactMap { name, value in value.map { "--\(name)=\($0)" } } + job.options
    }

    /// A word of the shell's.
    static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
