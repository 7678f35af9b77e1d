import Documents
import Models
import Tensors

/// How a caption is drawn to what it is aligned with.
public enum AlignmentLoss: String, Sendable, CaseIterable {
    /// Mean squared error of the features.
    case meanSquaredError = "mse"
    /// Contrast of captions with those of the others.
    case contrastive
    /// Contrast of what captions are aligned with and the images.
    case contrastiveWithImage = "contrastive-with-image"

    /// - Parameters: text, partner, visual: [batch, projection]; scale: what cosines are multiplied by.
    func callAsFunction(_ text: Tensor, _ partner: Tensor, _ visual: Tensor, scale: Double) throws -> Tensor {
        switch self {
        case .meanSquaredError: try Tensors.meanSquaredError(text, partner)
        case .contrastive: try contrast(text, partner, temperature: 1 / scale)
        case .contrastiveWithImage: try contrast(partner, visual, temperature: 1 / scale)
        }
    }
}

/// Trains parts of a text encoder with one Adam: contrast of captions and images, and alignment of captions with others of the
/// same items.
final class AlignmentLearner: Learner {
    private let model: MultilingualTextEncoder
    private let method: AlignmentMethod
    private let optimizer: Adam
    let parameters: [(name: String, parameter: Parameter)]
    let size: Int?

    init(_ weights: TrainedWeights, _ encoder: MultilingualTextEncoder, _ method: AlignmentMethod, size: Int) throws {
        model = encoder
        self.method = method
        parameters = weights.parameters
        optimizer = try Adam(parameters)
        self.size = size
    }

    var encoder: any CaptionEncoder { model }
    var optimizers: [Adam] { [optimizer] }

    func step(_ batch: TrainingBatch, _ objective: Objective, rate: Double, clip: Double?) throws -> [LossTerm] {
        optimizer.clearGradients()
        // Captions and what they are aligned with are encoded at once; gradients go back through both.
        let whole = try batch.whole(model.features(batch.captions), batch.visualFeatures)
        let (features, visual) = (whole[0], whole[1])
        let (all, count) = (features.shape[0], batch.count)
        let text = try features.sliced(0, 0..<count)
        let main = try contrast(text, visual, temperature: 1 / method.scale)
        var total = main
        var terms = [("crossmodal_nce", main)]
        if all > count {
            let partner = try features.sliced(0, count..<all)
            let alignment = try method.alignment(text, partner, visual, scale: method.scale)
            total = try total + alignment * method.weight
            terms.append(("alignment_\(method.alignment.rawValue)", alignment))
        }
        try total.backward()
        try batch.step(optimizer, rate: rate, clip: clip)
        return try LossTerm.read(terms + [("total", total)])
    }
}
