/// What may be doubtful about a translated caption.
public enum CaptionFlag: String, Sendable, CaseIterable {
    /// There is no translation.
    case empty
    /// The translation is the source, byte for byte.
    case sameAsSource = "same-as-source"
    /// The engine did not know all the words.
    case unknownWords = "unknown-words"

    /// All the flags of a translation, in the order above.
    static func all(of result: TranslationResult, source: ExactText) -> [CaptionFlag] {
        allCases.filter { flag in
            switch flag {
            case .empty: result.text.isBlank
            case .sameAsSource: ExactText(result.text) == source
            case .unknownWords: result.flags.contains(flag)
            }
        }
    }
}

extension String {
    /// Whether there is nothing to translate.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
