import ArgumentParser
import Documents
import Foundation
import Logging
import Storage
import Workspace

/// What every verb takes.
struct CommonOptions: ParsableArguments {
    @Flag(help: "Print one JSON document on standard output, and nothing else there.")
    var json = false

    @Flag(help: "Print no progress.")
    var quiet = false

    @Option(
        help: ArgumentHelp("How much to log on standard error: trace, debug, info, warning, error.", valueName: "level")
    )
    var logLevel: Logger.Level = .warning

    /// A log on standard error.
    var logger: Logger {
        var logger = Logger(label: "tessera") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = logLevel
        return logger
    }

    /// Shows and logs the events of a run.
    func observer() -> Observer {
        let printer = quiet ? nil : ProgressPrinter()
        let logger = logger
        return { event in
            printer?.observe(event)
            switch event {
            case .partitionBegan(let stage, let partition): logger.debug("\(stage): \(partition) begins")
            case .partitionEnded(let stage, let record, let seconds):
                logger.info(
                    "\(stage): \(record.partition) done",
                    metadata: ["seconds": "\(seconds)", "sha256": "\(record.digest)"])
            default: break
            }
        }
    }

    /// Locks a workspace, or a part of it; waits for others, or says who they are.
    func lock(_ workspace: Workspace, _ part: WorkspaceLock.Part, waiting: Bool) async throws -> WorkspaceLock {
        guard waiting else { return try WorkspaceLock(workspace, part) }
        return try await WorkspaceLock.waiting(for: part, of: workspace) { holder in
            if !quiet { Console.error("\(workspace.path): \(holder); waiting") }
        }
    }

    /// Runs stages one after the other in a workspace that no one else writes to.
    /// - Throws: ``ItemsFailed`` after the last one, when items failed in any.
    func run(
        _ stages: [any Stage], in workspace: Workspace, jobs: Int = 1, retryingFailures: Bool = false,
        waiting: Bool = false
    ) async throws -> [StageSummary] {
        try refuseBucket(workspace)
        let lock = try await lock(workspace, .run, waiting: waiting)
        defer { withExtendedLifetime(lock) {} }
        try await workspace.replica?.begin()
        AtomicOutput.removeLeftovers(in: workspace.path)
        let executor = LocalExecutor(workspace, jobs: jobs, retryingFailures: retryingFailures, observer: observer())
        var summaries: [StageSummary] = []
        for stage in stages {
            summaries.append(StageSummary(stage.name, try await executor.run(stage)))
        }
        return summaries
    }
}

extension CommonOptions {
    /// Runs some partitions of a stage, beside workers that do others: nothing else in the workspace is touched.
    /// - Throws: as ``run(_:in:jobs:retryingFailures:)``.
    func run(
        _ choice: PartitionChoice, of stage: any Stage, in workspace: Workspace, jobs: Int, retryingFailures: Bool,
        waiting: Bool
    ) async throws -> [StageSummary] {
        guard stage.isDivisible || choice.isAll else {
            throw InputError(
                key: "--partition", "is not for '\(stage.name)', whose partitions share what one process keeps",
                remedy: "write `--partition all`: one process does them")
        }
        try await workspace.replica?.begin()
        let partitions = try choice.of(try await stage.partitions(), stage: stage.name)
        let lock = try await lock(workspace, choice.isAll ? .everyPartition : .partitions(partitions), waiting: waiting)
        defer { withExtendedLifetime(lock) {} }
        let executor = LocalExecutor(
            workspace, jobs: jobs, retryingFailures: retryingFailures, isWorker: true, observer: observer())
        return [StageSummary(stage.name, try await executor.run(stage, partitions))]
    }
}

extension CommonOptions {
    /// - Throws: ``InputError`` for a place in a bucket that was taken for a folder.
    private func refuseBucket(_ workspace: Workspace) throws {
        guard S3Location.isLocation(workspace.path) else { return }
        throw InputError(
            key: "--out", "'\(workspace.path)' is a place in a bucket, which only `tessera run` works in",
            remedy: "name a folder")
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}

/// What a stage did, for `--json`.
struct StageSummary: Encodable {
    let stage: String
    let partitions: Int
    let counts: [String: Int]
    let failures: [Outcome.Failure]
    let outputs: [String: String]

    init(_ stage: String, _ records: [DoneRecord]) {
        self.stage = stage
        partitions = records.count
        counts = records.reduce(into: [:]) { $0.merge($1.outcome.counts, uniquingKeysWith: +) }
        failures = records.flatMap(\.outcome.failures)
        outputs = Dictionary(records.map { ($0.partition, $0.digest) }, uniquingKeysWith: { $1 })
    }
}

extension [StageSummary] {
    /// - Parameter remedy: what becomes of items that failed.
    /// - Throws: ``ItemsFailed`` when any item failed.
    func check(remedy: String = ItemsFailed.retrying) throws {
        let failures = flatMap { summary in summary.failures.map { (summary.stage, $0) } }
        if !failures.isEmpty { throw ItemsFailed(failures: failures, remedy: remedy) }
    }
}
