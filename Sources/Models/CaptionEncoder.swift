import Tensors

/// An encoder of captions into a space that they share with images and videos: a frozen CLIP's, or one of its own.
public protocol CaptionEncoder: Sendable {
    /// Where captions are encoded, and where their batch must be.
    var device: Device { get }
    /// The numbers of a feature.
    var width: Int { get }
    /// - Returns: F32 [captions, width], not normalised.
    func features(_ captions: CaptionBatch) throws -> Tensor
    /// How items come into the same space.
    var items: ItemEncoding { get }
}

extension CaptionEncoder {
    public var items: ItemEncoding { .frozen }
}
