import Corpus
import Documents
import Foundation
import Models

/// The settings of a DASD training run, as they stand in a recipe file or in a pipeline file's `train` section.
public struct DASDRecipe: Sendable, Equatable {
    /// The target languages, all in one model.
    public var languages: [Language]
    public var seed: UInt64
    /// Captions a batch; the paper has 128.
    public var batch: Int
    public var sizes: Sizes
    public var losses: DASDLossWeights
    public var phases: [Phase]
    /// Threads within an operation. One is best for small models, and gives the same bits on machines of any size.
    public var threads: Int
    /// Steps between two checkpoints.
    public var checkpointEvery: Int
    /// The folder of the frozen CLIP; in a pipeline, that of the features.
    public var model: String
    /// The folder of the target languages' tokenizer; in a pipeline, that of the features.
    public var tokenizer: String
    /// A folder in the multilingual BERT layout whose word embeddings the model starts from; nil: drawn from the seed.
    public var embeddings: String?

    /// The sizes that a recipe sets; the others follow from the CLIP and the tokenizer.
    public struct Sizes: Sendable, Equatable {
        public var embedding = 768
        public var sharedLayers = 1
        public var bottleneck = 256
        public var rank = 32
        public var global = 256
    }

    /// One of the paper's two stages, section "Training Strategy".
    public struct Phase: Sendable, Equatable {
        public let objective: Objective
        public let rate: LearningRate
    }

    /// What the target-language features are drawn to.
    public enum Objective: String, Sendable, CaseIterable, Codable {
        /// The source caption's frozen features, by mean squared error (equation 14).
        case crossLingual = "cross-lingual"
        /// The visual features, by contrast with the batch's others (equation 15).
        case crossModal = "cross-modal"
    }

    /// - Parameters: model, tokenizer: the folders to use where the recipe names none.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(_ document: Document, model: String? = nil, tokenizer: String? = nil) throws {
        try document.allow(only: [
            "recipe", "tokenizer", "languages", "seed", "batch", "sizes", "losses", "stages", "checkpoint_every",
            "threads",
            "model",
            "embeddings",
        ])
        let recipe = try document.required("recipe")
        guard try recipe.string() == "dasd" else {
            throw recipe.error("the recipe '\(try recipe.string())' is not known", remedy: "use one of: dasd")
        }
        languages = try document.required("languages").list().map { try $0.language() }
        guard !languages.isEmpty else {
            throw try document.required("languages").error("no language", remedy: "name at least one, as [es]")
        }
        seed = UInt64(try document.optional("seed")?.int() ?? 1)
        batch = try document.optional("batch")?.int(in: 2...1_000_000) ?? 128
        sizes = try document.optional("sizes").map(DASDRecipe.sizes) ?? Sizes()
        losses = try document.optional("losses").map(DASDLossWeights.init) ?? DASDLossWeights()
        let stages = try document.required("stages")
        phases = try stages.list().map(DASDRecipe.phase)
        guard !phases.isEmpty else {
            throw stages.error("no stage", remedy: "name at least one, with objective, steps and rate")
        }
        checkpointEvery = try document.optional("checkpoint_every")?.int(in: 1...Int.max) ?? 1000
        threads =
            try document.optional("threads")?.int(in: 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount
        self.model = try document.optional("model")?.path() ?? model ?? document.required("model").path()
        self.tokenizer =
            try document.optional("tokenizer")?.path() ?? tokenizer ?? document.required("tokenizer").path()
        embeddings = try document.optional("embeddings")?.path()
    }

    /// Steps of all the stages.
    public var steps: Int { phases.reduce(0) { $0 + $1.rate.steps } }

    private static func sizes(_ document: Document) throws -> Sizes {
        try document.allow(only: ["embedding", "shared_layers", "bottleneck", "rank", "global"])
        var sizes = Sizes()
        func read(_ key: String, _ current: Int, _ range: ClosedRange<Int> = 1...1_000_000) throws -> Int {
            try document.optional(key)?.int(in: range) ?? current
        }
        sizes.embedding = try read("embedding", sizes.embedding)
        sizes.sharedLayers = try read("shared_layers", sizes.sharedLayers, 0...1000)
        sizes.bottleneck = try read("bottleneck", sizes.bottleneck)
        sizes.rank = try read("rank", sizes.rank)
        sizes.global = try read("global", sizes.global)
        return sizes
    }

    private static func phase(_ document: Document) throws -> Phase {
        try document.allow(only: ["objective", "steps", "rate", "warmup"])
        let steps = try document.required("steps").int(in: 1...Int.max)
        return Phase(
            objective: try document.required("objective").choice(Objective.self),
            rate: LearningRate(
                peak: try document.required("rate").double(),
                warmup: try document.optional("warmup")?.int(in: 0...steps) ?? 0,
                steps: steps))
    }

    /// Everything that the trained weights depend on beside the data, as one text.
    public var identity: String {
        let stages = phases.map { "\($0.objective.rawValue) \($0.rate.steps) \($0.rate.peak) \($0.rate.warmup)" }
        return "dasd \(languages.map(\.tag)) \(seed) \(batch) \(sizes) \(losses) \(stages) \(threads)"
    }
}

/// The weights of DASD's loss (equation 16) and the temperature of equation 15.
public struct DASDLossWeights: Sendable, Equatable {
    public var consistency = 0.1
    public var adversarial = 0.001
    public var temperature = 0.01

    public init() {}

    init(_ document: Document) throws {
        try document.allow(only: ["consistency", "adversarial", "temperature"])
        consistency = try document.optional("consistency")?.double() ?? consistency
        adversarial = try document.optional("adversarial")?.double() ?? adversarial
        temperature = try document.optional("temperature")?.double(in: 1e-6...1e6) ?? temperature
    }
}
