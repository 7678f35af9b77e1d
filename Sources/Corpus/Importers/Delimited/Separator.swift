/// What stands between the fields of a row.
public enum Separator: String, Sendable, CaseIterable {
    case comma
    case semicolon
    case tab

    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }

    /// Whether fields may stand in quotes (RFC 4180). Tables with tabs are written without: a quote is a quote there.
    public var allowsQuotes: Bool { self != .tab }
}
