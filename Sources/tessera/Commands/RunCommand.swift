import ArgumentParser
import Cluster
import Documents
import Evaluation
import Foundation
import Pipeline
import Training
import Translate
import Workspace

/// `tessera run`: a pipeline file from manifest to report.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a pipeline file, skipping what is done already.",
        discussion: "Killed or interrupted at any time, the same command goes on where it stood.")

    @Argument(help: ArgumentHelp("The pipeline file, such as Pipelines/demo.yaml.", valueName: "pipeline.yaml"))
    var pipeline: String

    @Option(
        help: ArgumentHelp(
            "Run this stage alone: fetch, import, media, translate, quality, features, index, validate, train, evaluate, report.",
            valueName: "stage"))
    var only: String?

    @Option(
        help: ArgumentHelp(
            "Do these partitions of the stage alone, beside other workers that do others: 5, 3-7,9, a share, 2/64, or all.",
            valueName: "partitions"))
    var partition: PartitionChoice?

    @Option(
        help: "Who does the partitions: this process, or Slurm's array jobs, by the pipeline file's section 'slurm'.")
    var executor = Executor.local

    @Option(help: "Partitions of a stage that run at a time; each uses all cores where it can.")
    var jobs = 1

    @Flag(help: "Wait for those who work in the workspace, instead of saying who they are.")
    var wait = false

    @Flag(help: "Say what would be fetched, bought, decoded and trained, and what is missing; do nothing.")
    var dryRun = false

    @Flag(help: "Redo the partitions in which items failed.")
    var retryFailed = false

    @Option(
        help: ArgumentHelp(
            "Work in this folder, or place in a bucket, instead of the pipeline file's.", valueName: "dir|s3://…"))
    var workspace: String?

    @Option(help: "Train with this seed instead of the pipeline file's.")
    var seed: UInt64?

    @OptionGroup var cache: CacheOptions
    @OptionGroup var options: CommonOptions

    enum Executor: String, ExpressibleByArgument, CaseIterable {
        case local, slurm
    }

    func validate() throws {
        guard jobs > 0 else { throw ValidationError("--jobs must be at least 1.") }
        guard partition == nil || only != nil else {
            throw ValidationError("--partition needs --only, which says whose partitions are meant.")
        }
        guard partition == nil || executor == .local else {
            throw ValidationError(
                "--partition is for those who do the work; --executor slurm names the partitions itself.")
        }
    }

    func run() async throws {
        var file = try PipelineFile(contentsOf: pipeline, for: dryRun ? .planning : .running)
        if let workspace { file.workspace = workspace }
        if let seed { file.recipe?.seed = seed }
        let pipeline = try Pipeline(file, cache: try cache.workspaces(of: file))
        if dryRun {
            let plan = try await pipeline.plan()
            return options.json ? try Console.print(json: plan) : Console.print(PlanText(plan).text)
        }
        guard let training = trainStage(of: pipeline) else { return try await finish(run(pipeline, nil), pipeline) }
        // Of several processes the first does everything, and the others train with it.
        try await Team.joined(in: TrainStage.folder(in: pipeline.workspace)) { team in
            if let team, !team.isFirst { return try await training.join(team) }
            try await finish(run(pipeline, team), pipeline)
        }
    }

    /// What is trained; nil where nothing is, or by workers.
    private func trainStage(of pipeline: Pipeline) -> TrainStage? {
        let stage = pipeline.stages.lazy.compactMap { $0 as? TrainStage }.first
        return (partition?.isAll ?? true) && executor == .local && (only == nil || only == stage?.name) ? stage : nil
    }

    private func finish(_ summaries: [StageSummary], _ pipeline: Pipeline) async throws {
        try pipeline.noteModels()
        if showsResults { try await pipeline.bringResults() }
        try show(summaries, pipeline)
        try summaries.check()
    }

    private func run(_ pipeline: Pipeline, _ team: Team?) async throws -> [StageSummary] {
        if let only, let partition {
            return try await options.run(
                partition, of: pipeline.stage(named: only).training(with: team), in: pipeline.workspace, jobs: jobs,
                retryingFailures: retryFailed, waiting: wait)
        }
        var summaries: [StageSummary] = []
        if only != nil {
            // What is trained on may be another workspace's.
            for part in pipeline.parts.dropLast() { try await part.workspace.replica?.begin() }
        }
        for part in try pipeline.parts(only: only) {
            switch executor {
            case .local:
                summaries += try await options.run(
                    part.stages.map { $0.training(with: team) }, in: part.workspace, jobs: jobs,
                    retryingFailures: retryFailed, waiting: wait)
            case .slurm: summaries += try await submit(part, isOwn: part.file.path == pipeline.file.path)
            }
        }
        return summaries
    }

    /// Has a part's stages done by Slurm.
    /// - Parameter isOwn: whether it is of the file that the command names, and what the command says is meant for it.
    private func submit(_ part: Pipeline.Part, isOwn: Bool) async throws -> [StageSummary] {
        if let replica = part.workspace.replica {
            throw InputError(
                key: "--executor", "Slurm's machines share a folder, and '\(replica.name)' is in a bucket",
                remedy: "name a folder that all of them have by --workspace")
        }
        let lock = try await options.lock(part.workspace, .submitting, waiting: wait)
        defer { withExtendedLifetime(lock) {} }
        func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
        var command = [
            try Console.executable(), "run", absolute(part.file.path), "--workspace", absolute(part.workspace.path),
            "--jobs", "\(jobs)", "--wait", "--log-level", options.logLevel.rawValue,
        ]
        if isOwn, let seed { command += ["--seed", "\(seed)"] }
        let executor = SlurmExecutor(
            part.workspace, part.file.slurm, command: command, jobs: jobs, retryingFailures: retryFailed,
            observer: options.observer())
        var summaries: [StageSummary] = []
        do {
            try await executor.run(part.stages) { summaries.append(StageSummary($0, $1)) }
        } catch is CancellationError {
            if !options.quiet {
                Console.error("tasks that Slurm has go on; `tessera cancel \(part.workspace.path)` ends them")
            }
            throw CancellationError()
        }
        return summaries
    }

    /// Whether the retrieval numbers are what the command ends with.
    private var showsResults: Bool {
        partition == nil && (only == nil || only == "evaluate" || only == "report")
    }

    private struct Result: Encodable {
        let workspace: String
        let stages: [StageSummary]
        let before: RetrievalReport?
        let after: RetrievalReport?
        let report: String?
    }

    private func show(_ summaries: [StageSummary], _ pipeline: Pipeline) throws {
        let workspace = pipeline.workspace
        let evaluated = pipeline.file.recipe != nil && showsResults
        let before = evaluated ? try RetrievalReport(contentsOf: workspace.file(EvaluateStage.before)) : nil
        let after = evaluated ? try RetrievalReport(contentsOf: workspace.file(EvaluateStage.after)) : nil
        let page = workspace.file("report/index.html")
        let report = only == nil || only == "report" ? page : nil
        if options.json {
            return try Console.print(
                json: Result(
                    workspace: workspace.replica?.name ?? workspace.path, stages: summaries, before: before,
                    after: after, report: report)
            )
        }
        if !pipeline.file.translation.parts.isEmpty, only == nil || only == "quality" {
            let report = try QualityReport(contentsOf: workspace.file(QualityReport.path))
            Console.print(QualityTable(report).text + "\n")
        }
        if let before, let after { Console.print(RetrievalTable(before: before, after: after).text) }
        if let report { Console.print("\nreport: \(report)") }
    }
}

extension Stage {
    /// The stage, where it trains in the first of several processes.
    fileprivate func training(with team: Team?) -> any Stage { (self as? TrainStage)?.with(team) ?? self }
}
