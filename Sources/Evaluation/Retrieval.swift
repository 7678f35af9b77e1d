import Synchronization
import Tensors
import Workspace

/// Ranks the right answers of retrieval by cosine similarity. The similarities of all captions and items are never there at
/// once: a worker has those of a block of captions and a block of items.
///
/// Ties are resolved against the model: a candidate that is as similar as the right one stands before it. Ranks are those of
/// ``FeatureTable/similarity(_:_:_:)``, so equal features are equally similar wherever they stand, and neither blocks nor
/// threads change a rank: a product of matrices decides all but what is as near as its rounding, which is looked at alone.
public struct Retrieval: Sendable {
    private let text: FeatureTable
    private let visual: FeatureTable
    /// The item of each caption.
    private let items: [Int]
    /// Captions and items of a block.
    private let block: (captions: Int, items: Int)

    /// - Parameters: text: [captions, D]; visual: [items, D]; items: the item of each caption.
    /// - Throws: ``InputError`` for features that are not finite; ``TensorError`` for shapes that do not fit.
    public init(text: Tensor, visual: Tensor, items: [Int]) throws {
        let width = text.shape.last ?? 0
        guard text.shape.count == 2, visual.shape.count == 2, visual.shape[1] == width, width > 0 else {
            throw TensorError(operation: "retrieval", reason: "of \(text.shape) in \(visual.shape)")
        }
        try self.init(
            text: FeatureTable(text.converted(to: .float32).values(), width: width, name: "text"),
            visual: FeatureTable(visual.converted(to: .float32).values(), width: width, name: "visual"), items: items)
    }

    /// - Parameter block: captions and items of a block; the ranks are the same with any.
    init(text: FeatureTable, visual: FeatureTable, items: [Int], block: (captions: Int, items: Int) = (512, 2048))
        throws
    {
        guard items.count == text.count, items.allSatisfy((0..<visual.count).contains) else {
            throw TensorError(
                operation: "retrieval",
                reason: "\(text.count) captions with \(items.count) items of \(visual.count)")
        }
        (self.text, self.visual, self.items, self.block) = (text, visual, items, block)
    }

    /// A caption whose own item is not the first, with the items that are.
    struct Miss: Sendable, Equatable {
        let caption: Int
        let rank: Int
        /// The nearest before the others.
        let first: [Int]
    }

    /// Both directions.
    public func evaluate() async throws -> LanguageResult { try await evaluate(misses: 0).result }

    /// Both directions, and the captions whose items stand the farthest behind, the farthest first, at most one an item.
    func evaluate(misses count: Int) async throws -> (result: LanguageResult, misses: [Miss]) {
        let ranks = try await ranks()
        let result = LanguageResult(
            textToVisual: RetrievalMetrics(ranks: ranks.textToVisual),
            visualToText: RetrievalMetrics(ranks: ranks.visualToText))
        guard count > 0 else { return (result, []) }
        var seen: Set<Int> = []
        let far = ranks.textToVisual.enumerated().filter { $0.element > 1 }
            .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
            .filter { seen.insert(items[$0.offset]).inserted }.prefix(count)
        return (result, far.map { Miss(caption: $0.offset, rank: $0.element, first: nearest(to: $0.offset, 3)) })
    }

    /// The items that are nearest to a caption; of equally near ones those before.
    private func nearest(to caption: Int, _ count: Int) -> [Int] {
        var best: [(item: Int, similarity: Double)] = []
        for item in 0..<visual.count {
            let similarity = text.similarity(caption, visual, item)
            guard best.count < count || similarity > best[count - 1].similarity else { continue }
            let place = best.firstIndex { similarity > $0.similarity } ?? best.count
            best.insert((item, similarity), at: place)
            if best.count > count { best.removeLast() }
        }
        return best.map(\.item)
    }

