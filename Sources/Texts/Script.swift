/// The scripts of the world's main languages, as far as a letter's code point tells them.
public enum Script: UInt8, Sendable, CaseIterable {
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
