import Models
import Tensors

/// Trains a DASD model: a step of the discriminator, then one of all the rest, each with its own Adam.
public final class DASDLearner: Learner {
    private let model: DASD
    /// Nil where no caption is disentangled.
    private let discriminator: Discriminator?
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
        discriminator =
            configuration.adapters == .static
            ? nil
            : try Discriminator(
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
        let source = try batch.sourceFeatures
        // Equations 14 and 15.
        let crossLingual = try meanSquaredError(output.features, source)
        let crossModal = try contrast(output.features, batch.visualFeatures, temperature: losses.temperature)
        var total = objective == .crossLingual ? crossLingual : crossModal
        var terms = [("crosslingual_mse", crossLingual), ("crossmodal_nce", crossModal)]
        if let found = output.characteristics, let discriminator {
            let discrimination = try train(
                discriminator, found.agnostic, source, batch.others, rate: rate, clip: clip)
            // Equations 6 and 16.
            let consistency = try losses.distance(found.related, source)
            let adversarial = try discriminator.loss(found.agnostic, source, areOwn: false)
            total = try total + consistency * losses.consistency + adversarial * losses.adversarial
            terms += [
                ("semantic_consistency_\(losses.distance.name)", consistency), ("adversarial", adversarial),
                ("discriminator", discrimination),
            ]
        }
        try total.backward()
        if let clip { try modelOptimizer.clipGradients(to: clip) }
        try modelOptimizer.step(rate: rate)
        return try LossTerm.read(terms + [("total", total)])
    }

    /// The discriminator's step (equation 7). What it learns from is not drawn along.
    private func train(
        _ discriminator: Discriminator, _ agnostic: Tensor, _ source: Tensor, _ others: Tensor, rate: Double,
        clip: Double?
    ) throws -> Tensor {
        let agnostic = try agnostic.detached()
        let own = try discriminator.loss(agnostic, source, areOwn: true)
        let other = try discriminator.loss(agnostic, source.rows(others), areOwn: false)
        let loss = try (own + other) * 0.5
        try loss.backward()
        if let clip { try discriminatorOptimizer.clipGradients(to: clip) }
        try discriminatorOptimizer.step(rate: rate)
        return loss
    }
}

extension Discriminator {
    /// How far its guesses are from what is said of all pairs.
    fileprivate func loss(_ agnostic: Tensor, _ feature: Tensor, areOwn: Bool) throws -> Tensor {
        let (shape, device) = ([feature.shape[0], 1], feature.device)
        let truth = areOwn ? try Tensor.ones(shape, on: device) : try Tensor.zeros(shape, on: device)
        return try binaryCrossEntropy(logits: self(agnostic, feature), truth)
    }
}

extension DASDLossWeights.Distance {
    fileprivate func callAsFunction(_ a: Tensor, _ b: Tensor) throws -> Tensor {
        switch self {
        case .l1: try meanAbsoluteError(a, b)
        case .l2: try meanSquaredError(a, b)
        case .smoothL1: try smoothAbsoluteError(a, b)
        }
    }

    /// As it stands in metrics.
    fileprivate var name: String { rawValue.replacing("-", with: "_") }
}
