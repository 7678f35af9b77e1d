/// A caption whose own image or video stands far behind others.
public struct HardQuery: Sendable, Equatable, Codable {
    public let caption: String
    /// The id of its own item.
    public let item: String
    /// Where that stands, counted from 1.
    public let rank: Int
    /// The ids of the items that stand first, the nearest before the others.
    public let retrieved: [String]

    public init(caption: String, item: String, rank: Int, retrieved: [String]) {
        self.caption = caption
        self.item = item
        self.rank = rank
        self.retrieved = retrieved
    }
}
