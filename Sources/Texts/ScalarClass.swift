/// What a scalar beyond ASCII is to a text's words, where it is no punctuation and no symbol.
enum ScalarClass {
    /// A letter, or a mark that belongs to one, of a script.
    case letter(Script)
    /// A decimal digit.
    case digit(UInt8)
    /// It is within a word without being a letter: an accent, a joiner.
    case transparent
    case blank

    /// The class of a scalar in a range.
    init(_ scalar: UInt32, in range: Range) {
        switch range.kind {
        case .letters(let script): self = .letter(script)
        case .digits: self = .digit(UInt8(truncatingIfNeeded: scalar - range.first))
        case .transparent: self = .transparent
        case .blank: self = .blank
        }
    }

    /// The range of a scalar; nil for punctuation, symbols and all else.
    static func range(of scalar: UInt32) -> Range? {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].last < scalar { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].first <= scalar ? ranges[low] : nil
    }

    struct Range: Sendable {
        enum Kind: Sendable {
            case letters(Script)
            case digits
            case transparent
            case blank
        }

        let first: UInt32
        let last: UInt32
        let kind: Kind

        init(_ first: UInt32, _ last: UInt32, _ kind: Kind) {
            self.first = first
            self.last = last
            self.kind = kind
        }

        func contains(_ scalar: UInt32) -> Bool { first <= scalar && scalar <= last }
    }
}
