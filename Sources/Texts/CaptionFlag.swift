/// What may be doubtful about a translated caption.
///
/// ``QualityCheck`` finds all but ``unknownWords``, which only the engine can tell. A flag is a reason to look, not a
/// verdict: ``QualityPolicy`` says what becomes of the caption.
public enum CaptionFlag: String, Sendable, CaseIterable {
    /// There is no translation.
    case empty
    /// The translation is the source: the same bytes but for blanks at its ends. A source without a letter, such as
    /// `1984`, is its own right translation.
    case sameAsSource = "same-as-source"
    /// The translation is in a language that is not the target.
    case wrongLanguage = "wrong-language"
    /// Fewer of its letters than the threshold are of a script in which the target language is written.
    case wrongScript = "wrong-script"
    /// It is far longer or shorter than translations between these languages are.
    case lengthRatio = "length-ratio"
    /// Some words or letters stand again and again in a row, more often than in the source.
    case repetition
    /// A number of the source is not in it.
    case numbersLost = "numbers-lost"
    /// The engine did not know all the words.
    case unknownWords = "unknown-words"
    /// It ends before the source does.
    case cutShort = "cut-short"
}

extension String {
    /// Whether there is nothing to translate.
    public var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
