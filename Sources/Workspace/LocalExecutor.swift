import Documents
import Foundation

/// Runs stages in this process, in their order: skips partitions that are done, does the others, and tells an observer.
public struct LocalExecutor: Sendable {
    private let workspace: Workspace
    private let observer: Observer
    /// Partitions of a stage that are done at a time.
    private let jobs: Int
    private let retryingFailures: Bool
    private let journal: Journal

    /// - Parameter isWorker: whether others work in the workspace at the same time, on other machines too.
    public init(
        _ workspace: Workspace, jobs: Int = 1, retryingFailures: Bool = false, isWorker: Bool = false,
        observer: @escaping Observer = { _ in }
    ) {
        journal = Journal(workspace, ofThisMachine: isWorker)
        self.workspace = workspace
        self.jobs = max(1, jobs)
        self.retryingFailures = retryingFailures
        self.observer = observer
    }

    /// Runs a stage to its end.
    /// - Returns: the done record of every partition, in order, whether done now or before.
    public func run(_ stage: any Stage) async throws -> [DoneRecord] {
        let begin = ContinuousClock.now
        try await workspace.replica?.bring(keepsakes: stage.keepsakes)
        let partitions = try await stage.partitions()
        let pruned = try workspace.prune(stage, keeping: partitions)
        try await workspace.replica?.remove(pruned)
        return try await run(stage, partitions, since: begin, isWhole: true)
    }

    /// Runs some of a stage's partitions, and leaves all others alone.
    /// - Returns: their done records, in order.
    public func run(_ stage: any Stage, _ partitions: [Partition]) async throws -> [DoneRecord] {
        try await workspace.replica?.bring(keepsakes: stage.keepsakes)
        return try await run(stage, partitions, since: .now, isWhole: false)
    }

    private func run(
        _ stage: any Stage, _ partitions: [Partition], since begin: ContinuousClock.Instant, isWhole: Bool
    ) async throws -> [DoneRecord] {
        // Each record is read once: there may be a million of them.
        let records = partitions.map {
            workspace.doneRecord(of: $0, of: stage, retryingFailures: retryingFailures, noting: true)
        }
        let pending = zip(partitions, records).filter { $1 == nil }.map(\.0)
        observer(
            .stageBegan(
                stage: stage.name, partitions: partitions.count, done: partitions.count - pending.count,
                items: pending.reduce(0) { $0 + ($1.items ?? 0) }))
        // What an earlier run made, and was killed before it was taken further.
        try await workspace.publish(partitions, without: pending)
        if isWhole, !partitions.isEmpty {
            try journal.append(
                Journal.Opening(
                    stage: stage.name, partitions: partitions.count, done: partitions.count - pending.count))
        }
        if !pending.isEmpty {
            try workspace.replica?.check(keepsakes: stage.keepsakes)
            do {
                try await stage.prepare()
                try await perform(pending, of: stage)
            } catch {
                await stage.finish()
                // What was bought on the way is kept too, also after Ctrl-C, which this task does not have. The first failure is
                // what there is to say.
                await Task { try? await workspace.replica?.publish(keepsakes: stage.keepsakes, worked: true) }.value
                throw error
            }
        }
        await stage.finish()
        try await workspace.replica?.publish(keepsakes: stage.keepsakes, worked: !pending.isEmpty)
        observer(.stageEnded(stage: stage.name, seconds: begin.duration(to: .now).seconds))
        let done = try workspace.records(of: pending, stage: stage.name)
        var next = done.makeIterator()
        return records.compactMap { $0 ?? next.next() }
    }

    private func perform(_ partitions: [Partition], of stage: any Stage) async throws {
        let slots = max(jobs, stage.concurrency)
        // The next partition runs while what this one wrote is digested and synced, for which all other cores would wait.
        // As many wait to be published as run, and no more.
        let (freed, free) = AsyncStream<Bool>.makeStream()
        var freedSlots = freed.makeAsyncIterator()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, partition) in partitions.enumerated() {
                // Nothing begins after a failure or a cancellation; the group tells of it.
                if index >= slots, await freedSlots.next() != true { break }
                if index >= 2 * slots { try await group.next() }
                group.addTask {
                    do {
                        try await perform(partition, of: stage) { free.yield(true) }
                    } catch {
                        free.yield(false)
                        throw error
                    }
                }
            }
            // Not `waitForAll`, which lets the others run to their ends before it tells of a failure.
            while try await group.next() != nil {}
        }
        // A cancellation that came between two partitions.
        try Task.checkCancellation()
    }

    private func perform(
        _ partition: Partition, of stage: any Stage, ran: @escaping @Sendable () -> Void
    ) async throws {
        try Task.checkCancellation()
        observer(.partitionBegan(stage: stage.name, partition: partition.name))
        let begin = ContinuousClock.now
        let began = Date().timeIntervalSince1970
        let record = try await workspace.perform(
            partition, of: stage,
            reporting: ProgressReporter(
                { [observer] in observer(.advanced(stage: stage.name, items: $0)) },
                status: { [observer] in observer(.status(stage: stage.name, text: $0, isLast: $1)) }),
            ran: ran)
        let seconds = begin.duration(to: .now).seconds
        try journal.append(
            Journal.Entry(
                stage: stage.name, output: partition.output, began: began, seconds: seconds,
                failed: record.outcome.failedByReason))
        observer(.partitionEnded(stage: stage.name, record: record, seconds: seconds))
    }
}

extension Duration {
    /// The length in seconds.
    public var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}
