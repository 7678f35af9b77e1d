import Corpus
import Documents
import Foundation
import Models
import Shards
import Tensors

/// A training run's settings, as they stand in a recipe file or in a pipeline file's `train` section: what every method
/// has, and the method.
public struct Recipe: Sendable {
    /// Every method that there is.
    static let methods: [any Method.Type] = [
        DASDMethod.self, MLAMethod.self, AlignmentMethod.self, ParallelMethod.self, FinetuneMethod.self,
    ]

    public var method: any Method
    /// The target languages, all in one model.
    public var languages: [Language]
    public var seed: UInt64
    /// Items to train on, drawn by the seed; nil: all.
    public var shots: Int?
    /// How captions become batches.
    public var stream: StreamSettings
    public var stages: [Stage]
    /// Numbers that are multiplied in the frozen layers.
    public var precision: Precision
    /// Where the model is trained.
    public var device: Device
    /// What a step does with the word embeddings that its batch does not have.
    public var embeddingUpdates: TableUpdates
    /// The largest norm of the gradients; nil: any.
    public var clipGradients: Double?
    /// Threads within an operation. One is best for small models, and gives the same bits on machines of any size. Nil: as
    /// many as there are cores; processes that share cores share them out.
    public var threads: Int?
    /// Steps between two checkpoints.
    public var checkpointEvery: Int
    /// How many of the last checkpoints are kept on the way.
    public var keepCheckpoints: Int
    /// When the model is measured on the way; nil: never, and the last is the best.
    public var validation: ValidationSettings?
    /// The folder of the frozen CLIP; in a pipeline, that of the features.
    public var model: String
    /// The folder of the target languages' tokenizer; in a pipeline, that of the features.
    public var tokenizer: String
    /// A folder of a text model whose word embeddings the model starts from; nil: drawn from the seed.
    public var embeddings: String?

    /// A stage of training: what the features are drawn to, for how long and how fast.
    public struct Stage: Sendable, Equatable {
        public let objective: Objective
        public var rate: LearningRate
    }

    private static let keys = [
        "recipe", "tokenizer", "languages", "seed", "shots", "batch", "sampling", "length_window",
        "one_caption_per_item",
        "stages", "precision", "device", "embedding_updates", "clip_gradients", "checkpoint_every",
        "keep_checkpoints", "validation", "threads", "model", "embeddings",
    ]

