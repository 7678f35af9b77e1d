import Models
import Tensors

/// Trains a DASD model: a step of the discriminator, then one of all the rest, each with its own Adam.
public final class DASDLearner: Learner {
    private let model: DASD
    private let discriminator: Discriminator
    private let losses: DASDLossWeights
    private let modelOptimizer: Adam
    private let discriminatorOptimizer: Adam
    public let parameters: [(name: String, parameter: Parameter)]

    /// The beginning of the discriminator's names.
    private static let discriminatorPrefix = "discriminator."

    /// - Parameter weights: gives the parameters, and keeps them.
    public init(
        _ weights: TrainedWeights, _ configuration: DASDConfiguration, clip: CLIP, losses: DASDLossWeights
    ) throws {
        model = try DASD(weights, configuration, clip: clip)
        discriminator = try Discriminator(
            weights.at("discriminator"), width: clip.configuration.text.width,
            projection: clip.configuration.projection, hidden: configuration.discriminator)
        self.losses = losses
        parameters = weights.parameters
        modelOptimizer = try Adam(parameters.filter { !$0.name.hasPrefix(DASDLearner.discriminatorPrefix) })
        discriminatorOptimizer = try Adam(parameters.filter { $0.name.hasPrefix(DASDLearner.discriminatorPrefix) })
    }

    public var encoder: any CaptionEncoder { model }
    public var optimizers: [Adam] { [modelOptimizer, discriminatorOptimizer] }

    public func step(_ batch: TrainingBatch, _ objective: Objective, rate: Double, clip: Double?) throws -> [LossTerm] {
        for optimizer in optimizers { optimizer.clearGradients() }
        let output = try model(batch.captions)
        let ones = try Tensor.ones([batch.source.shape[0], 1])
        let zeros = try Tensor.zeros([batch.source.shape[0], 1])

        // Equation 7.
        let agnostic = try output.agnostic.detached()
        let own = try binaryCrossEntropy(logits: discriminator(agnostic, batch.source), ones)
        let other = try binaryCrossEntropy(logits: discriminator(agnostic, batch.source.rows(batch.others)), zeros)
        let discrimination = try (own + other) * 0.5
        guard try discrimination.isFinite() else { throw NonFiniteLoss() }
        try discrimination.backward()
        if let clip { try discriminatorOptimizer.clipGradients(to: clip) }
        try discriminatorOptimizer.step(rate: rate)

        // Equations 14, 15, 6 and 16.
        let crossLingual = try meanSquaredError(output.features, batch.source)
        let crossModal = try contrast(output.features, batch.visual, temperature: losses.temperature)
        let consistency = try meanAbsoluteError(output.related, batch.source)
        let adversarial = try binaryCrossEntropy(logits: discriminator(output.agnostic, batch.source), zeros)
        let main = objective == .crossLingual ? crossLingual : crossModal
        let total = try main + consistency * losses.consistency + adversarial * losses.adversarial
        guard try total.isFinite() else { throw NonFiniteLoss() }
        try total.backward()
        if let clip { try modelOptimizer.clipGradients(to: clip) }
        try modelOptimizer.step(rate: rate)

        return try [
            ("crosslingual_mse", crossLingual), ("crossmodal_nce", crossModal),
            ("semantic_consistency_l1", consistency), ("adversarial", adversarial), ("discriminator", discrimination),
            ("total", total),
        ].map { LossTerm($0, try $1.scalar()) }
    }
}
