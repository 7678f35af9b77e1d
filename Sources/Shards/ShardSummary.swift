import Documents
import Tensors

/// What is in a shard, for people: counts, what the features look like as numbers, and the first items.
public struct ShardSummary: Sendable, Encodable {
    /// A caption as it stands in a shard.
    public struct Caption: Sendable, Encodable {
        public let text: String
        public let tokens: [Int32]
    }

    /// An item as it stands in a shard.
    public struct Item: Sendable, Encodable {
        public let id: String
        /// Frames behind its feature.
        public let frames: Int
        /// By language.
        public let captions: [String: [Caption]]
    }

    public let items: Int
    /// Captions by language.
    public let captions: [String: Int]
    /// By tensor: `visual`, and `captions.LANGUAGE.features` where there are some.
    public let features: [String: FeatureStatistics]
    /// The first items.
    public let first: [Item]

    /// Reads a shard, the features a block at a time.
    /// - Parameter count: items to show.
    /// - Throws: ``InputError`` for what is not sound in it.
    public init(_ shard: FeatureShard, first count: Int = 3) throws {
        items = shard.count
        let shown = 0..<min(count, shard.count)
        let frames = try shard.frames().values(as: Int32.self)
        let ids = try shard.ids(shown)
        var features = ["visual": try shard.statistics()]
        var captions: [String: Int] = [:]
        var shownCaptions = shown.map { _ in [String: [Caption]]() }
        for language in shard.languages {
            let column = try shard.captions(language)
            captions[language] = column.count
            if let tensor = column.features {
                features["captions.\(language).features"] = try FeatureStatistics(tensor)
            }
            let rows = column.items.indices.filter { shown.contains(Int(column.items[$0])) }
            for (row, text) in zip(rows, try shard.texts(of: language, rows: rows)) {
                let caption = Caption(text: text, tokens: try column.tokens(row))
                shownCaptions[Int(column.items[row])][language, default: []].append(caption)
            }
        }
        self.features = features
        self.captions = captions
        first = shown.map { Item(id: ids[$0], frames: Int(frames[$0]), captions: shownCaptions[$0]) }
    }
}
