import Documents
import Foundation
import Workspace

/// Runs stages by Slurm's array jobs, one stage after the other: submits what is not done, waits, submits again what failed.
///
/// A task is a worker like any other engine's, and knows its partitions alone. This process only submits and waits: when it is
/// stopped the tasks go on, and a new one finds them by their name.
public struct SlurmExecutor: Sendable {
    private let workspace: Workspace
    private let settings: SlurmSettings
    private let command: [String]
    /// Of stages that this process does itself.
    private let jobs: Int
    private let retryingFailures: Bool
    private let observer: Observer

    /// - Parameter command: what a task runs, but for the stage and its partitions.
    public init(
        _ workspace: Workspace, _ settings: SlurmSettings, command: [String], jobs: Int = 1,
        retryingFailures: Bool = false, observer: @escaping Observer = { _ in }
    ) {
        (self.workspace, self.settings, self.command, self.jobs) = (workspace, settings, command, jobs)
        (self.retryingFailures, self.observer) = (retryingFailures, observer)
    }

    /// Runs stages to their ends. The caller has the lock for submitting.
    /// - Parameter done: called with each stage's name and the done record of each of its partitions, in order.
    /// - Throws: ``Fault`` for a partition that is not done after its tries, with what the last one said; ``InputError`` without
    ///   Slurm's commands.
    public func run(_ stages: [any Stage], done: (String, [DoneRecord]) -> Void) async throws {
        let folder = SlurmFolder(workspace)
        folder.forgetCancelling()
        // Of an earlier run, tasks may still write.
        if try await !SlurmCommands().tasks(named: folder.jobs).contains(where: \.isAlive) {
            AtomicOutput.removeLeftovers(in: workspace.path)
        }
        // A word that Slurm does not know is told before the first stage, and not before the last.
        for stage in stages where !settings.here.contains(stage.name) {
            try await SlurmQueue(
                name: folder.jobs + stage.name, stage: stage.name, job: settings.job(of: stage.name), command: [],
                folder: folder
            ).check()
        }
        for stage in stages { done(stage.name, try await run(stage, folder)) }
        AtomicOutput.removeLeftovers(in: workspace.path)
    }

    private func run(_ stage: any Stage, _ folder: SlurmFolder) async throws -> [DoneRecord] {
        if settings.here.contains(stage.name) {
            let lock = try WorkspaceLock(workspace, .everyPartition)
            defer { withExtendedLifetime(lock) {} }
            return try await LocalExecutor(
                workspace, jobs: jobs, retryingFailures: retryingFailures, observer: observer
            ).run(stage)
        }
        let begin = ContinuousClock.now
        let job = settings.job(of: stage.name)
        var work = SlurmWork(stage, job, command, folder, workspace, observer)
        try await work.waitForEarlier()
        let partitions = try await stage.partitions()
        try workspace.prune(stage, keeping: partitions)
        let pending = partitions.indices.filter {
            !workspace.isDone(partitions[$0], of: stage, retryingFailures: retryingFailures)
        }
        let done = partitions.count - pending.count
        observer(
            .stageBegan(
                stage: stage.name, partitions: partitions.count, done: done,
                items: pending.reduce(0) { $0 + (partitions[$1].items ?? 0) }))
        if !partitions.isEmpty {
            try Journal(workspace).append(Journal.Opening(stage: stage.name, partitions: partitions.count, done: done))
        }
        if !pending.isEmpty { try await work.finish(partitions, pending, retryingFailures: retryingFailures) }
        observer(.stageEnded(stage: stage.name, seconds: begin.duration(to: .now).seconds))
        return try workspace.records(of: partitions, stage: stage.name)
    }

    /// Ends a workspace's tasks, and whoever waits for them.
    /// - Returns: how many tasks there were.
    public static func cancel(_ workspace: Workspace) async throws -> Int {
        let folder = SlurmFolder(workspace)
        let slurm = SlurmCommands()
        guard FileManager.default.fileExists(atPath: folder.path) else {
            throw InputError(
                file: workspace.path, "nothing of it was given to Slurm", remedy: "stop a run on this machine by Ctrl-C"
            )
        }
        // First, so that nothing new is submitted.
        try folder.cancel()
        do {
            let tasks = try await slurm.tasks(named: folder.jobs).filter(\.isAlive)
            try await slurm.cancel(Set(tasks.map(\.job)))
            return tasks.count
        } catch let fault as Fault where SlurmQueue.isSilence(fault) {
            throw Fault(
                fault.what,
                reason: "\(fault.reason); its tasks go on, and a run that waits for them ends them when Slurm answers; "
                    + "without one, cancel again then")
        }
    }
}
