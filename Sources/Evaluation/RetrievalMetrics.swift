/// How well one direction of retrieval does, from the rank of the right answer to each query.
public struct RetrievalMetrics: Sendable, Equatable, Codable {
    /// The share of queries whose answer is first, in percent.
    public let r1: Double
    /// The share of queries whose answer is among the first 5, in percent.
    public let r5: Double
    /// The share of queries whose answer is among the first 10, in percent.
    public let r10: Double
    public let medianRank: Double
    public let meanRank: Double

    enum CodingKeys: String, CodingKey {
        case r1, r5, r10
        case medianRank = "median_rank"
        case meanRank = "mean_rank"
    }

    /// - Parameter ranks: counted from 1; of an even number of them, the median is the mean of the middle two.
    public init(ranks: [Int]) {
        let count = Double(max(ranks.count, 1))
        func recall(at k: Int) -> Double { 100 * Double(ranks.count { $0 <= k }) / count }
        r1 = recall(at: 1)
        r5 = recall(at: 5)
        r10 = recall(at: 10)
        meanRank = Double(ranks.reduce(0, +)) / count
        let sorted = ranks.sorted()
        let middle = sorted.count / 2
        switch sorted.count {
        case 0: medianRank = 0
        case let count where count % 2 == 1: medianRank = Double(sorted[middle])
        default: medianRank = Double(sorted[middle - 1] + sorted[middle]) / 2
        }
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
    /// The sum over the languages of text-to-visual R@1, in percent.
    public let sumR1: Double

    enum CodingKeys: String, CodingKey {
        case languages
        case sumR1 = "sum_r1"
    }

    public init(languages: [String: LanguageResult]) {
        self.languages = languages
        // In a fixed order, so that the sum is the same to the last bit.
        sumR1 = languages.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.textToVisual.r1 }
    }
}
