import Corpus
import Documents
import Foundation
import Models
import Shards
import Tensors
import Tokenizers
import Workspace

/// Runs a recipe over the shards of a training split, with checkpoints from which a stopped run goes on: bit for bit on the
/// same kind of processor; on another device as well, but not to the last bit.
public struct Trainer: Sendable {
    let recipe: Recipe
    let stream: TrainingStream
    let clip: CLIP
    let vocabulary: Int
    /// Reads images and videos, where the model is trained on them.
    let pixels: PixelLoader?
    /// SHA-256 over all that the trained weights depend on.
    let fingerprint: String

    /// Lines of metrics.jsonl are this many steps apart.
    private static let logEvery = 20

    /// - Parameter folder: the shards'.
    /// - Throws: ``InputError`` when shards, model, tokenizer and recipe do not fit together; what ``Device/check()`` throws.
    public init(_ recipe: Recipe, shards folder: String, split: String = "train") throws {
        try recipe.device.check()
        let pool = try CaptionPool(
            folder: folder, split: split, languages: recipe.drawn, pairing: recipe.pairing,
            columns: recipe.method.columns)
        try self.init(recipe, pool, index: folder, split: split, name: folder, media: ShardIndex.media(of: folder))
    }

    /// - Parameters:
    ///   - shards: read as training goes on. The run is the same as with a copy of them here.
    ///   - media: the folder that images and videos usually lie in; nil where only the recipe says it.
    /// - Throws: ``InputError`` when shards, model, tokenizer and recipe do not fit together; ``Fault`` when the server
    ///   cannot be reached; what ``Device/check()`` throws.
    public init(_ recipe: Recipe, shards: RemoteShards, split: String = "train", media: String? = nil) async throws {
        try recipe.device.check()
        let pool = try await shards.pool(
            split, languages: recipe.drawn, pairing: recipe.pairing, columns: recipe.method.columns,
            batch: recipe.stream.batch)
        try self.init(recipe, pool, index: shards.folder, split: split, name: shards.name, media: media)
    }

    /// - Parameters: folder: has the index; name: of the shards' folder, for people; media: where images and videos usually lie.
    private init(
        _ recipe: Recipe, _ pool: CaptionPool, index folder: String, split: String, name: String, media: String?
    ) throws {
        clip = try CLIP(folder: recipe.model, precision: recipe.precision, device: recipe.device)
        let tokenizer = try TokenizerFolder.load(recipe.tokenizer)
        try Trainer.check(pool.description, against: recipe, clip, tokenizer, folder: name)
        stream = try TrainingStream(pool, recipe.stream, seed: recipe.seed, shots: recipe.shots)
        self.recipe = recipe
        let clip = clip
        pixels = try recipe.method.pixels.map { try PixelLoader($0, pool.description, usual: media, clip) }
        vocabulary = tokenizer.vocabularySize
        let shards = try ShardIndex(folder: folder).shards.filter { $0.split == split }.map(\.sha256)
        let embeddings = try recipe.embeddings.map { try Digest.ofFile($0 + "/model.safetensors") } ?? ""
        let others = try recipe.digests().sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        fingerprint = Digest.of(
            (["\(TrainStage.generation)", recipe.identity, clip.digest, tokenizer.digest, embeddings] + others + shards)
                .joined(separator: "\n"))
    }

    /// The model before its first step, as a checkpoint.
    public func writeUntrained(to folder: String) throws {
        try Checkpoint.write(
            recipe.learner(nil, vocabulary: vocabulary, clip: clip), state(Position()), metrics: "", to: folder)
    }

    /// Where a run stands.
    struct Position {
        var step = 0
        var stream = StreamPosition()
        var validation: ValidationHistory?
        /// Whether all that belongs to the last step that the weights took is done: it is counted, and the model measured.
        var isSettled = true
    }

