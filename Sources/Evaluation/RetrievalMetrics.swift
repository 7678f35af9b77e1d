/// How well one direction of retrieval does, from the rank of the right answer to each query.
public struct RetrievalMetrics: Sendable, Equatable, Codable {
    /// How many queries there are.
    public let queries: Int
    /// The share of queries whose answer is first, in percent.
    public let r1: Double
    /// The share of queries whose answer is among the first 5, in percent.
    public let r5: Double
    /// The share of queries whose answer is among the first 10, in percent.
    public let r10: Double
    public let medianRank: Double
    public let meanRank: Double
    /// The share of queries whose answer is among the first k, in percent, for each k from 1 to 100.
    public let accuracy: [Double]
    /// The ranks that a quarter, a half and three quarters of the queries reach.
    public let quartiles: [Double]

    enum CodingKeys: String, CodingKey {
        case queries, r1, r5, r10, quartiles
        case medianRank = "median_rank"
        case meanRank = "mean_rank"
        case accuracy = "accuracy_at_k"
    }

    /// - Parameter ranks: counted from 1. Quartiles between two ranks are interpolated linearly, so that of an even number of
    ///   ranks, the median is the mean of the middle two. All is 0 where there is no rank.
    public init(ranks: [Int]) {
        let sorted = ranks.sorted()
        queries = ranks.count
        accuracy = RetrievalMetrics.accuracy(sorted)
        (r1, r5, r10) = (accuracy[0], accuracy[4], accuracy[9])
        quartiles = [0.25, 0.5, 0.75].map { RetrievalMetrics.quantile($0, sorted) }
        medianRank = quartiles[1]
        meanRank = Double(ranks.reduce(0, +)) / Double(max(ranks.count, 1))
    }

    /// Reads results; those of versions before 2 of the evaluate stage have neither queries, accuracies nor quartiles.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        queries = try values.decodeIfPresent(Int.self, forKey: .queries) ?? 0
        r1 = try values.decode(Double.self, forKey: .r1)
        r5 = try values.decode(Double.self, forKey: .r5)
        r10 = try values.decode(Double.self, forKey: .r10)
        medianRank = try values.decode(Double.self, forKey: .medianRank)
        meanRank = try values.decode(Double.self, forKey: .meanRank)
        accuracy = try values.decodeIfPresent([Double].self, forKey: .accuracy) ?? []
        quartiles = try values.decodeIfPresent([Double].self, forKey: .quartiles) ?? []
    }

    private static func accuracy(_ sorted: [Int]) -> [Double] {
        var found = 0
        return (1...100).map { k in
            while found < sorted.count, sorted[found] <= k { found += 1 }
            return 100 * Double(found) / Double(max(sorted.count, 1))
        }
    }

    private static func quantile(_ share: Double, _ sorted: [Int]) -> Double {
        guard let last = sorted.indices.last else { return 0 }
        let place = share * Double(last)
        let below = Int(place)
        let (low, high) = (Double(sorted[below]), Double(sorted[min(below + 1, last)]))
        return low + (high - low) * (place - Double(below))
    }
}

/// Both directions of one language.
public struct LanguageResult: Sendable, Equatable, Codable {
    /// Each caption is a query for its image or video.
    public let textToVisual: RetrievalMetrics
    /// Each image or video is a query for any of its captions.
    public let visualToText: RetrievalMetrics
    /// The mean of the six recalls (mAR), in percent.
    public let meanRecall: Double

    enum CodingKeys: String, CodingKey {
        case textToVisual = "text_to_visual"
        case visualToText = "visual_to_text"
        case meanRecall = "mean_recall"
    }

    public init(textToVisual: RetrievalMetrics, visualToText: RetrievalMetrics) {
        self.textToVisual = textToVisual
        self.visualToText = visualToText
        let recalls = [textToVisual, visualToText].flatMap { [$0.r1, $0.r5, $0.r10] }
        meanRecall = recalls.reduce(0, +) / Double(recalls.count)
    }
}

/// The results of all languages: what `tessera evaluate --json` prints.
public struct RetrievalReport: Sendable, Equatable, Codable {
    public let languages: [String: LanguageResult]
    /// Those of them that the model was not trained in, sorted; nil where there is none.
    public let unseen: [String]?
    /// The language that was measured by its captions' frozen features, which training leaves as they are.
    public let frozen: String?
    /// The sum over the languages, but for unseen ones, of text-to-visual R@1, in percent.
    public let sumR1: Double
    /// The captions of each language that find their items last; nil where nobody asked.
    public let hardest: [String: [HardQuery]]?

    enum CodingKeys: String, CodingKey {
        case languages, unseen, frozen, hardest
        case sumR1 = "sum_r1"
    }

    public init(
        languages: [String: LanguageResult], unseen: [String] = [], frozen: String? = nil,
        hardest: [String: [HardQuery]]? = nil
    ) {
        self.hardest = hardest
        self.frozen = frozen
        self.languages = languages
        self.unseen = unseen.isEmpty ? nil : unseen.sorted()
        // In a fixed order, so that the sum is the same to the last bit.
        let counted = languages.filter { !unseen.contains($0.key) }
        sumR1 = counted.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.textToVisual.r1 }
    }
}