    /// Ranks, counted from 1: that of each caption's item among all items; and that of the best of each item's own captions
    /// among the captions of the others. Items without captions ask nothing, but are found.
    func ranks() async throws -> (textToVisual: [Int], visualToText: [Int]) {
        let marks = marks()
        let counts = Mutex(RankCounts(captions: text.count, items: visual.count))
        let next = Mutex(0)
        try await Cores.work {
            next.withLock { next -> Range<Int>? in
                guard next < text.count else { return nil }
                defer { next += block.captions }
                return next..<min(next + block.captions, text.count)
            }
        } _: { captions in
            var found = RankCounts(captions: captions.count, items: visual.count)
            Torch.useOneThread()
            for first in stride(from: 0, to: visual.count, by: block.items) {
                try compare(captions, first..<min(first + block.items, visual.count), marks, &found)
            }
            counts.withLock { $0.add(found, from: captions.lowerBound) }
        }
        let found = counts.withLock { $0 }
        return (
            found.captions.map { $0 + 1 },
            found.items.indices.filter { marks.bestCaption[$0] != nil }.map { found.items[$0] + 1 }
        )
    }

    /// What candidates are compared with.
    private struct Marks: Sendable {
        /// Each caption's similarity to its own item.
        var own: [Double]
        /// The similarity of each item's best own caption; infinite where there is none, which no candidate reaches.
        var best: [Double]
        var bestCaption: [Int?]
    }

    private func marks() -> Marks {
        var marks = Marks(
            own: [], best: Array(repeating: .infinity, count: visual.count),
            bestCaption: Array(repeating: nil, count: visual.count))
        for (caption, item) in items.enumerated() {
            let similarity = text.similarity(caption, visual, item)
            marks.own.append(similarity)
            if marks.bestCaption[item] == nil || similarity > marks.best[item] {
                marks.best[item] = similarity
                marks.bestCaption[item] = caption
            }
        }
        return marks
    }

    /// Counts what stands before the right answers within a block.
    private func compare(_ captions: Range<Int>, _ items: Range<Int>, _ marks: Marks, _ found: inout RankCounts) throws
    {
        let similar: [Double] = try withoutGradients {
            try text.normalized(captions).matmul(visual.normalized(items).transposed()).values()
        }
        let tolerance = text.tolerance
        var place = 0
        for caption in captions {
            let own = marks.own[caption]
            var before = 0
            for item in items {
                let distance = similar[place] - own
                let distanceToBest = similar[place] - marks.best[item]
                place += 1
                if distance > tolerance {
                    before += 1
                } else if distance >= -tolerance, isBeforeOwn(item, caption, marks) {
                    before += 1
                }
                if distanceToBest > tolerance {
                    found.items[item] += 1
                } else if distanceToBest >= -tolerance, isBeforeBest(caption, item, marks) {
                    found.items[item] += 1
                }
            }
            found.captions[caption - captions.lowerBound] += before
        }
    }

    /// Whether an item stands before a caption's own one.
    private func isBeforeOwn(_ item: Int, _ caption: Int, _ marks: Marks) -> Bool {
        let own = items[caption]
        if item == own { return false }
        return visual.first[item] == visual.first[own] || text.similarity(caption, visual, item) >= marks.own[caption]
    }

    /// Whether a caption stands before the best of an item's own ones.
    private func isBeforeBest(_ caption: Int, _ item: Int, _ marks: Marks) -> Bool {
        guard items[caption] != item, let best = marks.bestCaption[item] else { return false }
        return text.first[caption] == text.first[best] || text.similarity(caption, visual, item) >= marks.best[item]
    }
}

/// How many candidates stand before the right answer to each query.
private struct RankCounts: Sendable {
    /// Items before each caption's own.
    var captions: [Int]
    /// Captions before the best of each item's own.
    var items: [Int]

    init(captions: Int, items: Int) {
        self.captions = Array(repeating: 0, count: captions)
        self.items = Array(repeating: 0, count: items)
    }

    mutating func add(_ other: RankCounts, from caption: Int) {
        for (place, count) in other.captions.enumerated() { captions[caption + place] += count }
        for (item, count) in other.items.enumerated() { items[item] += count }
    }
}
