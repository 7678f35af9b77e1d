import Documents
import Foundation
import Models
import Shards
import Tokenizers
import Workspace

/// Trains a recipe on the workspace's shards. Two partitions: the model before its first step, which evaluation compares
/// with, and the trained one.
public struct TrainStage: Stage {
    public let name = "train"
    public let version = TrainStage.generation
    public let isResumable = true
    /// Changes when the same inputs give other weights, or checkpoints of another form.
    static let generation = 5
    private let recipe: Recipe
    private let workspace: Workspace
    private let validator: (any Validator)?
    /// The folder that has the shards, or their index alone.
    private let shards: String
    private let remote: RemoteShards?
    private let stream: ShardStream?
    /// The processes that train together; nil where this one is alone.
    private var team: Team?
    /// Whether checkpoints of another run are an error; they make room for this one's else.
    private var refusesOthers = false

    /// The outputs in a workspace: checkpoint folders.
    public static let initial = "train/initial"
    public static let final = "train/final"

    /// - Parameters:
    ///   - shards: the folder of the shards.
    ///   - validator: measures the model where the recipe validates.
    public init(_ recipe: Recipe, shards: String, in workspace: Workspace, validator: (any Validator)? = nil) {
        self.validator = validator
        self.recipe = recipe
        self.shards = shards
        self.workspace = workspace
        (remote, stream) = (nil, nil)
    }

    /// - Parameters:
    ///   - stream: the shards of another workspace, or of this one, that is kept in a bucket.
    ///   - validator: measures the model where the recipe validates, with the shards in that workspace's folder.
    public init(
        _ recipe: Recipe, stream: ShardStream, in workspace: Workspace, validator: (any Validator)? = nil
    ) {
        (self.recipe, self.workspace, self.validator) = (recipe, workspace, validator)
        (shards, remote, self.stream) = (stream.folder, nil, stream)
    }

    /// - Parameters:
    ///   - shards: behind a URL.
    ///   - validator: measures the model where the recipe validates.
    public init(
        _ recipe: Recipe, shards: RemoteShards, in workspace: Workspace, validator: (any Validator)? = nil
    ) {
        (self.recipe, self.workspace, self.validator) = (recipe, workspace, validator)
        (self.shards, remote, stream) = (shards.folder, shards, nil)
    }

    /// The stage, in the first of the processes that train together.
    public func with(_ team: Team?) -> TrainStage {
        var stage = self
        stage.team = team
        return stage
    }

    /// The stage, where somebody asked to go on with what was stopped.
    public func resuming(_ resumes: Bool) -> TrainStage {
        var stage = self
        stage.refusesOthers = resumes
        return stage
    }

    /// Takes part in the training of the first process's stage, as often as that trains. Writes nothing.
    public func join(_ team: Team) async throws {
        if stream != nil { throw TrainStage.needsOneProcess }
        try recipe.device.check()
        while try await team.isCalled() { try await trainer().join(team) }
    }

    private func trainer() async throws -> Trainer {
        if let remote { return try await Trainer(recipe, shards: remote) }
        return try Trainer(recipe, shards: shards)
    }

    /// What was trained, for people, as "trained 983808 of 560678658 parameters (0.175%)"; nil before.
    public static func share(in workspace: Workspace) -> String? {
        let counts = DoneRecord.read(of: workspace.file(final))?.outcome.counts
        guard let trained = counts?["parameters"] else { return nil }
        guard let all = counts?["parameters.all"], all > 0 else { return "trained \(trained) parameters" }
        let share = String(format: "%.3g", 100 * Double(trained) / Double(all))
        return "trained \(trained) of \(all) parameters (\(share)%)"
    }

    /// Where a workspace's run is.
    public static func folder(in workspace: Workspace) -> TrainingFolder { TrainingFolder(workspace.file("train")) }

    public func partitions() async throws -> [Partition] {
        try recipe.device.check()
        try await stream?.bringIndex()
        var inputs = [
            "recipe": recipe.identity, "shards": try ShardIndex.digest(folder: shards),
            "model": try CLIP.digest(of: recipe.model), "tokenizer": try TokenizerFolder.load(recipe.tokenizer).digest,
            "embeddings": try recipe.embeddings.map { try Digest.ofFile($0 + "/model.safetensors") } ?? "",
        ]
        inputs.merge(try recipe.digests()) { $1 }
        return [
            Partition(name: "initial", output: TrainStage.initial, items: 0, inputs: inputs),
            Partition(name: "final", output: TrainStage.final, items: recipe.steps, inputs: inputs),
        ]
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        if let stream {
            if team != nil { throw TrainStage.needsOneProcess }
            return try await stream.reading(recipe) { shards, media in
                try await run(
                    partition, try await Trainer(recipe, shards: shards, media: media), to: temporary, reporting)
            }
        }
        return try await run(partition, trainer(), to: temporary, reporting)
    }

    private static let needsOneProcess = InputError(
        key: "workspace", "is in a bucket, out of which one process trains, and here are several",
        remedy: "start one, or name a folder that all of them have by --workspace")

    private func run(
        _ partition: Partition, _ trainer: Trainer, to temporary: String, _ reporting: ProgressReporter
    ) async throws -> Outcome {
        if refusesOthers { try trainer.checkOthers(in: TrainStage.folder(in: workspace)) }
        if partition.output == TrainStage.initial {
            try trainer.writeUntrained(to: temporary)
            return Outcome()
        }
        try await team?.call()
        return try await trainer.train(
            to: temporary, in: TrainStage.folder(in: workspace), validator: validator, team: team, reporting: reporting)
    }

    /// The checkpoints on the way are no longer needed when the final one is there.
    public func finish() async {
        guard DoneRecord.read(of: workspace.file(TrainStage.final)) != nil else { return }
        let folder = TrainStage.folder(in: workspace)
        for path in [folder.checkpoints, folder.metrics] { try? FileManager.default.removeItem(atPath: path) }
    }
}
