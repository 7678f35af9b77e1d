import Texts

/// What became of a text in a target language.
enum TextOutcome: Sendable {
    /// A translation, and what is doubtful about it.
    case translated(StoredTranslation, flags: [CaptionFlag])
    /// The engine does not take the text, or a file has no translation of it.
    case failed(reason: String)
    /// There is no answer yet.
    case missing
}