    /// - Parameters: model, tokenizer: the folders to use where the recipe names none.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(_ document: Document, model: String? = nil, tokenizer: String? = nil) throws {
        let method = try Recipe.method(document)
        try document.allow(only: Recipe.keys + method.keys)
        self.method = try method.init(document)
        languages = try document.required("languages").list().map { try $0.language() }
        guard !languages.isEmpty else {
            throw try document.required("languages").error("no language", remedy: "name at least one, as [es]")
        }
        do {
            try Recipe.check(languages, self.method)
        } catch let complaint as InputError where complaint.file == nil {
            throw try document.required("languages").error(complaint.problem, remedy: complaint.remedy)
        }
        seed = UInt64(try document.optional("seed")?.int() ?? 1)
        shots = try document.optional("shots")?.int(in: 2...Int.max)
        stream = try StreamSettings(document, languages: self.method.drawn(languages))
        let stages = try document.required("stages")
        self.stages = try stages.list().map { try Recipe.stage($0, method) }
        guard !self.stages.isEmpty else {
            throw stages.error("no stage", remedy: "name at least one, with objective, steps and rate")
        }
        precision = try document.optional("precision")?.choice(Precision.self) ?? .fp32
        try Recipe.check(document, precision, method)
        device = try document.optional("device")?.choice(Device.self) ?? .cpu
        embeddingUpdates = try document.optional("embedding_updates")?.choice(TableUpdates.self) ?? .rows
        clipGradients = try document.optional("clip_gradients")?.double(in: 1e-12...1e12)
        checkpointEvery = try document.optional("checkpoint_every")?.int(in: 1...Int.max) ?? 1000
        keepCheckpoints = try document.optional("keep_checkpoints")?.int(in: 1...1_000_000) ?? 1
        validation = try document.optional("validation").map(ValidationSettings.init)
        threads = try document.optional("threads")?.int(in: 1...1024)
        self.model = try document.optional("model")?.path() ?? model ?? document.required("model").path()
        self.tokenizer =
            try document.optional("tokenizer")?.path() ?? tokenizer ?? document.required("tokenizer").path()
        embeddings = try document.optional("embeddings")?.path()
    }

    private static func method(_ document: Document) throws -> any Method.Type {
        let recipe = try document.required("recipe")
        let name = try recipe.string()
        guard let method = methods.first(where: { $0.name == name }) else {
            throw recipe.error(
                "the recipe '\(name)' is not known",
                remedy: "use one of: \(methods.map { $0.name }.joined(separator: ", "))")
        }
        return method
    }

    private static func stage(_ document: Document, _ method: any Method.Type) throws -> Stage {
        try document.allow(only: ["objective", "steps", "rate", "warmup", "schedule"])
        // So that those of all stages can be added.
        let steps = try document.required("steps").int(in: 1...1_000_000_000_000)
        let key = try document.required("objective")
        let objective = try key.choice(Objective.self)
        guard method.objectives.contains(objective) else {
            throw key.error(
                "the recipe '\(method.name)' has no objective '\(objective.rawValue)'",
                remedy: "use one of: \(method.objectives.map(\.rawValue).joined(separator: ", "))")
        }
        return Stage(
            objective: objective,
            rate: LearningRate(
                peak: try document.required("rate").double(),
                warmup: try document.optional("warmup")?.int(in: 0...steps) ?? 0,
                steps: steps, schedule: try document.optional("schedule")?.choice(LearningRate.Schedule.self) ?? .linear
            ))
    }

    /// What captions are aligned with, by the shards' source language.
    var pairing: CaptionPairing {
        CaptionPairing { [method, languages] in
            try method.partners(of: Language($0), source: Language($1), among: languages).map(\.tag)
        }
    }

    /// The languages whose captions batches are drawn from.
    var drawn: [String] { method.drawn(languages).map(\.tag) }

    /// Steps of all the stages.
    public var steps: Int { stages.reduce(0) { $0 + $1.rate.steps } }

    /// The stage of a step, counted from 0, and the step's number in it.
    func stage(of step: Int) -> (stage: Stage, step: Int) {
        var index = 0
        var first = 0
        while index + 1 < stages.count, step >= first + stages[index].rate.steps {
            first += stages[index].rate.steps
            index += 1
        }
        return (stages[index], step - first)
    }

    /// The digests of the files beside CLIP, tokenizer and shards that the trained weights depend on, by what they are.
    func digests() throws -> [String: String] {
        var digests = try method.digests()
        if method.pixels != nil {
            digests["preprocessing"] = try Digest.ofFile(model + "/preprocessor_config.json")
        }
        return digests
    }

    /// Everything that the trained weights depend on beside the data, as one text.
    ///
    /// The device is none of it, nor are threads that follow from the machine, nor the number of processes. Precision and
    /// threads that are asked for say what is computed; the others say where, as the kind of processor does, and the last bits
    /// follow from all of them. So a run whose GPU is gone goes on without it, one goes on with other processes, and a model
    /// that is trained is not trained again because it is looked at from another machine.
    public var identity: String {
        let stages = stages.map {
            "\($0.objective.rawValue) \($0.rate.steps) \($0.rate.peak) \($0.rate.warmup)"
                + ($0.rate.schedule == .linear ? "" : " \($0.rate.schedule.rawValue)")
        }
        return [
            type(of: method).name, method.identity,
            "\(languages.map(\.tag)) \(seed) \(stream) \(stages) \(threads.map(String.init) ?? "any")",
            "\(precision.rawValue) \(embeddingUpdates.rawValue) \(clipGradients ?? 0)",
            validation.map { "\($0)" } ?? "", shots.map { "\($0) shots" } ?? "",
        ].filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// A new learner, or one that goes on with a file's weights.
    func learner(_ file: SafetensorsFile?, vocabulary: Int, clip: CLIP) throws -> any Learner {
        let weights =
            try file.map { TrainedWeights($0, tables: embeddingUpdates, device: clip.device) }
            ?? newWeights(clip)
        return try method.learner(weights, vocabulary: vocabulary, clip: clip)
    }

    private func newWeights(_ clip: CLIP) throws -> TrainedWeights {
        let embeddings = try embeddings.map { try WordEmbeddings.read(folder: $0) }
        let draw = try method.drawing(clip)
        return TrainedWeights(seed: seed, tables: embeddingUpdates, device: clip.device) { name, shape, generator in
            guard name == WordEmbeddings.name else { return try draw(name, shape, &generator) }
            return try WordEmbeddings.new(embeddings, shape, &generator)
        }
    }
}

extension Method {
    fileprivate func learner(_ weights: TrainedWeights, vocabulary: Int, clip: CLIP) throws -> any Learner {
        try learner(weights, configuration(vocabulary: vocabulary, clip: clip), clip: clip)
    }
}
