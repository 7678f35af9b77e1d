import Documents
import Models
import Tensors

/// Language acquirers (MLA; Zhang, Hu and Jin, 2022): static adapters in CLIP's text tower. Its native language transfer
/// stage is the cross-lingual objective, its language exposure stage the cross-modal one.
public struct MLAMethod: Method {
    public static let name = "mla"
    public static let usesTextTower = true
    public static let objectives = Objective.allCases
    public static let keys = ["sizes", "temperature"]

    var embedding = 768
    var bottleneck = 256
    var temperature = 0.01

    public init(_ document: Document) throws {
        temperature = try document.optional("temperature")?.double(in: 1e-6...1e6) ?? temperature
        guard let sizes = try document.optional("sizes") else { return }
        try sizes.allow(only: ["embedding", "bottleneck"])
        embedding = try sizes.optional("embedding")?.int(in: 1...1_000_000) ?? embedding
        bottleneck = try sizes.optional("bottleneck")?.int(in: 1...1_000_000) ?? bottleneck
    }

    public var identity: String { "\(embedding) \(bottleneck) \(temperature)" }

    public func configuration(vocabulary: Int, clip: CLIP) throws -> LanguageAcquirers.Configuration {
        .init(vocabulary: vocabulary, embedding: embedding, bottleneck: bottleneck)
    }

    public func drawing(_ clip: CLIP) throws -> WeightDrawing {
        { name, shape, generator in
            try asLinear(name, shape, &generator)
        }
    }

    public func learner(_ weights: TrainedWeights, _ configuration: LanguageAcquirers.Configuration, clip: CLIP) throws
        -> any Learner
    {
        try MLALearner(weights, configuration, clip: clip, temperature: temperature)
    }

    public static func encoder(
        _ weights: some WeightSource, _ configuration: LanguageAcquirers.Configuration, _ models: FrozenModels
    ) throws -> any CaptionEncoder {
        try LanguageAcquirers(weights, configuration, clip: models.clip)
    }
}

/// Trains language acquirers with one Adam.
final class MLALearner: Learner {
    private let model: LanguageAcquirers
    private let temperature: Double
    private let optimizer: Adam
    let parameters: [(name: String, parameter: Parameter)]

    init(
        _ weights: TrainedWeights, _ configuration: LanguageAcquirers.Configuration, clip: CLIP, temperature: Double
    ) throws {
        model = try LanguageAcquirers(weights, configuration, clip: clip)
        self.temperature = temperature
        parameters = weights.parameters
        optimizer = try Adam(parameters)
    }

    var encoder: any CaptionEncoder { model }
    var optimizers: [Adam] { [optimizer] }

    func step(_ batch: TrainingBatch, _ objective: Objective, rate: Double, clip: Double?) throws -> [LossTerm] {
        optimizer.clearGradients()
        let whole = try batch.whole(model.features(batch.captions), batch.sourceFeatures, batch.visualFeatures)
        let crossLingual = try meanSquaredError(whole[0], whole[1])
        let crossModal = try contrast(whole[0], whole[2], temperature: temperature)
        let total = objective == .crossLingual ? crossLingual : crossModal
        try total.backward()
        try batch.step(optimizer, rate: rate, clip: clip)
        return try LossTerm.read([
            ("crosslingual_mse", crossLingual), ("crossmodal_nce", crossModal), ("total", total),
        ])
    }
}
