/// Where an item's image or video lies.
public struct ItemMedia: Sendable, Hashable {
    /// Relative to the folder above the corpus files'; `FILE.tar#KEY` for a sample of a WebDataset shard.
    public let path: String
    public let isVideo: Bool

    public init(path: String, isVideo: Bool) { (self.path, self.isVideo) = (path, isVideo) }
}

/// Where the images and videos of items lie, for a trainer that reads them.
public struct MediaColumn: Sendable {
    private(set) var paths = TextColumn()
    /// 1 for a video, 0 for an image.
    private(set) var kinds: [UInt8] = []

    public init() {}

    /// The number of items.
    public var count: Int { kinds.count }

    public mutating func append(_ media: ItemMedia) {
        paths.append(media.path)
        kinds.append(media.isVideo ? 1 : 0)
    }

    public mutating func append(contentsOf other: MediaColumn) {
        paths.append(contentsOf: other.paths)
        kinds += other.kinds
    }
}
