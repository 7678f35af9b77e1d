import ArgumentParser
import Documents
import Evaluation
import Foundation
import Pipeline
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
            "Run this stage alone: fetch, import, media, translate, quality, features, index, train, evaluate, report.",
            valueName: "stage"))
    var only: String?

    @Option(
        help: ArgumentHelp(
            "Do these partitions of the stage alone, beside other workers that do others: 5, 3-7,9 or a share, 2/64.",
            valueName: "partitions"))
    var partition: PartitionChoice?

    @Option(help: "Where the partitions run.")
    var executor = Executor.local

    @Option(help: "Partitions of a stage that run at a time; each uses all cores where it can.")
    var jobs = 1

    @Flag(help: "Say what would be fetched, bought, decoded and trained, and what is missing; do nothing.")
    var dryRun = false

    @Flag(help: "Redo the partitions in which items failed.")
    var retryFailed = false

    @Option(help: ArgumentHelp("Work in this folder instead of the pipeline file's.", valueName: "dir"))
    var workspace: String?

    @Option(help: "Train with this seed instead of the pipeline file's.")
    var seed: UInt64?

    @OptionGroup var options: CommonOptions

    enum Executor: String, ExpressibleByArgument, CaseIterable {
        case local
    }

    func validate() throws {
        guard jobs > 0 else { throw ValidationError("--jobs must be at least 1.") }
        guard partition == nil || only != nil else {
            throw ValidationError("--partition needs --only, which says whose partitions are meant.")
        }
    }

    func run() async throws {
        var file = try PipelineFile(contentsOf: pipeline, for: dryRun ? .planning : .running)
        if let workspace { file.workspace = workspace }
        if let seed { file.recipe?.seed = seed }
        let pipeline = try Pipeline(file)
        if dryRun {
            let plan = try await pipeline.plan()
            return options.json ? try Console.print(json: plan) : Console.print(PlanText(plan).text)
        }
        let summaries = try await run(pipeline)
        try pipeline.noteModels()
        try show(summaries, pipeline)
        try summaries.check()
    }

    private func run(_ pipeline: Pipeline) async throws -> [StageSummary] {
        if let only {
            let stage = try pipeline.stage(named: only)
            if let partition {
                return try await options.run(
                    partition, of: stage, in: pipeline.workspace, jobs: jobs, retryingFailures: retryFailed)
            }
            return try await options.run([stage], in: pipeline.workspace, jobs: jobs, retryingFailures: retryFailed)
        }
        var summaries: [StageSummary] = []
        for part in pipeline.parts {
            summaries += try await options.run(
                part.stages, in: part.workspace, jobs: jobs, retryingFailures: retryFailed)
        }
        return summaries
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
        let evaluated =
            pipeline.file.recipe != nil && partition == nil && (only == nil || only == "evaluate" || only == "report")
        let before = evaluated ? try RetrievalReport(contentsOf: workspace.file(EvaluateStage.before)) : nil
        let after = evaluated ? try RetrievalReport(contentsOf: workspace.file(EvaluateStage.after)) : nil
        let page = workspace.file("report/index.html")
        let report = only == nil || only == "report" ? page : nil
        if options.json {
            return try Console.print(
                json: Result(workspace: workspace.path, stages: summaries, before: before, after: after, report: report)
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
