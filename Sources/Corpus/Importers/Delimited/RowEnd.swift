/// The search for a row's end, over bytes of which more may come.
struct RowEnd {
    let separator: UInt8
    let quotes: Bool
    /// How many bytes, from the row's beginning, were looked at; behind the search, the row with its line end.
    private(set) var length = 0
    private(set) var lineEnds = 0
    private var state = State.fieldStart

    private enum State {
        case fieldStart
        case plain
        case quoted
        /// Behind a quote inside quotes: the field's last, or the first of two.
        case quote
    }

    init(separator: UInt8, quotes: Bool) {
        self.separator = separator
        self.quotes = quotes
    }

    var isInsideQuotes: Bool { state == .quoted }

    /// Goes on with the search in bytes in which the row begins at `start`.
    /// - Returns: whether the row's line end was found.
    mutating func search(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        var index = start + length
        defer { length = index - start }
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") {
                lineEnds += 1
                if state != .quoted { return true }
                continue
            }
            switch state {
            case .quoted: if byte == UInt8(ascii: "\"") { state = .quote }
            case .fieldStart where quotes && byte == UInt8(ascii: "\""): state = .quoted
            case .quote where byte == UInt8(ascii: "\""): state = .quoted
            default: state = byte == separator ? .fieldStart : .plain
            }
        }
        return false
    }
}
