/// An image or a video with its captions: one line of a corpus file.
public struct Item: Sendable, Equatable, Codable {
    /// Unique within the dataset.
    public var id: String
    /// The split that it belongs to.
    public var split: String
    /// The image or video.
    public var media: Media
    /// Originals first, then translations.
    public var captions: [Caption]

    public init(id: String, split: String, media: Media, captions: [Caption]) {
        self.id = id
        self.split = split
        self.media = media
        self.captions = captions
    }

    /// A file with pictures.
    public struct Media: Sendable, Equatable, Codable {
        /// Where the file lies, relative to the folder above the corpus files'; `FILE.tar#KEY` for a sample of a
        /// WebDataset shard.
        public var path: String
        public var kind: Kind
        /// The address that it was fetched from, for datasets that list addresses.
        public var url: String?

        public init(path: String, kind: Kind, url: String? = nil) {
            self.path = path
            self.kind = kind
            self.url = url
        }

        public enum Kind: String, Sendable, Codable, CaseIterable {
            case image
            case video

            /// The extension of files that nobody names.
            public var usualExtension: String { self == .image ? "jpg" : "mp4" }
        }
    }
}

/// A sentence about an item, in one language, with where it comes from.
public struct Caption: Sendable, Equatable, Codable {
    public var language: Language
    public var text: String
    public var origin: Origin
    /// For a translation: the position, among the item's captions, of the one that it was made from.
    public var source: Int?
    /// For a translation: the engine, and its version where it tells one.
    public var engine: String?
    public var version: String?
    /// For a translation: the day on which the engine gave it (`2026-11-21`, UTC).
    public var date: String?
    /// For a translation: what is doubtful about it.
    public var flags: [String]?

    public init(
        language: Language, text: String, origin: Origin = .human, source: Int? = nil, engine: String? = nil,
        version: String? = nil, date: String? = nil, flags: [String]? = nil
    ) {
        self.language = language
        self.text = text
        self.origin = origin
        self.source = source
        self.engine = engine
        self.version = version
        self.date = date
        self.flags = flags
    }

    /// Who wrote a caption.
    public enum Origin: String, Sendable, Codable {
        case human
        case machine
    }
}
