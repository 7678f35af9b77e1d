import Corpus
import Documents
import Foundation
import Models
import Shards
import Tensors
import Tokenizers
import Workspace

/// Runs a recipe over the shards of a training split, with checkpoints from which a stopped run goes on bit for bit.
public struct Trainer: Sendable {
    let recipe: Recipe
    let stream: TrainingStream
    let clip: CLIP
    private let vocabulary: Int
    /// SHA-256 over all that the trained weights depend on.
    let fingerprint: String

    /// Lines of metrics.jsonl are this many steps apart.
    private static let logEvery = 20

    /// - Parameter folder: the shards'.
    /// - Throws: ``InputError`` when shards, model, tokenizer and recipe do not fit together.
    public init(_ recipe: Recipe, shards folder: String, split: String = "train") throws {
        let pool = try CaptionPool(
            folder: folder, split: split, languages: recipe.languages.map(\.tag), columns: [.visual, .source])
        clip = try CLIP(folder: recipe.model, precision: recipe.precision)
        let tokenizer = try TokenizerFolder.load(recipe.tokenizer)
        try Trainer.check(pool.description, against: recipe, clip, tokenizer, folder: folder)
        stream = try TrainingStream(pool, recipe.stream, seed: recipe.seed)
        self.recipe = recipe
        vocabulary = tokenizer.vocabularySize
        let shards = try ShardIndex(folder: folder).shards.filter { $0.split == split }.map(\.sha256)
        let embeddings = try recipe.embeddings.map { try Digest.ofFile($0 + "/model.safetensors") } ?? ""
        fingerprint = Digest.of(
            ([recipe.identity, clip.digest, tokenizer.digest, embeddings] + shards).joined(separator: "\n"))
    }

    /// Refuses shards that were made with something other than what the recipe asks for.
    private static func check(
        _ shards: ShardDescription, against recipe: Recipe, _ clip: CLIP, _ tokenizer: any Tokenizer, folder: String
    ) throws {
        let model = ShardDescription.Source(name: clip.name, digest: clip.digest)
        guard shards.model.digest == model.digest else {
            throw InputError(
                file: folder, key: "model",
                "the shards were made with \(shards.model), and the recipe asks for \(model)",
                remedy: "name the model that the shards were made with, or make the shards again")
        }
        let wanted = ShardDescription.Source(name: tokenizer.name, digest: tokenizer.digest)
        for language in recipe.languages {
            let found = shards.tokenizers[language.tag]
            guard found?.digest == wanted.digest else {
                throw InputError(
                    file: folder, key: "tokenizer.\(language)",
                    "the shards were made with \(found?.description ?? "no tokenizer"), and the recipe asks for \(wanted)",
                    remedy: "name the tokenizer that the shards were made with, or make the shards again")
            }
        }
    }

    /// The model before its first step, as a checkpoint.
    public func writeUntrained(to folder: String) throws {
        try Checkpoint.write(
            recipe.learner(nil, vocabulary: vocabulary, clip: clip), state(Position()), metrics: "",
            to: folder)
    }

    /// Trains to the end, and writes the final checkpoint.
    /// - Parameters:
    ///   - output: the final checkpoint's folder, new.
    ///   - checkpoints: the folder for checkpoints on the way; a run that finds its own there goes on from the last.
    /// - Throws: ``Fault`` when the loss is not finite; the last checkpoint is kept.
    public func train(to output: String, checkpoints: String, reporting: ProgressReporter) async throws -> Outcome {
        Torch.use(threads: recipe.threads)
        var (learner, position, metrics) = try start(checkpoints)
        reporting(position.step)
        let batches = try stream.batches(from: position.stream) { try TrainingBatch($0) }
        while position.step < recipe.steps {
            let batch = try await batches.next()
            Torch.use(threads: recipe.threads)
            let (stage, step) = recipe.stage(of: position.step)
            let rate = stage.rate.at(step)
            let losses: [LossTerm]
            do {
                losses = try learner.step(batch, stage.objective, rate: rate, clip: recipe.clipGradients)
            } catch is NonFiniteLoss {
                throw Fault(
                    "training, step \(position.step), epoch \(position.stream.epoch), after "
                        + "\(position.stream.captions) captions",
                    reason: "the loss is not finite; the last checkpoint is in \(checkpoints): lower the rate")
            }
            if position.step % Trainer.logEvery == 0 || position.step + 1 == recipe.steps {
                metrics += Trainer.line(position.step, stage.objective, rate, losses)
            }
            position.step += 1
            position.stream = batches.position
            if position.step % recipe.checkpointEvery == 0, position.step < recipe.steps {
                try await save(learner, position, metrics, in: checkpoints)
            }
            reporting(1)
        }
        try Checkpoint.write(
            learner, state(position), metrics: metrics, to: output)
        return Outcome(counts: [
            "steps": recipe.steps, "captions": stream.pool.count,
            "parameters": learner.parameters.reduce(0) { $0 + $1.parameter.tensor.count },
        ])
    }

    private struct Position {
        var step = 0
        var stream = StreamPosition()
    }

    /// The place to begin: the last checkpoint of this very run, or the very beginning.
    private func start(_ checkpoints: String) throws -> (any Learner, Position, String) {
        let new = { try (recipe.learner(nil, vocabulary: vocabulary, clip: clip), Position(), "") }
        guard let name = Trainer.checkpoints(in: checkpoints).last else { return try new() }
        let checkpoint = try Checkpoint(folder: "\(checkpoints)/\(name)")
        guard checkpoint.state.fingerprint == fingerprint else { return try new() }
        let learner = try recipe.learner(checkpoint.weights(), vocabulary: vocabulary, clip: clip)
        let file = try checkpoint.optimizer()
        for optimizer in learner.optimizers { try optimizer.restore { try file.tensor($0) } }
        let state = checkpoint.state
        let stream = StreamPosition(epoch: state.epoch, captions: state.position)
        return (learner, Position(step: state.step, stream: stream), checkpoint.metrics())
    }

    /// The checkpoints in a folder, the oldest first.
    public static func checkpoints(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasPrefix("step-") }.sorted()
    }

    private func save(_ learner: any Learner, _ position: Position, _ metrics: String, in folder: String) async throws {
        let old = Trainer.checkpoints(in: folder)
        let digits = String(position.step)
        let name = "step-" + String(repeating: "0", count: max(0, 9 - digits.count)) + digits
        let state = try state(position)
        try await AtomicOutput.publish("\(folder)/\(name)") { temporary in
            try Checkpoint.write(learner, state, metrics: metrics, to: temporary)
        }
        for old in old where old != name { try? FileManager.default.removeItem(atPath: "\(folder)/\(old)") }
    }

    private func state(_ position: Position) throws -> Checkpoint.State {
        let tags = recipe.languages.map(\.tag)
        return Checkpoint.State(
            method: type(of: recipe.method), fingerprint: fingerprint,
            configuration: try recipe.method.configuration(vocabulary: vocabulary, clip: clip), languages: tags,
            tokenizers: stream.pool.description.tokenizers.filter { tags.contains($0.key) }.mapValues(\.digest),
            model: clip.name,
            modelDigest: clip.digest, step: position.step, epoch: position.stream.epoch,
            position: position.stream.captions, seed: recipe.seed)
    }

    private static func line(_ step: Int, _ objective: Objective, _ rate: Double, _ losses: [LossTerm]) -> String {
        let terms = losses.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",")
        return "{\"step\":\(step),\"stage\":\"\(objective.rawValue)\",\"rate\":\(rate),\(terms)}\n"
    }
}
