import Foundation
import Models
import Tensors

/// Trains two encoders with one Adam, by contrast of a batch's images with their captions in all languages.
final class DualLearner: Learner {
    private let model: DualEncoder
    private let settings: Settings
    private let optimizer: Adam
    let parameters: [(name: String, parameter: Parameter)]
    let size: Int?
    let files: [String: Data]

    /// What the learner does beside the loss.
    struct Settings {
        /// Epochs at the beginning in which the transformers stay as they are.
        var frozenEpochs = 0.0
        /// Whether the temperature is trained.
        var learnsTemperature = true
    }

    /// What cosines are multiplied by at most (Radford et al. 2021, section 2.5).
    static let mostLogitScale = log(100.0)

    /// - Parameters: size: of the whole encoder, where parts of it are trained; files: to put beside a checkpoint's.
    init(
        _ model: DualEncoder, _ weights: TrainedWeights, _ settings: Settings, size: Int? = nil,
        files: [String: Data] = [:]
    ) throws {
        (self.model, self.settings, self.size, self.files) = (model, settings, size, files)
        parameters = weights.parameters
        optimizer = try Adam(parameters)
    }

    var encoder: any CaptionEncoder { model }
    var optimizers: [Adam] { [optimizer] }

    func step(_ batch: TrainingBatch, _ objective: Objective, rate: Double, clip: Double?) throws -> [LossTerm] {
        guard let items = batch.visual else { throw TensorError(operation: "batch", reason: "no images") }
        optimizer.clearGradients()
        let isFrozen = batch.epochs < settings.frozenEpochs
        let whole = try batch.whole(
            model.features(items, isFrozen: isFrozen), model.features(batch.captions, isFrozen: isFrozen))
        let scale = try settings.learnsTemperature ? batch.once(model.logitScale) : model.logitScale.detached()
        let loss = try ParallelContrast(whole[0], whole[1], scale: scale.exponential())
        let total = try loss.total
        try total.backward()
        try batch.step(optimizer, rate: rate, clip: clip)
        try model.logitScale.assign(model.logitScale.clamped(below: DualLearner.mostLogitScale))
        return try LossTerm.read([
            ("visual_to_text", loss.visualToText), ("text_to_visual", loss.textToVisual), ("total", total),
        ])
    }
}

/// CLIP's cross-entropy with the captions of several languages (Krasner and Lanuzo, section 2.2): each of an image's captions
/// is a target among all the batch's captions, and each caption has its image as the target.
struct ParallelContrast {
    let visualToText: Tensor
    let textToVisual: Tensor

    /// - Parameters:
    ///   - visual: [items, projection].
    ///   - text: [languages × items, projection], a language after the other.
    ///   - scale: what cosines are multiplied by, a scalar.
    init(_ visual: Tensor, _ text: Tensor, scale: Tensor) throws {
        let (items, captions) = (visual.shape[0], text.shape[0])
        guard items > 0, captions % items == 0 else {
            throw TensorError(operation: "contrast", reason: "\(captions) captions of \(items) items")
        }
        let logits = try visual.normalized().matmul(text.normalized().transposed()) * scale
        let share = Float(items) / Float(captions)
        var targets = [Float](repeating: 0, count: items * captions)
        for caption in 0..<captions { targets[caption % items * captions + caption] = share }
        visualToText = try crossEntropy(logits, Tensor(targets, shape: [items, captions]).moved(to: logits.device))
        let own = try Tensor((0..<captions).map { Int64($0 % items) }).moved(to: logits.device)
        textToVisual = try crossEntropy(logits.transposed(), own)
    }

    var total: Tensor { get throws { try (visualToText + textToVisual) * 0.5 } }
}
