/// The classes of characters as the reference libraries know them.
///
/// Each of those libraries froze the Unicode of its day, and Swift's is newer than all of them: a character that came
/// later is unassigned there, so it is no letter, no mark, no punctuation. The age of a character tells which.
enum UnicodeVersion {
    /// Rust's unicode_categories, behind BERT's punctuation, control characters and accents.
    static let categories = 8
    /// Rust's unicode-normalization-alignments, behind NFC and NFD.
    static let normalization = 9
    /// Oniguruma, behind the \p{L} and \p{N} of CLIP's pattern, and Rust's regex, behind `\w`.
    static let pattern = 16
}

extension Unicode.Scalar {
    /// Whether the character was assigned when Unicode had this major version.
    func isAssigned(in version: Int) -> Bool {
        // All of Latin and IPA stood before any of the libraries: a short cut past the look-up.
        if value < 0x220 { return true }
        return properties.age.map { $0.major <= version } ?? false
    }

    /// `\s`, and Rust's `char::is_whitespace`.
    var isSpace: Bool {
        value < 0x80 ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace
    }

    /// `\p{L}`.
    var isLetter: Bool {
        if value < 0x80 { return (0x61...0x7A).contains(value) || (0x41...0x5A).contains(value) }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            isAssigned(in: UnicodeVersion.pattern)
        default: false
        }
    }

    /// `\p{N}`.
    var isNumber: Bool {
        if value < 0x80 { return (0x30...0x39).contains(value) }
        return switch properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber: isAssigned(in: UnicodeVersion.pattern)
        default: false
        }
    }
}

// MARK: - As regular expressions know them

extension Unicode.Scalar {
    /// `\w`: letters, marks, decimal digits, connecting punctuation, and the two joiners (UTS #18).
    var isOfWord: Bool {
        if value < 0x80 { return isLetter || isNumber || value == 0x5F }
        guard isAssigned(in: UnicodeVersion.pattern) else { return false }
        if properties.isAlphabetic || properties.isJoinControl { return true }
        return switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark, .decimalNumber, .connectorPunctuation: true
        default: false
        }
    }
}

// MARK: - As BERT knows them

extension Unicode.Scalar {
    /// What BERT's cleaning drops: NUL, the replacement character, and control, format and private characters, but for
    /// tab and line ends, which are spaces to it.
    var isDropped: Bool {
        if value < 0x7F { return value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D }
        return switch properties.generalCategory {
        case .control, .format, .privateUse: isAssigned(in: UnicodeVersion.categories)
        default: value == 0xFFFD
        }
    }

    /// What stands as a word of its own: every ASCII character that is neither letter, digit nor space, and punctuation.
    var isPunctuation: Bool {
        switch value {
        case ..<0x80:
            return (0x21...0x2F).contains(value) || (0x3A...0x40).contains(value) || (0x5B...0x60).contains(value)
                || (0x7B...0x7E).contains(value)
        case 0x166D, 0x111C9: return true  // punctuation in Unicode 8, something else later
        default: break
        }
        return switch properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            isAssigned(in: UnicodeVersion.categories)
        default: false
        }
    }

    /// An accent that stripping removes once characters are decomposed.
    var isNonspacingMark: Bool {
        switch value {
        case ..<0x300, 0x1885, 0x1886, 0xA9BD, 0x111C9: false  // became nonspacing after Unicode 8
        case 0x1734, 0x1171E: true  // was nonspacing in Unicode 8
        default: properties.generalCategory == .nonspacingMark && isAssigned(in: UnicodeVersion.categories)
        }
    }

    /// The blocks that BERT writes without spaces. The last extension's first 256 characters are missing in the
    /// reference too.
    var isChinese: Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }
}
