/// The scripts of the world's main languages, as far as a letter's code point tells them.
enum Script: UInt8, Sendable, CaseIterable {
    case latin, greek, cyrillic, armenian, hebrew, arabic, syriac, thaana, devanagari, bengali, gurmukhi, gujarati
    case oriya, tamil, telugu, kannada, malayalam, sinhala, thai, lao, tibetan, myanmar, georgian, hangul, ethiopic
    case cherokee, canadian, khmer, mongolian, kana, bopomofo, han

    /// How many letters of an alphabet a sign of the script stands for, roughly.
    var weight: Int {
        switch self {
        case .han: 3
        case .kana, .hangul: 2
        default: 1
        }
    }

    /// Whether its languages write no blanks between words.
    var isUnspaced: Bool {
        switch self {
        case .han, .kana, .bopomofo, .thai, .lao, .khmer, .myanmar, .tibetan: true
        default: false
        }
    }
}

/// What a scalar is to a text's words.
enum ScalarClass: Equatable {
    /// A letter, or a mark that belongs to one, of a script.
    case letter(Script)
    /// A decimal digit.
    case digit(UInt8)
    /// It is within a word without being a letter: an accent, a joiner.
    case transparent
    case blank
    /// Punctuation, symbols and all else.
    case other

    /// Classifies a scalar beyond ASCII.
    init(nonASCII scalar: UInt32) {
        var low = 0
        var high = ScalarClass.ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ScalarClass.ranges[middle].last < scalar { low = middle + 1 } else { high = middle }
        }
        guard low < ScalarClass.ranges.count, ScalarClass.ranges[low].first <= scalar else {
            self = .other
            return
        }
        switch ScalarClass.ranges[low].kind {
        case .letters(let script): self = .letter(script)
        case .digits: self = .digit(UInt8(truncatingIfNeeded: scalar - ScalarClass.ranges[low].first))
        case .transparent: self = .transparent
        case .blank: self = .blank
        }
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
    }
}
