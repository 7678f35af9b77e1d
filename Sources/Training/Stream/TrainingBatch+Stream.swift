import Models
import Tensors

extension TrainingBatch {
    /// A batch of a stream that gathers visual features, and source features or the tokens of what captions are aligned with
    /// where the method has use for them.
    init(_ batch: TrainingStream.Batch) throws {
        let captions = batch.captions
        guard let visual = captions.visual else {
            throw TensorError(operation: "batch", reason: "the stream gathers no visual features")
        }
        let count = captions.captions.count
        let partners = captions.partnerTokens ?? captions.sourceTokens
        let others = partners.map { tokens in (0..<count).map { Array(tokens[$0]) } } ?? []
        var random = batch.random
        // Where every item is in a batch once, a turn by less than the whole gives each caption another item's.
        let turn = 1 + random.below(count - 1)
        self.init(
            captions: try CaptionBatch((0..<count).map { Array(captions.tokens[$0]) } + others),
            source: try captions.source ?? Tensor.zeros([0]), visual: visual,
            others: try Tensor((0..<count).map { Int64(($0 + turn) % count) }))
    }
}
