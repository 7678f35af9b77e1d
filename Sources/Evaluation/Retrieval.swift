import Tensors

/// Ranks the right answers of retrieval by cosine similarity, in blocks, so that memory is bounded.
///
/// Ties are resolved against the model: a candidate that is as similar as the right one stands before it. Similarities
/// are computed in double precision and rounded to 1e-9, so that equal features are equally similar wherever they stand.
public struct Retrieval: Sendable {
    /// [captions, D], normalised, F64.
    private let text: Tensor
    /// [items, D], normalised, F64.
    private let visual: Tensor
    /// The item of each caption: I64 [captions].
    private let items: Tensor
    private let captionedItems: [Int]

    /// Rows of queries that are compared at a time.
    private static let block = 512

    /// - Parameters: text: [captions, D]; visual: [items, D]; items: the item of each caption.
    public init(text: Tensor, visual: Tensor, items: [Int]) throws {
        self.text = try text.converted(to: .float64).normalized()
        self.visual = try visual.converted(to: .float64).normalized()
        self.items = try Tensor(items.map(Int64.init))
        captionedItems = Set(items).sorted()
    }

    /// Both directions.
    public func evaluate() throws -> LanguageResult {
        try withoutGradients {
            LanguageResult(
                textToVisual: RetrievalMetrics(ranks: try textToVisual()),
                visualToText: RetrievalMetrics(ranks: try visualToText()))
        }
    }

    /// The rank of each caption's item among all items.
    public func textToVisual() throws -> [Int] {
        try blocks(of: text.shape[0]) { range in
            let similar = try similarity(text.sliced(0, range), visual)
            let own = try similar.element(ofColumns: items.sliced(0, range))
            // The right one is as similar as itself, which makes the count its rank.
            return try count(similar.isAtLeast(own))
        }
    }

    /// The rank of the best of each item's own captions among the captions of the others. Items without captions ask
    /// nothing.
    public func visualToText() throws -> [Int] {
        let queries = try Tensor(captionedItems.map(Int64.init))
        let visual = try visual.rows(queries)
        return try blocks(of: captionedItems.count) { range in
            let similar = try similarity(visual.sliced(0, range), text)
            let own = try items.unsqueezed(0).equals(queries.sliced(0, range).unsqueezed(1))
            let others = try similar.filled(where: own, with: -2)
            let best = try similar.filled(where: own.equals(Tensor([false])), with: -2).largest()
            return try count(others.isAtLeast(best)).map { $0 + 1 }
        }
    }

    private func similarity(_ queries: Tensor, _ candidates: Tensor) throws -> Tensor {
        try (queries.matmul(candidates.transposed()) * 1e9).rounded() / 1e9
    }

    private func count(_ marks: Tensor) throws -> [Int] {
        try marks.converted(to: .int64).sum(over: [1]).values(as: Int64.self).map(Int.init)
    }

    private func blocks(of count: Int, _ body: (Range<Int>) throws -> [Int]) throws -> [Int] {
        try stride(from: 0, to: count, by: Retrieval.block).flatMap { start in
            try body(start..<min(start + Retrieval.block, count))
        }
    }
}
