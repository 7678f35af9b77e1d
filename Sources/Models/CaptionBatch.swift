import Tensors

/// Captions of several lengths, cut to the longest.
public struct CaptionBatch: Sendable {
    /// I64 [batch, length]
    public let tokens: Tensor
    /// The position of each caption's end: I64 [batch].
    public let ends: Tensor
    /// 1 at a caption's own positions, 0 after: [batch, length, 1].
    public let mask: Tensor
    /// The number of own positions: [batch, 1].
    public let lengths: Tensor
    /// As ``lengths``, without a device.
    let counts: [Int]

    /// - Parameter captions: token ids with the specials; a caption ends at its last token.
    public init(_ captions: [[Int32]]) throws {
        let batch = try TokenBatch(captions)
        tokens = batch.tokens
        ends = batch.ends
        let longest = batch.tokens.shape[1]
        let marks = captions.flatMap { caption in (0..<longest).map { Float($0 < caption.count ? 1 : 0) } }
        mask = try Tensor(marks, shape: [captions.count, longest, 1])
        lengths = try Tensor(captions.map { Float($0.count) }, shape: [captions.count, 1])
        counts = captions.map(\.count)
    }

    private init(tokens: Tensor, ends: Tensor, mask: Tensor, lengths: Tensor, counts: [Int]) {
        (self.tokens, self.ends, self.mask, self.lengths, self.counts) = (tokens, ends, mask, lengths, counts)
    }

    /// The batch on a device.
    public func moved(to device: Device) throws -> CaptionBatch {
        if device == tokens.device { return self }
        return CaptionBatch(
            tokens: try tokens.moved(to: device), ends: try ends.moved(to: device), mask: try mask.moved(to: device),
            lengths: try lengths.moved(to: device), counts: counts)
    }

    /// The captions filled up to a length with token 0, multilingual BERT's padding, all of which counts as their own.
    func filled(to length: Int) throws -> CaptionBatch {
        let (count, missing) = (tokens.shape[0], length - tokens.shape[1])
        let device = tokens.device
        let padding = try Tensor.zeros([count, missing], type: .int64, on: device)
        return CaptionBatch(
            tokens: try Tensor.concatenated([tokens, padding], along: 1), ends: ends,
            mask: try Tensor.ones([count, length, 1], on: device),
            lengths: try Tensor.ones([count, 1], on: device) * Double(length),
            counts: [Int](repeating: length, count: count))
    }
}