    /// Trains to the end, and writes the final checkpoint: the best, where the recipe validates, else the last.
    /// - Parameters:
    ///   - output: the final checkpoint's folder, new.
    ///   - folder: for checkpoints on the way and the live metrics; a run that finds its own there goes on from the last.
    ///   - validator: measures the model where the recipe validates.
    /// - Throws: ``Fault`` when the loss is not finite; the last checkpoint is kept. Where the run ends otherwise, it writes a
    ///   checkpoint of the steps that it took.
    ///   - team: the processes that train together, of which this one is the first; nil: it is alone. The others
    ///     ``join(_:in:)``.
    public func train(
        to output: String, in folder: TrainingFolder, validator: (any Validator)?, team: Team? = nil,
        reporting: ProgressReporter
    ) async throws -> Outcome {
        try validator?.check()
        let store = CheckpointStore(folder: folder.checkpoints, kept: recipe.keepCheckpoints)
        var (learner, position, lines) = try start(store, reporting)
        try await team?.begin(learner, &position, fingerprint: fingerprint)
        let metrics = try Metrics(lines, step: position.step, in: folder)
        reporting(position.step)
        let run = Run(team: team, metrics: metrics, store: store, validator: validator, reporting: reporting)
        do {
            try await steps(of: learner, &position, run)
        } catch {
            throw await run.end(learner, position.step, because: error) { try stopped(position) }
        }
        try await finish(learner, position, metrics, store, to: output)
        return Outcome(
            counts: [
                "steps": position.step, "captions": stream.count,
                "parameters": learner.parameters.reduce(0) { $0 + $1.parameter.tensor.count },
            ].merging(learner.size.map { ["parameters.all": $0] } ?? [:]) { $1 })
    }

    /// Trains with others, the first of which has the training folder: this process writes nothing.
    public func join(_ team: Team) async throws {
        var position = Position()
        let learner = try recipe.learner(nil, vocabulary: vocabulary, clip: clip)
        try await team.begin(learner, &position, fingerprint: fingerprint)
        let run = Run(team: team)
        do {
            try await steps(of: learner, &position, run)
        } catch {
            throw await run.end(learner, position.step, because: error) { try stopped(position) }
        }
    }

    /// Takes the steps that are left.
    private func steps(of learner: any Learner, _ position: inout Position, _ run: Run) async throws {
        let group = run.team?.group
        let threads = recipe.threads ?? run.team?.threads ?? ProcessInfo.processInfo.activeProcessorCount
        let batches = try stream.batches(
            from: position.stream, process: group?.rank ?? 0, of: group?.count ?? 1,
            steps: recipe.steps - position.step, bytes: pixels?.bytes ?? 0
        ) { [pixels] in
            try TrainingBatch($0, pixels, group: group)
        }
        var pace = Pace()
        while position.step < recipe.steps, !isEnough(position.validation) {
            let (batch, waited) = try await Pace.waiting { try await batches.next() }
            let (stage, step) = recipe.stage(of: position.step)
            let rate = stage.rate.at(step)
            let terms: [LossTerm]
            do {
                terms = try await Team.run(in: run.team) {
                    // Waiting may have brought another thread.
                    Torch.use(threads: threads)
                    return try learner.step(
                        batch.moved(to: clip.device), stage.objective, rate: rate, clip: recipe.clipGradients)
                }
            } catch is NonFiniteLoss {
                throw try StrayedTraining(batch, position, run.store)
            }
            // The weights are a step ahead of what is counted, until the model is measured.
            position.isSettled = false
            pace.add(samples: batch.count, waited: waited)
            let isLast = position.step + 1 == recipe.steps
            if position.step % Trainer.logEvery == 0 || isLast {
                try run.metrics?.add(position.step, stage.objective, rate: rate, terms)
                run.reporting.status(pace.status(terms, rate: rate, isLast: isLast), isLast: isLast)
            }
            position.step += 1
            position.stream = batches.position
            try await look(at: learner, &position, run)
            run.reporting(1)
        }
    }

    /// Measures and saves after a step, where it is time to.
    private func look(at learner: any Learner, _ position: inout Position, _ run: Run) async throws {
        var isBest = false
        if let validation = recipe.validation, run.validator != nil || run.team != nil,
            position.step % validation.every == 0 || position.step == recipe.steps
        {
            // The first process measures; the others wait for what it finds.
            let found = try await run.validator?.meanRecall(of: learner.encoder) ?? 0
            let recall = try await run.team?.shared(found) ?? found
            try run.metrics?.add(position.step, meanRecall: recall)
            if position.validation?.add(recall, step: position.step) == nil {
                position.validation = ValidationHistory(recall, step: position.step)
            }
            isBest = position.validation?.bestStep == position.step
        }
        position.isSettled = true
        guard isBest || position.step % recipe.checkpointEvery == 0 && position.step < recipe.steps else { return }
        // No checkpoint comes of shards that went bad on the way, or of processes that no longer agree.
        try stream.pool.checkShards()
        try await run.team?.compare(learner, step: position.step)
        if let metrics = run.metrics, let store = run.store {
            try await store.save(learner, state(position), metrics: metrics.lines)
        }
    }

