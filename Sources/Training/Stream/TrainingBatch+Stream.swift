import Models
import Tensors

extension TrainingBatch {
    /// A batch of a stream, with what it gathers.
    /// - Parameter pixels: reads images and videos, where the model is trained on them.
    /// - Throws: ``InputError`` for one that cannot be read.
    init(_ batch: TrainingStream.Batch, _ pixels: PixelLoader? = nil) throws {
        let captions = batch.captions
        let count = captions.captions.count
        let partners = captions.partnerTokens + [captions.sourceTokens].compactMap { $0 }
        let others = partners.flatMap { tokens in (0..<count).map { Array(tokens[$0]) } }
        var random = batch.random
        // Where every item is in a batch once, a turn by less than the whole gives each caption another item's.
        let turn = 1 + random.below(count - 1)
        let loaded = try pixels.map { try VisualBatch.pixels($0.load(captions.media ?? [], &random)) }
        self.init(
            captions: try CaptionBatch((0..<count).map { Array(captions.tokens[$0]) } + others),
            source: captions.source, visual: loaded ?? captions.visual.map { .features($0) },
            others: try Tensor((0..<count).map { Int64(($0 + turn) % count) }), epochs: batch.epochs)
    }
}
