import Documents
import Models
import Tensors

/// Cross-lingual and cross-modal alignment with dynamic adapters and semantics disentangling (DASD).
public struct DASDMethod: Method {
    public static let name = "dasd"
    public static let usesTextTower = true
    public static let objectives = Objective.allCases
    public static let varied = ["losses.consistency", "losses.adversarial"]
    public static let keys = ["sizes", "losses", "adapters", "adapters_off", "conditions", "agnostic_pooling"]

    /// What of the encoder the recipe sets; the rest follows from the CLIP and the tokenizer.
    public var design = DASDConfiguration(vocabulary: 0, discriminator: [])
    public var losses = DASDLossWeights()

    public init(_ document: Document) throws {
        if let sizes = try document.optional("sizes") { try read(sizes: sizes) }
        losses = try document.optional("losses").map(DASDLossWeights.init) ?? DASDLossWeights()
        design.adapters = try document.optional("adapters")?.choice(DASDConfiguration.Adapters.self) ?? .dynamic
        // People count layers from 1, as the paper's table 10 does.
        design.layersWithoutAdapter =
            try document.optional("adapters_off")?.list().map { try $0.int(in: 1...1000) - 1 } ?? []
        design.agnosticPooling =
            try document.optional("agnostic_pooling")?.choice(DASDConfiguration.Pooling.self) ?? .caption
        if let conditions = try document.optional("conditions") {
            let named = try conditions.list().map { try $0.choice(DASDConfiguration.Condition.self) }
            guard !named.isEmpty else {
                throw conditions.error("no condition", remedy: "name at least one, or use adapters: static")
            }
            // In one order, whichever a file has.
            design.conditions = DASDConfiguration.Condition.allCases.filter(named.contains)
        }
    }

    private mutating func read(sizes: Document) throws {
        try sizes.allow(only: ["embedding", "layers", "shared_layers", "bottleneck", "rank", "global"])
        func read(_ key: String, _ current: Int, _ range: ClosedRange<Int> = 1...1_000_000) throws -> Int {
            try sizes.optional(key)?.int(in: range) ?? current
        }
        design.embedding = try read("embedding", design.embedding)
        design.layers = try sizes.optional("layers")?.int(in: 1...1000)
        design.sharedLayers = try read("shared_layers", design.sharedLayers, 0...1000)
        design.bottleneck = try read("bottleneck", design.bottleneck)
        design.rank = try read("rank", design.rank)
        design.global = try read("global", design.global)
    }

    public mutating func vary(_ key: String, to value: Double) {
        if key == "losses.consistency" { losses.consistency = value } else { losses.adversarial = value }
    }

    public var disentangles: Bool { design.adapters == .dynamic }

    public var identity: String { "\(design) \(losses)" }

    public func configuration(vocabulary: Int, clip: CLIP) throws -> DASDConfiguration {
        let all = try clip.configuration.text.layers
        if let layers = design.layers, layers > all {
            throw InputError(
                key: "sizes.layers", "\(layers) is more than the \(all) layers of the CLIP's text tower",
                remedy: "use a smaller number, or another CLIP")
        }
        let layers = design.layers ?? all
        for (key, value) in [
            ("sizes.shared_layers", design.sharedLayers),
            ("adapters_off", design.layersWithoutAdapter.max().map { $0 + 1 } ?? 0),
        ] where value > layers {
            throw InputError(
                key: key,
                "\(value) is more than the \(layers) layers of the CLIP's text tower"
                    + (layers < all ? " that sizes.layers leaves" : ""),
                remedy: "use a smaller number, or another CLIP")
        }
        let projection = clip.configuration.projection
        var configuration = design
        configuration.vocabulary = vocabulary
        configuration.discriminator = [max(projection / 2, 1), max(projection / 4, 1)]
        return configuration
    }

    public func drawing(_ clip: CLIP) throws -> WeightDrawing {
        { name, shape, generator in
            if name == "related.projection" {
                return try generator.normal(shape, deviation: 1 / Double(shape[0]).squareRoot())
            }
            return try asLinear(name, shape, &generator)
        }
    }

    public func learner(_ weights: TrainedWeights, _ configuration: DASDConfiguration, clip: CLIP) throws
        -> any Learner
    {
        try DASDLearner(weights, configuration, clip: clip, losses: losses)
    }

    public static func encoder(_ weights: some WeightSource, _ configuration: DASDConfiguration, _ models: FrozenModels)
        throws -> any CaptionEncoder
    {
        try DASD(weights, configuration, clip: models.clip)
    }
}

/// The weights of DASD's loss (equation 16) and the temperature of equation 15.
public struct DASDLossWeights: Sendable, Equatable {
    public var consistency = 0.1
    /// How far semantic-related features are from the source caption's (equation 6).
    public var distance = Distance.l1
    public var adversarial = 0.001
    public var temperature = 0.01

    /// A distance, as the mean over all numbers.
    public enum Distance: String, Sendable, CaseIterable {
        case l1, l2
        case smoothL1 = "smooth-l1"
    }

    public init() {}

    init(_ document: Document) throws {
        try document.allow(only: ["consistency", "distance", "adversarial", "temperature"])
        distance = try document.optional("distance")?.choice(Distance.self) ?? distance
        consistency = try document.optional("consistency")?.double() ?? consistency
        adversarial = try document.optional("adversarial")?.double() ?? adversarial
        temperature = try document.optional("temperature")?.double(in: 1e-6...1e6) ?? temperature
    }
}