    private func isEnough(_ validation: ValidationHistory?) -> Bool {
        guard let patience = recipe.validation?.patience, let validation else { return false }
        return validation.since >= patience
    }

    private func finish(
        _ learner: any Learner, _ position: Position, _ metrics: Metrics, _ store: CheckpointStore, to output: String
    ) async throws {
        try await stream.pool.settle()
        if let best = position.validation?.bestStep, best < position.step {
            guard store.isWhole(step: best) else {
                throw Fault(
                    "reading the best checkpoint, \(store.path(step: best))",
                    reason: "it is not as it was written; the same command trains again from one before it")
            }
            do {
                try FileManager.default.copyItem(atPath: store.path(step: best), toPath: output)
                // Of the whole run, not up to the best alone.
                try Data(metrics.lines.utf8).write(to: URL(fileURLWithPath: output + "/metrics.jsonl"))
            } catch { throw Fault("writing \(output)", reason: error.localizedDescription) }
        } else {
            try stream.pool.checkShards()
            try Checkpoint.write(learner, state(position), metrics: metrics.lines, to: output)
        }
    }

    /// Refuses a folder with checkpoints of another run, which would make room for those of this one.
    func checkOthers(in folder: TrainingFolder) throws {
        let found = CheckpointStore(folder: folder.checkpoints, kept: 1).last(fingerprint: fingerprint)
        guard found.checkpoint == nil, !found.others.isEmpty else { return }
        throw InputError(
            file: folder.checkpoints,
            "the run that was stopped here had another recipe, model, tokenizer or other shards",
            remedy: "go on with those, or name another folder by --out, or remove this one")
    }

    /// The place to begin: the last checkpoint of this very run, or the very beginning.
    private func start(_ store: CheckpointStore, _ reporting: ProgressReporter) throws
        -> (any Learner, Position, String)
    {
        let found = store.last(fingerprint: fingerprint)
        if let loss = found.loss { reporting.status(loss, isLast: true) }
        guard let checkpoint = found.checkpoint else {
            return (try recipe.learner(nil, vocabulary: vocabulary, clip: clip), Position(), "")
        }
        let learner = try recipe.learner(checkpoint.weights(), vocabulary: vocabulary, clip: clip)
        let file = try checkpoint.optimizer()
        for optimizer in learner.optimizers { try optimizer.restore { try file.tensor($0) } }
        let state = checkpoint.state
        let position = Position(
            step: state.step, stream: StreamPosition(epoch: state.epoch, captions: state.position),
            validation: state.validation)
        return (learner, position, checkpoint.metrics())
    }

    /// The state of a run that ends on its way.
    /// - Throws: what ``CaptionPool/checkShards()`` throws, so that no checkpoint comes of shards that went bad.
    private func stopped(_ position: Position) throws -> Checkpoint.State {
        // Going on, a run would take the step again, or never measure it.
        guard position.isSettled else {
            throw Fault("saving step \(position.step)", reason: "what belongs to it was not done yet")
        }
        try stream.pool.checkShards()
        return try state(position)
    }

    private func state(_ position: Position) throws -> Checkpoint.State {
        let tags = recipe.languages.map(\.tag)
        return Checkpoint.State(
            method: type(of: recipe.method), fingerprint: fingerprint,
            configuration: try recipe.method.configuration(vocabulary: vocabulary, clip: clip), languages: tags,
            tokenizers: stream.pool.description.tokenizers.filter { tags.contains($0.key) }.mapValues(\.digest),
            model: clip.name, modelDigest: clip.digest, step: position.step, epoch: position.stream.epoch,
            position: position.stream.captions, seed: recipe.seed, validation: position.validation)
    }
}
