import ArgumentParser
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
        discussion: "Writes DIR/train/initial and DIR/train/final, checkpoints for `tessera evaluate`.")

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

    @Flag(help: "Go on from the last checkpoint of a run that was stopped.")
    var resume = false

    @OptionGroup var cache: CacheOptions
    @OptionGroup var options: CommonOptions

    func run() async throws {
        var recipe = try Recipe(Document(contentsOf: recipe))
        if let device { recipe.device = device }
        try recipe.device.check()
        let workspace = Workspace(out)
        let folder = TrainStage.folder(in: workspace)
        if !resume, folder.hasCheckpoints {
            throw InputError(
                file: folder.checkpoints, "a run was stopped here",
                remedy: "go on with it by --resume, or remove the folder")
        }
        if RemoteFolder.isURL(shards) {
            return try await cache.reading(shards) { shards in
                if let split = recipe.validation?.split { try await shards.fetch(split) }
                let validator = SplitValidator(recipe, shards: shards.folder)
                try await run(TrainStage(recipe, shards: shards, in: workspace, validator: validator), in: workspace)
            }
        }
        try cache.refuse(for: shards)
        let shards = ShardIndex.folder(in: shards)
        let validator = SplitValidator(recipe, shards: shards)
        try await run(TrainStage(recipe, shards: shards, in: workspace, validator: validator), in: workspace)
    }

    private func run(_ stage: TrainStage, in workspace: Workspace) async throws {
        let summaries = try await options.run([stage], in: workspace)
        if options.json { try Console.print(json: summaries) }
        try summaries.check()
    }
}
