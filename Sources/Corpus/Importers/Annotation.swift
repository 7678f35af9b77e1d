import Documents

/// What one record of an annotation file says about an item. A file may spread an item over many records, as COCO's does:
/// one for the image and one for each caption. Whoever gathers them joins what has the same id.
public struct Annotation: Sendable, Equatable {
    /// The item's id, as the file gives it.
    public var id: String
    /// The split that the file puts it in, in the file's own words (`restval`); nil where it says none.
    public var split: String?
    /// The image's or video's file, as the file names it.
    public var media: String?
    /// The address of the image or video, for files that list addresses.
    public var url: String?
    /// Captions, in their order.
    public var captions: [String]
    /// A class, for `take: {shots: …}`.
    public var label: String?
    /// The line of the file that the record begins on, counted from 1; for an archive, the number of its entry.
    public var line: Int

    public init(
        id: String, split: String? = nil, media: String? = nil, url: String? = nil, captions: [String] = [],
        label: String? = nil, line: Int
    ) {
        self.id = id
        self.split = split
        self.media = media
        self.url = url
        self.captions = captions
        self.label = label
        self.line = line
    }
}
