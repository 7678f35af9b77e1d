import Documents
import Foundation
import Workspace

/// A stage's tasks: those that are to be submitted, and those that are.
struct SlurmQueue {
    /// The jobs' name.
    let name: String
    let stage: String
    let job: SlurmSettings.Job
    let command: [String]
    /// What is said to `command` beside, this time.
    var flags: [String] = []
    let folder: SlurmFolder
    let slurm = SlurmCommands()

    /// What a task is to do.
    struct Work: Equatable {
        let partitions: [Int]
        /// As `--partition` takes it.
        let text: String
    }

    /// What is known of the tasks.
    enum State {
        case tasks(TaskCounts)
        /// Slurm does not answer, in its words.
        case silent(String)

        var text: String {
            switch self {
            case .tasks(let counts): counts.text
            case .silent(let words): "Slurm does not answer, and its tasks go on without it: \(words)"
            }
        }
    }

    /// Tasks that are not submitted.
    private var unsubmitted: [Work] = []
    /// The tasks of each array that was submitted.
    private var arrays: [Int: [Work]] = [:]
    /// The last that was seen of each task.
    private var seen: [Int: [Int: SlurmCommands.Task]] = [:]
    private var largest: Int?
    private var silence: ContinuousClock.Instant?

    /// Slurm is asked this often at most, and at least.
    private static let pauses = (shortest: Duration.milliseconds(250), longest: Duration.seconds(20))
    /// The file that cancels is looked for this often.
    private static let glance = Duration.milliseconds(500)
    /// A controller that does not answer for so long is gone.
    private static let longestSilence = Duration.seconds(3600)

    init(name: String, stage: String, job: SlurmSettings.Job, command: [String], folder: SlurmFolder) {
        (self.name, self.stage, self.job, self.command, self.folder) = (name, stage, job, command, folder)
    }

    mutating func add(_ tasks: [Work]) { unsubmitted += tasks }

    /// The tasks that have ended, with their partitions; they are forgotten.
    mutating func ended() -> [(task: SlurmCommands.Task, partitions: [Int])] {
        defer { (arrays, seen) = ([:], [:]) }
        return arrays.sorted { $0.key < $1.key }.flatMap { job, tasks in
            tasks.enumerated().map { index, work in
                let gone = SlurmCommands.Task(
                    job: job, index: index, state: "forgotten by Slurm", reason: "", name: name)
                return (seen[job]?[index] ?? gone, work.partitions)
            }
        }
    }

    /// Submits everything, and waits until no task of the name is left.
    /// - Parameter look: called now and then with how the tasks are.
    mutating func wait(_ look: (State) -> Void) async throws {
        var pause = SlurmQueue.pauses.shortest
        var last: TaskCounts?
        while true {
            do {
                try await stopWhenCancelled()
                let tasks = try await slurm.tasks(named: name).filter { $0.name == name }
                for task in tasks where arrays[task.job] != nil { seen[task.job, default: [:]][task.index] = task }
                let alive = tasks.filter(\.isAlive)
                let isSubmitted = try await submit(beside: alive.count)
                silence = nil
                let counts = TaskCounts(alive, unsubmitted: unsubmitted.count)
                look(.tasks(counts))
                if alive.isEmpty, unsubmitted.isEmpty, !isSubmitted { return }
                pause = counts == last ? min(pause * 1.5, SlurmQueue.pauses.longest) : SlurmQueue.pauses.shortest
                last = counts
            } catch let fault as Fault where SlurmQueue.isSilence(fault) {
                try forgive(fault)
                look(.silent(fault.reason))
            }
            try await rest(pause)
        }
    }

    /// Goes on without an answer for a while: tasks go on without their controller.
    private mutating func forgive(_ fault: Fault) throws {
        let since = silence ?? .now
        // A controller that never answered is not there.
        guard silence != nil || !arrays.isEmpty, since.duration(to: .now) < SlurmQueue.longestSilence else {
            throw fault
        }
        silence = since
    }

    private func rest(_ pause: Duration) async throws {
        let end = ContinuousClock.now + pause
        // Cancelling needs an answer of Slurm's; without one it is tried again after the pause.
        while ContinuousClock.now < end, silence != nil || !folder.isCancelled {
            try await Task.sleep(for: min(SlurmQueue.glance, end - .now))
        }
    }

    /// - Throws: ``Fault`` where somebody cancelled the run; what was submitted meanwhile is ended too.
    private func stopWhenCancelled() async throws {
        guard folder.isCancelled else { return }
        let alive = try await slurm.tasks(named: folder.jobs).filter(\.isAlive)
        try await slurm.cancel(Set(alive.map(\.job)))
        folder.forgetCancelling()
        throw Fault("running \(stage) by Slurm", reason: "`tessera cancel` stopped it; the same command goes on")
    }

