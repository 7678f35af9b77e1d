import Documents
import Foundation
import Subprocess

/// Slurm's own commands, as they are found on the path.
struct SlurmCommands: Sendable {
    /// A task of an array.
    struct Task: Sendable, Equatable {
        /// The array's number.
        let job: Int
        /// Its place in the array.
        let index: Int
        /// As squeue tells it: `PENDING`, `RUNNING`, `COMPLETED`, `TIMEOUT` …
        let state: String
        /// Why it waits, as squeue tells it: `Resources`; empty where it does not.
        let reason: String
        /// The job's name.
        let name: String

        /// Whether Slurm may still do it, or do it again.
        var isAlive: Bool { isRunning || SlurmCommands.waiting.contains(state) }
        /// Whether it ended otherwise than by its command's success.
        var hasFailed: Bool { !isAlive && state.allSatisfy { $0.isUppercase || $0 == "_" } && state != "COMPLETED" }
        var isRunning: Bool { SlurmCommands.running.contains(state) }
    }

    private static let running: Set = ["RUNNING", "COMPLETING", "CONFIGURING", "STAGE_OUT", "SIGNALING", "STOPPED"]
    private static let waiting: Set = [
        "PENDING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "RESV_DEL_HOLD", "RESIZING", "SPECIAL_EXIT", "SUSPENDED",
    ]

    /// Submits a script.
    /// - Returns: the array's number.
    /// - Throws: ``Fault`` with what sbatch says.
    func submit(_ script: String, _ options: [String]) async throws -> Int {
        let output = try await run("sbatch", ["--parsable"] + options + [script])
        // NUMBER, or NUMBER;CLUSTER.
        guard let number = Int(output.prefix { $0.isNumber }) else {
            throw Fault("submitting \(script)", reason: "sbatch answered '\(output)'")
        }
        return number
    }

    /// Asks sbatch whether it would take a job.
    /// - Throws: ``Fault`` with what it says where it would not.
    func test(_ options: [String]) async throws {
        _ = try await run("sbatch", ["--test-only"] + options + ["--wrap=true"])
    }

    /// This user's tasks with names that begin so; of those that ended, the ones that Slurm has not forgotten yet.
    /// - Throws: ``Fault`` when Slurm does not answer.
    func tasks(named prefix: String) async throws -> [Task] {
        let lines = try await run(
            "squeue", ["--me", "--noheader", "--array", "--states=all", "--format=%F|%K|%T|%r|%j"])
        return lines.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "|", maxSplits: 4, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 5, let job = Int(parts[0]), parts[4].hasPrefix(prefix) else { return nil }
            return Task(
                job: job, index: Int(parts[1]) ?? 0, state: parts[2], reason: parts[3] == "None" ? "" : parts[3],
                name: parts[4])
        }
    }

    /// The status with which a task's command ended; nil where Slurm has forgotten it.
    func exitStatus(of task: Task) async -> Int? {
        // An array of one task may go by its own number.
        guard let text = try? await run("scontrol", ["show", "job", "--oneliner", "\(task.job)_\(task.index)"]),
            let field = text.split(separator: " ").first(where: { $0.hasPrefix("ExitCode=") })
        else { return nil }
        return Int(field.dropFirst("ExitCode=".count).prefix { $0 != ":" })
    }

    /// Ends arrays.
    func cancel(_ jobs: Set<Int>) async throws {
        guard !jobs.isEmpty else { return }
        _ = try await run("scancel", jobs.sorted().map(String.init))
    }

    /// The most tasks of an array.
    func largestArray() async throws -> Int {
        let text = try await run("scontrol", ["show", "config"])
        let line = text.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
        guard let value = line?.split(separator: "=").last, let most = Int(value.trimmingCharacters(in: .whitespaces))
        else { throw Fault("asking for Slurm's limits", reason: "scontrol tells no MaxArraySize") }
        guard most > 0 else { throw Fault("asking for Slurm's limits", reason: "it takes no array jobs") }
        return most
    }

    /// Runs a command of Slurm's and waits for it.
    /// - Returns: its standard output.
    private func run(_ program: String, _ arguments: [String]) async throws -> String {
        do {
            let result = try await Subprocess.run(
                .name(program), arguments: Arguments(arguments), output: .string(limit: 1 << 30),
                error: .string(limit: 1 << 20))
            guard result.terminationStatus.isSuccess else {
                let reason = result.standardError.trimmingCharacters(in: .whitespacesAndNewlines)
                throw Fault("asking \(program)", reason: reason.isEmpty ? "\(result.terminationStatus)" : reason)
            }
            return result.standardOutput.trimmingCharacters(in: .newlines)
        } catch let error as SubprocessError {
            if error.code == .executableNotFound {
                throw InputError(
                    "there is no '\(program)' on the path",
                    remedy: "use a machine that has Slurm's commands, or, for a run, leave out --executor slurm")
            }
            throw Fault("asking \(program)", reason: "\(error)")
        }
    }
}
