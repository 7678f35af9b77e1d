import Models
import Tensors

extension TrainingBatch {
    /// A batch of a stream, with what it gathers.
    /// - Parameters:
    ///   - pixels: reads images and videos, where the model is trained on them.
    ///   - group: the processes that have its other parts; nil where this one has all of it.
    /// - Throws: ``InputError`` for one that cannot be read.
    init(_ batch: TrainingStream.Batch, _ pixels: PixelLoader? = nil, group: ProcessGroup? = nil) throws {
        let captions = batch.captions
        let count = captions.captions.count
        let partners = captions.partnerTokens + [captions.sourceTokens].compactMap { $0 }
        let others = partners.flatMap { tokens in (0..<count).map { Array(tokens[$0]) } }
        var random = batch.random
        let part = batch.part
        // Where every item is in a batch once, a turn by less than the whole gives each caption another item's.
        let turn = 1 + random.below(part.whole - 1)
        let loaded = try pixels.map { pixels in
            try VisualBatch.pixels(
                pixels.load(captions.media ?? []) { [random] item in
                    // By the place in the whole batch, so that it does not matter who reads which part.
                    SeededGenerator(seed: random.state, purpose: "item \(part.gathered.lowerBound + item)")
                })
        }
        self.init(
            captions: try CaptionBatch((0..<count).map { Array(captions.tokens[$0]) } + others),
            source: captions.source, visual: loaded ?? captions.visual.map { .features($0) },
            others: try Tensor((0..<part.whole).map { Int64(($0 + turn) % part.whole) }), epochs: batch.epochs,
            share: group.map { BatchShare($0, part) })
    }
}
