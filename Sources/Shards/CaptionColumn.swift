/// The captions of one language in a shard, as they are gathered for writing.
public struct CaptionColumn: Sendable {
    /// The row of `visual` that each belongs to.
    public private(set) var items: [Int32] = []
    /// The source-language caption that each translates, -1 for an original.
    public private(set) var sources: [Int32] = []
    /// The captions themselves.
    public private(set) var texts = TextColumn()
    /// Ids ready for training, specials included.
    public private(set) var tokens = TokenColumn()
    /// Frozen text features, a row a caption, for the source language alone.
    public var features: FeatureRows?

    public init() {}

    /// The number of captions.
    public var count: Int { items.count }

    /// Adds a caption.
    /// - Parameters:
    ///   - item: the row of `visual`.
    ///   - source: the source-language caption that it translates; nil for an original.
    public mutating func add(_ text: String, item: Int, source: Int?, tokens: [Int32]) {
        items.append(Int32(item))
        sources.append(source.map(Int32.init) ?? -1)
        texts.append(text)
        self.tokens.append(tokens)
    }

    /// Adds the captions of the items that follow.
    /// - Parameter firstSource: how many source-language captions stand before those that `other` counts from 0.
    public mutating func append(contentsOf other: CaptionColumn, firstSource: Int) {
        items.append(contentsOf: other.items)
        sources.append(contentsOf: other.sources.map { $0 < 0 ? $0 : $0 + Int32(firstSource) })
        texts.append(contentsOf: other.texts)
        tokens.append(contentsOf: other.tokens)
    }
}
