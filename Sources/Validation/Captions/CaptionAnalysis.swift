import Corpus

/// What is to be known of a caption once its text is let go of.
struct CaptionAnalysis: Sendable {
    let tag: String
    let place: Place
    /// Characters that are not blank.
    let characters: Int
    /// Equal for texts that are the same but for case, punctuation and blanks; 0 for one without letters.
    let identity: UInt64
    /// Kept only where it may be compared with others later.
    var text: String
    var keys: [UInt64] = []
    /// The words' hashes.
    var words: [UInt32] = []
    /// The language that it is in, where that is another than it says.
    var otherLanguage: Language?
    var isInOtherScript = false
    /// Its source, by its position among the item's captions, and what is doubtful about it beside that.
    var source: Int?
    var doubts: [Rule] = []
    /// Whether the file says that it is a translation of that source.
    var isTranslation = false
}

/// What is to be known of an item once its line is let go of.
struct RecordAnalysis: Sendable {
    var id: String
    var split: String
    var media: Item.Media?
    /// The split that the file's name tells.
    var fileSplit: String?
    var place: Place
    var idPlace: Place
    var captions: [CaptionAnalysis]
    /// What the line itself, and each caption by itself, shows.
    var complaints: [Record.Complaint]
}
