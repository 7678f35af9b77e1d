import Tensors

/// The batches of one epoch, one after the other, with next to nothing in memory.
public struct EpochOrder: Sequence, IteratorProtocol, Sendable {
    private let order: BatchOrder
    private let epoch: Int
    /// All captions as one, or a language each.
    private var passes: [Pass]
    private var drawing: SeededGenerator
    private var number = 0
    private var seen = 0

    /// A language's captions, or all, and what is left of them.
    private struct Pass {
        let range: Range<Int>
        var captions: CaptionOrder
        var left: Int
        var number = 0
    }

    init(_ order: BatchOrder, _ epoch: Int) {
        self.order = order
        self.epoch = epoch
        drawing = order.generator("languages", epoch: epoch)
        let ranges = order.settings.sampling == .mixed ? [0..<order.captions.items.count] : order.captions.ranges
        passes = ranges.enumerated().map { index, range in
            Pass(range: range, captions: EpochOrder.pass(0, of: index, range, order, epoch), left: range.count)
        }
    }

    private static func pass(_ number: Int, of index: Int, _ range: Range<Int>, _ order: BatchOrder, _ epoch: Int)
        -> CaptionOrder
    {
        CaptionOrder(
            range, order.settings, order.generator("pass \(number) of captions \(index)", epoch: epoch))
    }

    /// The next batch; nil after the last.
    public mutating func next() -> BatchOrder.Batch? {
        while let index = draw() {
            guard let captions = take(index) else { continue }
            seen += captions.count
            defer { number += 1 }
            if captions.count < BatchOrder.smallest { continue }
            return BatchOrder.Batch(
                captions: captions, epoch: epoch, number: number, end: StreamPosition(epoch: epoch, captions: seen))
        }
        return nil
    }

    /// Whose captions come next; nil at the epoch's end.
    private mutating func draw() -> Int? {
        guard seen < order.captions.items.count else { return nil }
        guard case .weighted(let weights) = order.settings.sampling else {
            if passes.count == 1 { return 0 }
            var place = drawing.below(passes.reduce(0) { $0 + $1.left })
            return passes.firstIndex { pass in
                place -= pass.left
                return place < 0
            }
        }
        let drawn = zip(weights, passes).map { $1.range.isEmpty ? 0 : $0 }
        var place = drawing.uniform() * drawn.reduce(0, +)
        let index = drawn.firstIndex { weight in
            place -= weight
            return place < 0
        }
        // Rounding may leave nothing below zero; then it is the last that can be drawn.
        return index ?? drawn.lastIndex { $0 > 0 }
    }

    private mutating func take(_ index: Int) -> [UInt32]? {
        if let batch = passes[index].captions.next(order.captions) {
            passes[index].left -= batch.count
            return batch
        }
        guard case .weighted = order.settings.sampling else {
            preconditionFailure("a pass gives each of its captions once")
        }
        passes[index].number += 1
        passes[index].captions = EpochOrder.pass(passes[index].number, of: index, passes[index].range, order, epoch)
        return nil
    }
}
