import Documents
import Models
import Tensors

/// Cross-lingual and cross-modal alignment with dynamic adapters and semantics disentangling (DASD).
public struct DASDMethod: Method {
    public static let name = "dasd"
    public static let objectives = Objective.allCases
    public static let keys = ["sizes", "losses"]

    public var sizes = Sizes()
    public var losses = DASDLossWeights()

    /// The sizes that a recipe sets; the others follow from the CLIP and the tokenizer.
    public struct Sizes: Sendable, Equatable {
        public var embedding = 768
        public var sharedLayers = 1
        public var bottleneck = 256
        public var rank = 32
        public var global = 256
    }

    public init(_ document: Document) throws {
        sizes = try document.optional("sizes").map(DASDMethod.sizes) ?? Sizes()
        losses = try document.optional("losses").map(DASDLossWeights.init) ?? DASDLossWeights()
    }

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

    public var identity: String { "\(sizes) \(losses)" }

    public func configuration(vocabulary: Int, clip: CLIP) throws -> DASDConfiguration {
        let projection = clip.configuration.projection
        return DASDConfiguration(
            vocabulary: vocabulary, embedding: sizes.embedding, sharedLayers: sizes.sharedLayers,
            bottleneck: sizes.bottleneck, rank: sizes.rank, global: sizes.global,
            discriminator: [max(projection / 2, 1), max(projection / 4, 1)])
    }

    public func draw(_ name: String, _ shape: [Int], _ generator: inout SeededGenerator) throws -> Tensor {
        if name.hasSuffix("norm.weight") { return try Tensor.ones(shape) }
        if name.hasSuffix("bias") { return try Tensor.zeros(shape) }
        if name == "related.projection" {
            return try generator.normal(shape, deviation: 1 / Double(shape[0]).squareRoot())
        }
        // As torch.nn.Linear: uniform within 1 / √inputs.
        return try generator.uniform(shape, bound: 1 / Double(shape[1]).squareRoot())
    }

    public func learner(_ weights: TrainedWeights, _ configuration: DASDConfiguration, clip: CLIP) throws
        -> any Learner
    {
        try DASDLearner(weights, configuration, clip: clip, losses: losses)
    }

    public static func encoder(_ weights: some WeightSource, _ configuration: DASDConfiguration, clip: CLIP) throws
        -> any CaptionEncoder
    {
        try DASD(weights, configuration, clip: clip)
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
