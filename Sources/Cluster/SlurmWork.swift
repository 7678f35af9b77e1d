import Documents
import Foundation
import Workspace

/// The work of a stage on its way through Slurm.
struct SlurmWork {
    private let stage: any Stage
    private let job: SlurmSettings.Job
    private let folder: SlurmFolder
    private let workspace: Workspace
    private let observer: Observer
    private var queue: SlurmQueue
    /// How often the task of a partition has failed, in parts of a failure.
    private var failures: [Int: Int] = [:]
    /// A task that came to its time's end has failed by one part of these, where it did some of its partitions, or its partition
    /// goes on from where it stood: even so it is not given time for ever.
    private static let parts = 100

    /// Other machines' files may come into sight a little later than their tasks end.
    private static let patience: [Double] = [0.5, 1, 2, 4, 8]

    init(
        _ stage: any Stage, _ job: SlurmSettings.Job, _ command: [String], _ folder: SlurmFolder,
        _ workspace: Workspace, _ observer: @escaping Observer
    ) {
        (self.stage, self.job, self.folder, self.workspace) = (stage, job, folder, workspace)
        self.observer = observer
        queue = SlurmQueue(
            name: folder.jobs + stage.name, stage: stage.name, job: job, command: command + ["--only", stage.name],
            folder: folder)
    }

    /// Waits for the tasks that an earlier process submitted: they may be doing what this one would submit.
    mutating func waitForEarlier() async throws {
        try await queue.wait { [stage, observer] tasks in
            observer(.status(stage: stage.name, text: "waiting for an earlier run's tasks: \(tasks.text)"))
        }
    }

    /// Has the partitions done whose indices are given.
    /// - Parameter retryingFailures: whether those are done anew in which items failed.
    mutating func finish(_ partitions: [Partition], _ pending: [Int], retryingFailures: Bool) async throws {
        if retryingFailures { queue.flags = ["--retry-failed"] }
        var left = pending
        var watch = Watch(
            stage: stage, workspace: workspace, isAnew: retryingFailures, observer: observer,
            progress: JournalProgress(workspace, stage.name, pending.map { partitions[$0] }))
        while true {
            queue.add(tasks(left))
            try await queue.wait { tasks in watch.look(tasks) }
            let ended = queue.ended()
            left.removeAll { watch.isDone(partitions[$0]) }
            for seconds in SlurmWork.patience {
                // What did not fail must be somewhere.
                let open = Set(left)
                guard ended.contains(where: { !$0.task.hasFailed && !open.isDisjoint(with: $0.partitions) }) else {
                    break
                }
                try await Task.sleep(for: .seconds(seconds))
                watch.look(nil)
                left.removeAll { watch.isDone(partitions[$0]) }
            }
            if left.isEmpty { return folder.clear(stage.name) }
            try await judge(left, ended, partitions)
        }
    }

    /// Tells an observer what becomes done.
    private struct Watch {
        let stage: any Stage
        let workspace: Workspace
        /// Whether what was done before does not count.
        let isAnew: Bool
        let observer: Observer
        var progress: JournalProgress
        private var told: Set<String> = []

        init(
            stage: any Stage, workspace: Workspace, isAnew: Bool, observer: @escaping Observer,
            progress: JournalProgress
        ) {
            (self.stage, self.workspace, self.isAnew) = (stage, workspace, isAnew)
            (self.observer, self.progress) = (observer, progress)
        }

        mutating func look(_ state: SlurmQueue.State?) {
            // A line of the journal says that it may be done, and the record that it is.
            for (partition, seconds) in progress.news() {
                told.insert(partition.output)
                guard workspace.isDone(partition, of: stage),
                    let record = DoneRecord.read(of: workspace.file(partition.output))
                else { continue }
                observer(.advanced(stage: stage.name, items: partition.items ?? 0))
                observer(.partitionEnded(stage: stage.name, record: record, seconds: seconds))
            }
            if let state { observer(.status(stage: stage.name, text: state.text)) }
        }

        func isDone(_ partition: Partition) -> Bool {
            (!isAnew || told.contains(partition.output)) && workspace.isDone(partition, of: stage)
        }
    }

    /// Partitions by the task. One process does a stage that is not to be divided.
    private func tasks(_ left: [Int]) -> [SlurmQueue.Work] {
        guard stage.isDivisible, job.processes == 1 else { return [SlurmQueue.Work(partitions: left, text: "all")] }
        let size = job.partitionsPerTask
        return stride(from: 0, to: left.count, by: size).map { start in
            let some = Array(left[start..<min(start + size, left.count)])
            return SlurmQueue.Work(partitions: some, text: PartitionList.text(some))
        }
    }

    /// Counts what failed.
    /// - Throws: ``Fault`` for what another try would not mend, or was tried often enough.
    private mutating func judge(
        _ left: [Int], _ ended: [(task: SlurmCommands.Task, partitions: [Int])], _ partitions: [Partition]
    ) async throws {
        let left = Set(left)
        for (task, indices) in ended {
            let open = indices.filter(left.contains)
            guard let first = open.first else { continue }
            if task.state == "CANCELLED" {
                throw fault("task \(task.job)_\(task.index) was cancelled; the same command goes on")
            }
            // The machine's doing, not the task's.
            if ["PREEMPTED", "NODE_FAIL", "BOOT_FAIL"].contains(task.state) { continue }
            // A task does its partitions in order: those after the first that is open were not begun.
            let cameOn = stage.isResumable || open.count < indices.count
            let share = task.state == "TIMEOUT" && cameOn ? 1 : SlurmWork.parts
            let words = folder.lastWords(of: task, stage: stage.name)
            if task.state == "FAILED", await queue.slurm.exitStatus(of: task) == 2 {
                throw fault("\(partitions[first].name): \(words)")
            }
            failures[first, default: 0] += share
            guard (failures[first] ?? 0) < job.tries * SlurmWork.parts else {
                throw fault(
                    "\(partitions[first].name) was not done in \(job.tries) tries, the last one's end: "
                        + "\(task.state); \(words)")
            }
        }
    }

    private func fault(_ reason: String) -> Fault { Fault("running \(stage.name) by Slurm", reason: reason) }
}