    /// Submits as many arrays as Slurm takes.
    /// - Parameter alive: tasks of the stage that Slurm has already.
    /// - Returns: whether any was.
    private mutating func submit(beside alive: Int) async throws -> Bool {
        guard !unsubmitted.isEmpty else { return false }
        var size = try await largestArray()
        var isSubmitted = false
        while !unsubmitted.isEmpty {
            try await stopWhenCancelled()
            let tasks = Array(unsubmitted.prefix(size))
            do {
                arrays[try await submit(tasks)] = tasks
                unsubmitted.removeFirst(tasks.count)
                isSubmitted = true
            } catch let fault as Fault where SlurmQueue.isLimit(fault) {
                // Fewer, then none until others have ended.
                if tasks.count > 1 {
                    size = tasks.count / 2
                } else if alive > 0 || isSubmitted {
                    break
                } else {
                    throw fault
                }
            } catch let fault as Fault where SlurmQueue.isRefusal(fault) {
                throw job.refusal(fault.reason, stage: stage)
            }
        }
        return isSubmitted
    }

    /// Looks whether sbatch understands what the stage's jobs ask for, before anything is submitted.
    /// - Throws: ``InputError`` that names the section of the pipeline file.
    func check() async throws {
        let script = SlurmScript(job: job, list: "", command: [])
        do {
            try await slurm.test(script.options(name: name, log: "/dev/null", tasks: 1))
        } catch let fault as Fault {
            // What may be otherwise when the jobs are submitted, as which machines are up, is not judged now.
            guard SlurmQueue.isMisunderstood(fault) else { return }
            throw job.refusal(fault.reason, stage: stage)
        }
    }

    private mutating func largestArray() async throws -> Int {
        if let largest { return largest }
        let found = try await slurm.largestArray()
        largest = found
        return found
    }

    private func submit(_ tasks: [Work]) async throws -> Int {
        let base = folder.newName(for: stage)
        let list = tasks.map(\.text).joined(separator: "\n") + "\n"
        try AtomicOutput.write(Data(list.utf8), to: base + ".list")
        let script = SlurmScript(job: job, list: base + ".list", command: command + flags)
        try AtomicOutput.write(Data(script.text.utf8), to: base + ".sh")
        do {
            return try await slurm.submit(
                base + ".sh", script.options(name: name, log: folder.logs(of: stage), tasks: tasks.count))
        } catch {
            for suffix in [".list", ".sh"] { try? FileManager.default.removeItem(atPath: base + suffix) }
            throw error
        }
    }

    /// Whether Slurm does not answer, as against an answer that it will not do something.
    static func isSilence(_ fault: Fault) -> Bool {
        let words = fault.reason.lowercased()
        return ["unable to contact", "timed out", "connect", "zero bytes", "communication", "slurm_load"]
            .contains(where: words.contains)
    }

    /// Whether sbatch does not know a word that it was given.
    private static func isMisunderstood(_ fault: Fault) -> Bool {
        let words = fault.reason.lowercased()
        return ["invalid", "unrecognized", "unknown"].contains(where: words.contains)
    }

    /// Whether sbatch will never take such a job.
    private static func isRefusal(_ fault: Fault) -> Bool {
        let words = fault.reason.lowercased()
        return isMisunderstood(fault)
            || ["not available", "not permitted", "cannot be satisfied", "can not be satisfied"].contains(
                where: words.contains)
    }

    /// Whether sbatch refuses because a user, an account or a cluster has as many jobs as it may.
    private static func isLimit(_ fault: Fault) -> Bool {
        let words = fault.reason.lowercased()
        return ["submit limit", "job limit", "maxsubmit", "policy", "job/step limit", "max jobs", "temporarily"]
            .contains(where: words.contains)
    }
}

/// How a stage's tasks are.
struct TaskCounts: Equatable {
    let running: Int
    let waiting: Int
    /// Not submitted, for the cluster's limits.
    let unsubmitted: Int
    /// Why most wait.
    let reason: String

    init(_ tasks: [SlurmCommands.Task], unsubmitted: Int) {
        running = tasks.count(where: \.isRunning)
        waiting = tasks.count - running
        self.unsubmitted = unsubmitted
        let reasons = Dictionary(grouping: tasks.lazy.filter { !$0.isRunning }.map(\.reason)) { $0 }.mapValues(\.count)
        reason = reasons.filter { !$0.key.isEmpty }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }

    var text: String {
        "\(running) running, \(waiting) waiting\(reason.isEmpty ? "" : " (\(reason))")"
            + (unsubmitted > 0 ? ", \(unsubmitted) to be submitted" : "")
    }
}

/// Partitions as `--partition` takes them: `0-3,7`.
enum PartitionList {
    /// - Parameter indices: in order.
    static func text(_ indices: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for index in indices {
            if let last = ranges.last, last.upperBound + 1 == index {
                ranges[ranges.count - 1] = last.lowerBound...index
            } else {
                ranges.append(index...index)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }
}
