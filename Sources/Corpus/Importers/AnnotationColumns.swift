/// Which columns of a table, or keys of an object, hold what.
///
/// Columns go by name, or, in a table without a header, by position, counted from 1: `2`.
public struct AnnotationColumns: Sendable, Equatable {
    /// Nil: a record's number is its id: nine digits, counted from `000000000`, malformed records too.
    public var id: String?
    public var media: String?
    public var url: String?
    /// Several columns give several captions.
    public var captions: [String]
    public var split: String?
    public var label: String?
    /// What stands before a record's number in its id, to tell the records of several files apart.
    public var idPrefix: String

    public init(
        id: String? = nil, media: String? = nil, url: String? = nil, captions: [String] = [], split: String? = nil,
        label: String? = nil, idPrefix: String = ""
    ) {
        self.id = id
        self.media = media
        self.url = url
        self.captions = captions
        self.split = split
        self.label = label
        self.idPrefix = idPrefix
    }

    /// The id of the record of this number, counted from 0, where no column has it.
    func id(ofRecord number: Int) -> String { idPrefix + number.zeroPadded(9) }

    /// The columns that are named.
    var names: [String] { [id, media, url, split, label].compactMap { $0 } + captions }
}
