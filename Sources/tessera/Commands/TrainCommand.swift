import ArgumentParser
import Corpus
import Documents
import Evaluation
import Features
import Foundation
import Shards
import Tensors
import Training
import Workspace

/// `tessera train`: a recipe on shards.
struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a recipe on feature shards.",
        discussion: """
            Writes DIR/train/initial and DIR/train/final, checkpoints for `tessera evaluate`. Started by mpirun or srun as \
            several processes, all of them train one model.
            """)

    @Argument(help: ArgumentHelp("The recipe, with the model's and the tokenizer's folders.", valueName: "recipe.yaml"))
    var recipe: String

    @Option(
        help: ArgumentHelp(
            "The folder of shards, or the one above it; or its URL, from which they are read as training goes on.",
            valueName: "dir|url"))
    var shards: String

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var out: String

    @Option(help: "Where the model is trained, whatever the recipe says.")
    var device: Device?

    @Option(help: ArgumentHelp("The languages, as en,es, whatever the recipe says.", valueName: "languages"))
    var languages: String?

    @Flag(help: "Go on from the last checkpoint of a run that was stopped.")
    var resume = false

    @Option(
        help: ArgumentHelp(
            """
            Train once for each of these numbers, as rate=5e-5,1e-4, and name the best by the validation split; may stand more \
            than once, for every combination.
            """,
            valueName: "key=numbers"))
    var grid: [String] = []

    @OptionGroup var cache: CacheOptions
    @OptionGroup var options: CommonOptions

    func run() async throws {
        var recipe = try Recipe(Document(contentsOf: recipe))
        if let device { recipe.device = device }
        if let languages {
            recipe = try recipe.with(languages: languages.split(separator: ",").map { try Language(String($0)) })
        }
        try recipe.device.check()
        if !grid.isEmpty { return try await runGrid(recipe) }
        let workspace = Workspace(out)
        let folder = TrainStage.folder(in: workspace)
        if !resume, folder.hasCheckpoints {
            throw InputError(
                file: folder.checkpoints, "a run was stopped here",
                remedy: "go on with it by --resume, or remove the folder")
        }
        let chosen = recipe
        try await Team.joined(in: folder) { try await train(chosen, in: workspace, $0) }
    }

    private func train(_ recipe: Recipe, in workspace: Workspace, _ team: Team?) async throws {
        if RemoteFolder.isURL(shards) {
            return try await cache.reading(shards, team: team) { shards in
                if let split = recipe.validation?.split, team?.isFirst ?? true { try await shards.fetch(split) }
                let validator = SplitValidator(recipe, shards: shards.folder)
                let stage = TrainStage(recipe, shards: shards, in: workspace, validator: validator)
                try await run(stage, in: workspace, team)
            }
        }
        try cache.refuse(for: shards)
        let shards = ShardIndex.folder(in: shards)
        let validator = SplitValidator(recipe, shards: shards)
        try await run(TrainStage(recipe, shards: shards, in: workspace, validator: validator), in: workspace, team)
    }

    /// Trains every cell of the grid, each in a folder of its own; one that is done is not trained again.
    private func runGrid(_ recipe: Recipe) async throws {
        guard try Launch(ProcessInfo.processInfo.environment) == nil else {
            throw InputError(
                key: "--grid", "one process trains a grid, a cell after the other, and here are several",
                remedy: "start one, or leave the option out")
        }
        guard recipe.validation != nil else {
            throw InputError(
                file: self.recipe, key: "validation",
                "a grid is judged by the validation split, and the recipe has none",
                remedy: "add, for example, validation: {every: 100}")
        }
        if RemoteFolder.isURL(shards) {
            throw InputError(
                key: "--shards", "a grid reads the same shards over and over", remedy: "fetch them to a folder first")
        }
        try cache.refuse(for: shards)
        let shards = ShardIndex.folder(in: shards)
        let cells = try Grid(grid).cells.map { ($0, try recipe.with($0)) }
        var report = GridReport()
        for (cell, recipe) in cells {
            let workspace = Workspace("\(out)/grid/\(cell.name)")
            let stage = TrainStage(
                recipe, shards: shards, in: workspace, validator: SplitValidator(recipe, shards: shards))
            do {
                try (await options.run([stage], in: workspace)).check()
                try report.add(cell, in: workspace)
            } catch let fault as Fault {
                // Too high a rate is what a grid is there to find.
                report.add(cell, failure: "\(fault)")
            }
        }
        if options.json { try Console.print(json: report) } else { Console.print(GridTable(report, in: out).text) }
        if report.cells.contains(where: { $0.failure != nil }) { throw ExitCode(1) }
    }

    private func run(_ stage: TrainStage, in workspace: Workspace, _ team: Team?) async throws {
        if let team, !team.isFirst { return try await stage.join(team) }
        let summaries: [StageSummary]
        do {
            summaries = try await options.run([stage.with(team).resuming(resume)], in: workspace)
        } catch is CancellationError where !resume && TrainStage.folder(in: workspace).hasCheckpoints {
            throw Stopped(goingOn: "the same command with --resume goes on from the last checkpoint")
        }
        if options.json {
            try Console.print(json: summaries)
        } else if !options.quiet, let share = TrainStage.share(in: workspace) {
            Console.print(share)
        }
        try summaries.check()
    }
}
