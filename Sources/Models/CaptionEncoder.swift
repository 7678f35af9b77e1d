import Tensors

/// An encoder of the target languages' captions into a frozen CLIP's space.
public protocol CaptionEncoder: Sendable {
    /// Where captions are encoded, and where their batch must be.
    var device: Device { get }
    /// - Returns: F32 [captions, projection], not normalised.
    func features(_ captions: CaptionBatch) throws -> Tensor
}
