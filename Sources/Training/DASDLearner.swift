import Models
import Tensors

/// A batch of DASD's training: captions in target languages and the frozen features that they are drawn to.
public struct DASDBatch: Sendable {
    public let captions: CaptionBatch
    /// The features of the captions that they translate: [batch, projection].
    public let source: Tensor
    /// The features of their images or videos: [batch, projection].
    public let visual: Tensor
    /// For each caption the row of another, whose features are not its own: I64 [batch].
    public let others: Tensor

    public init(captions: CaptionBatch, source: Tensor, visual: Tensor, others: Tensor) {
        self.captions = captions
        self.source = source
        self.visual = visual
        self.others = others
    }
}

/// The terms of DASD's loss after a step.
public struct DASDLosses: Sendable, Equatable {
    /// Equation 14.
    public let crossLingual: Double
    /// Equation 15.
    public let crossModal: Double
    /// Equation 6.
    public let consistency: Double
    /// What confuses the discriminator.
    public let adversarial: Double
    /// Equation 7, before the discriminator's step.
    public let discriminator: Double
    /// Equation 16, with the stage's main term.
    public let total: Double

    /// The terms by the names that stand in metrics.jsonl.
    public var named: [(name: String, value: Double)] {
        [
            ("crosslingual_mse", crossLingual), ("crossmodal_nce", crossModal),
            ("semantic_consistency_l1", consistency),
            ("adversarial", adversarial), ("discriminator", discriminator), ("total", total),
        ]
    }
}

/// Trains a DASD model: a step of the discriminator, then one of all the rest, each with its own Adam.
public final class DASDLearner {
    private let model: DASD
    private let discriminator: Discriminator
    private let weights: DASDLossWeights
    private let modelOptimizer: Adam
    private let discriminatorOptimizer: Adam
    /// All that is trained, by name.
    public let parameters: [(name: String, tensor: Tensor)]

    /// The beginning of the discriminator's names.
    static let discriminatorPrefix = "discriminator."

    /// - Parameter source: gives the parameters, and keeps them.
    init(
        _ source: some WeightSource, parameters: () -> [(name: String, tensor: Tensor)],
        _ configuration: DASDConfiguration,
        clip: CLIP, weights: DASDLossWeights
    ) throws {
        model = try DASD(source, configuration, clip: clip)
        discriminator = try Discriminator(
            source.at("discriminator"), width: clip.configuration.text.width, projection: clip.configuration.projection,
            hidden: configuration.discriminator)
        self.weights = weights
        let all = parameters()
        self.parameters = all
        modelOptimizer = try Adam(all.filter { !$0.name.hasPrefix(DASDLearner.discriminatorPrefix) })
        discriminatorOptimizer = try Adam(all.filter { $0.name.hasPrefix(DASDLearner.discriminatorPrefix) })
    }

    /// A learner of a new model.
    public convenience init(
        new source: NewWeights, _ configuration: DASDConfiguration, clip: CLIP, weights: DASDLossWeights
    ) throws {
        try self.init(source, parameters: { source.parameters }, configuration, clip: clip, weights: weights)
    }

    /// A learner of a model that was trained before.
    public convenience init(
        loaded source: LoadedWeights, _ configuration: DASDConfiguration, clip: CLIP, weights: DASDLossWeights
    ) throws {
        try self.init(source, parameters: { source.parameters }, configuration, clip: clip, weights: weights)
    }

    /// One step.
    /// - Parameters: objective: the stage's main term; rate: both optimizers' rate.
    /// - Returns: the losses, before the model's step.
    /// - Throws: ``TensorError``; and ``NonFiniteLoss`` before anything of the model is changed.
    public func step(_ batch: DASDBatch, _ objective: DASDRecipe.Objective, rate: Double) throws -> DASDLosses {
        let output = try model(batch.captions)
        let ones = try Tensor.ones([batch.source.shape[0], 1])
        let zeros = try Tensor.zeros([batch.source.shape[0], 1])

        discriminatorOptimizer.clearGradients()
        let agnostic = try output.agnostic.detached()
        let own = try binaryCrossEntropy(logits: discriminator(agnostic, batch.source), ones)
        let other = try binaryCrossEntropy(logits: discriminator(agnostic, batch.source.rows(batch.others)), zeros)
        let discrimination = try (own + other) * 0.5
        guard try discrimination.isFinite() else { throw NonFiniteLoss() }
        try discrimination.backward()
        try discriminatorOptimizer.step(rate: rate)

        modelOptimizer.clearGradients()
        let crossLingual = try meanSquaredError(output.features, batch.source)
        let crossModal = try contrast(output.features, batch.visual)
        let consistency = try meanAbsoluteError(output.related, batch.source)
        let adversarial = try binaryCrossEntropy(logits: discriminator(output.agnostic, batch.source), zeros)
        let main = objective == .crossLingual ? crossLingual : crossModal
        let total = try main + consistency * weights.consistency + adversarial * weights.adversarial
        guard try total.isFinite() else { throw NonFiniteLoss() }
        try total.backward()
        try modelOptimizer.step(rate: rate)

        return DASDLosses(
            crossLingual: try crossLingual.scalar(), crossModal: try crossModal.scalar(),
            consistency: try consistency.scalar(), adversarial: try adversarial.scalar(),
            discriminator: try discrimination.scalar(), total: try total.scalar())
    }

    /// Equation 15, in both directions: each caption's own image or video among the batch's, and the reverse.
    private func contrast(_ text: Tensor, _ visual: Tensor) throws -> Tensor {
        let logits = try visual.normalized().matmul(text.normalized().transposed()) / weights.temperature
        let own = try Tensor.range(logits.shape[0])
        return try (crossEntropy(logits, own) + crossEntropy(logits.transposed(), own)) * 0.5
    }

    /// The optimizers' state, by name.
    var optimizerState: [(name: String, tensor: Tensor)] { modelOptimizer.state + discriminatorOptimizer.state }

    /// Takes over the optimizers' state of a checkpoint.
    func restoreOptimizers(_ file: SafetensorsFile) throws {
        try modelOptimizer.restore { try file.tensor($0) }
        try discriminatorOptimizer.restore { try file.tensor($0) }
    }
}

/// A loss was infinite or not a number.
public struct NonFiniteLoss: Error, Sendable {}
