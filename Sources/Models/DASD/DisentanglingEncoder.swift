import Tensors

/// An encoder that tells what a caption says from how it says it.
public protocol DisentanglingEncoder: CaptionEncoder {
    /// - Returns: semantic-related features, F32 [captions, projection], and semantic-agnostic ones, F32 [captions, width]; nil
    ///   where the encoder has no such parts.
    func semantics(_ captions: CaptionBatch) throws -> (related: Tensor, agnostic: Tensor)?
}

extension DASD: DisentanglingEncoder {
    public func semantics(_ captions: CaptionBatch) throws -> (related: Tensor, agnostic: Tensor)? {
        try self(captions).characteristics.map { ($0.related, $0.agnostic) }
    }
}
