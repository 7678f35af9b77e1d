/// How a text ends, by its last character that is not blank.
public enum Ending: Equatable {
    /// With what ends a sentence, or closes a bracket or a quotation.
    case complete
    /// With a bracket or a quotation mark that opens.
    case opening
    case comma
    case dash
    case ellipsis
    /// With a letter, or anything else.
    case open

    public init(_ profile: TextProfile, of text: String) {
        switch profile.last {
        case 0x28, 0x5b, 0x7b, 0x2018, 0x201a, 0x201e, 0x2039, 0x3008, 0x300a, 0x300c, 0x300e, 0x3010, 0xff08:
            self = .opening
        // Marks that open in one language and close in another: they close what stands open before them.
        case 0x201c: self = text.contains("\u{201e}") ? .complete : .opening
        case 0xab: self = text.contains("\u{bb}") ? .complete : .opening
        case 0x2c, 0x3b, 0x60c, 0x61b, 0x3001, 0xff0c, 0xff1b: self = .comma
        case 0x2d, 0x2013, 0x2014, 0x2015: self = .dash
        case 0x2026: self = .ellipsis
        case 0x2e where text.utf8.reversed().drop(while: { $0 <= 0x20 }).starts(with: "...".utf8): self = .ellipsis
        // . ! ? ) ] } " ' and their kin: ideographic and full-width, Arabic, Devanagari, Armenian, Ethiopic, Khmer, Burmese.
        case 0x2e, 0x21, 0x3f, 0x29, 0x5d, 0x7d, 0x22, 0x27, 0x2019, 0x201d, 0xbb, 0x203a, 0x3002, 0xff01, 0xff1f,
            0xff0e, 0xff61, 0xff09, 0x300d, 0x300f, 0x3011, 0x300b, 0x61f, 0x6d4, 0x964, 0x965, 0x589, 0x1362, 0x17d4,
            0x104b, 0x37e:
            self = .complete
        default: self = .open
        }
    }

    /// Whether more must follow.
    public var isUnfinished: Bool {
        switch self {
        case .opening, .comma, .dash, .ellipsis: true
        case .complete, .open: false
        }
    }
}
