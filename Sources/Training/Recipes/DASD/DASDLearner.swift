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
        let whole = try batch.whole(output.features, batch.sourceFeatures, batch.visualFeatures)
        let (features, source, visual) = (whole[0], whole[1], whole[2])
        // Equations 14 and 15.
        let crossLingual = try meanSquaredError(features, source)
        let crossModal = try contrast(features, visual, temperature: losses.temperature)
        var total = objective == .crossLingual ? crossLingual : crossModal
        var terms = [("crosslingual_mse", crossLingual), ("crossmodal_nce", crossModal)]
        // The discriminator's step comes before the model's, which other processes may not come to any more.
        var undo: (() throws -> Void)?
        if let found = output.characteristics, let discriminator {
            let both = try batch.whole(found.related, found.agnostic)
            let (related, agnostic) = (both[0], both[1])
            if batch.share != nil { undo = try discriminatorOptimizer.saved() }
            let discrimination = try train(discriminator, agnostic, source, batch, rate: rate, clip: clip)
            // Equations 6 and 16.
            let consistency = try losses.distance(related, source)
            let adversarial = try discriminator.loss(agnostic, source, areOwn: false)
            total = try total + consistency * losses.consistency + adversarial * losses.adversarial
            terms += [
                ("semantic_consistency_\(losses.distance.name)", consistency), ("adversarial", adversarial),
                ("discriminator", discrimination),
            ]
        }
        try total.backward()
        do {
            try batch.step(modelOptimizer, rate: rate, clip: clip)
        } catch {
            try undo?()
            throw error
        }
        return try LossTerm.read(terms + [("total", total)])
    }

    /// The discriminator's step (equation 7). What it learns from is not drawn along.
    private func train(
        _ discriminator: Discriminator, _ agnostic: Tensor, _ source: Tensor, _ batch: TrainingBatch,
        rate: Double, clip: Double?
    ) throws -> Tensor {
        let agnostic = try agnostic.detached()
        let own = try discriminator.loss(agnostic, source, areOwn: true)
        let other = try discriminator.loss(agnostic, source.rows(batch.others), areOwn: false)
        let loss = try (own + other) * 0.5
        try batch.once(loss).backward()
        try batch.step(discriminatorOptimizer, rate: rate, clip: clip)
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
