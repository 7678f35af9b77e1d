import Models
import Tensors

/// A batch of training, or a process's part of one: captions, and what they are drawn to.
public struct TrainingBatch: Sendable {
    /// The captions; those that are gathered with them follow in the same order, a language after the other.
    public let captions: CaptionBatch
    /// The features of the captions that they translate: F32 [batch, projection]; nil where they are not gathered.
    public let source: Tensor?
    /// Their images or videos; nil where they are not gathered.
    public let visual: VisualBatch?
    /// For each caption of the whole batch the row of another, whose features are not its own: I64 [whole batch].
    public let others: Tensor
    /// Where the stream stood before the batch, in epochs.
    public let epochs: Double
    /// Which part of the batch it is, and who has the others; nil for all of it.
    public let share: BatchShare?

    public init(
        captions: CaptionBatch, source: Tensor?, visual: VisualBatch?, others: Tensor, epochs: Double = 0,
        share: BatchShare? = nil
    ) {
        self.share = share
        self.captions = captions
        self.source = source
        self.visual = visual
        self.others = others
        self.epochs = epochs
    }

    /// The captions of the whole batch that were drawn, without those that are gathered with them.
    public var count: Int { others.shape[0] }

    /// ``source``, for methods that ask for it.
    public var sourceFeatures: Tensor {
        get throws {
            guard let source else { throw TensorError(operation: "batch", reason: "no source features") }
            return source
        }
    }

    /// ``visual``, for methods that ask for frozen features: F32 [batch, projection].
    public var visualFeatures: Tensor {
        get throws {
            guard case .features(let features) = visual else {
                throw TensorError(operation: "batch", reason: "no visual features")
            }
            return features
        }
    }

    /// The batch on a device.
    public func moved(to device: Device) throws -> TrainingBatch {
        TrainingBatch(
            captions: try captions.moved(to: device), source: try source?.moved(to: device),
            visual: try visual?.moved(to: device), others: try others.moved(to: device), epochs: epochs, share: share)
    }
}
