import Models
import Tensors

extension TrainingBatch {
    /// A batch of a stream that gathers visual and source features.
    init(_ batch: TrainingStream.Batch) throws {
        let captions = batch.captions
        guard let source = captions.source, let visual = captions.visual else {
            throw TensorError(operation: "batch", reason: "the stream gathers no visual or no source features")
        }
        let count = captions.captions.count
        var random = batch.random
        // Where every item is in a batch once, a turn by less than the whole gives each caption another item's.
        let turn = 1 + random.below(count - 1)
        self.init(
            captions: try CaptionBatch((0..<count).map { Array(captions.tokens[$0]) }), source: source, visual: visual,
            others: try Tensor((0..<count).map { Int64(($0 + turn) % count) }))
    }
}
