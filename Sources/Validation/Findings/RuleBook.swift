/// All the rules.
public enum RuleBook {
    /// In the order in which they are listed.
    public static let rules: [Rule] = splits + languages + text + media + shards + checkpoints

    /// The rule of a name.
    public static func rule(_ name: String) -> Rule? { byName[name] }

    private static let byName = Dictionary(rules.map { ($0.name, $0) }) { first, _ in first }
}

// MARK: - Splits

extension Rule {
    static let itemInTwoSplits = Rule(
        "item-in-two-splits", .splits, .error,
        "an item of one split is in another too, so it is tested on what was trained")
    static let itemTwice = Rule("item-twice", .splits, .error, "an id stands twice in a split")
    static let mediaInTwoSplits = Rule(
        "media-in-two-splits", .splits, .error, "items of two splits have the same file, or files of the same bytes")
    static let similarMediaInTwoSplits = Rule(
        "similar-media-in-two-splits", .splits, .error,
        "images, or the first frames of videos, of two splits look the same",
        .init("distance", 8, "bits of 128 in which two perceptual hashes may differ", in: 0...128),
        .init("contrast", 6, "the least deviation of a picture's greys, of 255: of plainer ones nothing is said"))
    static let similarFeaturesInTwoSplits = Rule(
        "similar-features-in-two-splits", .splits, .error, "features of items of two splits are the same, or nearly",
        .init("cosine", 0.9995, "of two features, from which on they are the same", in: 0...1))
    static let captionInTwoSplits = Rule(
        "caption-in-two-splits", .splits, .error,
        "items of two splits have the same caption, but for case and punctuation")
    static let similarCaptionInTwoSplits = Rule(
        "similar-caption-in-two-splits", .splits, .warning, "items of two splits have nearly the same caption",
        .init(
            "similarity", 0.8,
            "the share of pieces of four letters that two captions have in common, of all that they have", in: 0.5...1))
    static let splitCount = Rule(
        "split-count", .splits, .error, "a split has more or fewer items than the manifest says")
    static let manifestFile = Rule(
        "manifest-file", .splits, .error, "a file that the manifest names is not there")
    static let splitFile = Rule(
        "split-file", .splits, .error, "an item says that it is of another split than its file's name")
    static let partMissing = Rule(
        "part-missing", .splits, .error, "a file is not there that the names of others count: 00002 of 4")
    static let splitEmpty = Rule("split-empty", .splits, .error, "a split has no items")
    static let itemWithoutCaption = Rule("item-without-caption", .splits, .warning, "an item has no caption")
    static let mediaMissing = Rule("media-missing", .splits, .error, "an item's image or video is not there")
    static let mediaAbsent = Rule(
        "media-absent", .splits, .note, "no item's image or video is there: only texts were looked at")
    static let mediaNotFetched = Rule(
        "media-not-fetched", .splits, .warning, "an item's image or video was not to be had from its server")
    static let mediaWithoutItem = Rule(
        "media-without-item", .splits, .warning, "an image or video beside the others belongs to no item")
}

extension RuleBook {
    private static let splits: [Rule] = [
        .itemInTwoSplits, .itemTwice, .mediaInTwoSplits, .similarMediaInTwoSplits, .similarFeaturesInTwoSplits,
        .captionInTwoSplits, .similarCaptionInTwoSplits, .splitCount, .manifestFile, .splitFile, .partMissing,
        .splitEmpty,
        .itemWithoutCaption, .mediaMissing, .mediaAbsent, .mediaNotFetched, .mediaWithoutItem,
    ]
}

// MARK: - Languages

extension Rule {
    static let captionLanguage = Rule(
        "caption-language", .languages, .warning, "a caption is in another language than it says",
        .init("share", 0.7, "the least share of its letters that is in the other language", in: 0...1))
    static let captionScript = Rule(
        "caption-script", .languages, .warning, "a caption is written in another script than its language is",
        .init("share", 0.5, "the least share of its letters that must be in a script of the language", in: 0...1))
    static let mixedScripts = Rule(
        "mixed-scripts", .languages, .warning,
        "a word has letters of two scripts that look alike: a Cyrillic 'а' in 'bаnk'")
    static let columnLanguage = Rule(
        "column-language", .languages, .error, "most captions of a file in one language are in another",
        .init("share", 0.5, "of the captions, from which on it is the whole column", in: 0...1))
    static let columnsSameText = Rule(
        "columns-same-text", .languages, .error, "captions in two languages have the same text, throughout",
        .init("share", 0.5, "of the items, from which on it is the whole column", in: 0...1),
        .init("items", 4, "the least number of such items"))
    static let translationSameAsSource = Rule(
        "translation-same-as-source", .languages, .warning, "a translation has the text of its source")
    static let captionsShifted = Rule(
        "captions-shifted", .languages, .error,
        "captions belong to another item: a line was lost, or is there once too often, in the file they came from",
        .init("offset", 12, "the most captions by which they are shifted", in: 1...200),
        .init("evidence", 18, "what speaks for it, in natural logarithms of odds", in: 1...1000))
    static let languageMissing = Rule(
        "language-missing", .languages, .warning, "an item lacks a language that most items of its split have",
        .init("share", 0.5, "of the split's items that have the language, from which on others lack it", in: 0...1))
    static let splitLanguage = Rule(
        "split-language", .languages, .note, "a split lacks a language that all items of another have")
    static let languageCode = Rule("language-code", .languages, .error, "a language's code is not BCP 47")
    static let translationWithoutSource = Rule(
        "translation-without-source", .languages, .error, "a machine translation names no caption that it was made from"
    )
}

extension RuleBook {
    private static let languages: [Rule] = [
        .captionLanguage, .captionScript, .mixedScripts, .columnLanguage, .columnsSameText, .translationSameAsSource,
        .captionsShifted,
        .languageMissing, .splitLanguage, .languageCode, .translationWithoutSource,
    ]
}

// MARK: - Text

extension Rule {
    static let emptyCaption = Rule("empty-caption", .text, .warning, "a caption has no text")
    static let captionTwice = Rule(
        "caption-twice", .text, .warning, "an item has the same caption twice in one language")
    static let blankEnds = Rule("blank-ends", .text, .note, "a caption begins or ends with a blank")
    static let decomposed = Rule(
        "decomposed", .text, .warning,
        "letters and their accents are written as two characters (not NFC): tokenizers take them for other words")
    static let unreadableLine = Rule("unreadable-line", .text, .error, "a line is not an item, or not UTF-8")
    static let mojibake = Rule(
        "mojibake", .text, .warning, "UTF-8 was read as another encoding, and written again: 'fÃ¼r'")
    static let replacementCharacter = Rule(
        "replacement-character", .text, .warning, "a letter was lost in a change of encoding: 'f\u{fffd}r', 'f?r'")
    static let controlCharacter = Rule(
        "control-character", .text, .warning, "a caption holds a control character, or one without width")
    static let byteOrderMark = Rule("byte-order-mark", .text, .warning, "a byte order mark stands within a text")
    static let htmlEntity = Rule("html-entity", .text, .warning, "HTML's entities or tags were left in: '&amp;'")
    static let escapeSequence = Rule("escape-sequence", .text, .warning, "escape sequences were left in: '\\n', '%20'")
    static let outlyingLength = Rule(
        "outlying-length", .text, .warning, "a caption is far longer or shorter than others of its language",
        .init("deviations", 6, "of the logarithm of the length, in robust standard deviations"),
        .init("captions", 100, "the least number of captions that say what is usual"))
    static let lengthRatio = Rule(
        "length-ratio", .text, .warning, "a translation is far longer or shorter than its source would make it",
        .init("factor", 1.2, "by which the band of usual lengths is widened", in: 1...1000))
    static let repeatedWords = Rule(
        "repeated-words", .text, .warning, "words or letters stand again and again in a row",
        .init("times", 3, "so often", in: 2...1000))
    static let cutShort = Rule(
        "cut-short", .text, .warning, "a translation ends before its source does",
        .init("share", 0.6, "of the expected length, below which one without an end is cut", in: 0...1))
    static let numbersLost = Rule(
        "numbers-lost", .text, .warning, "a number of the source is not in the translation",
        .init("words", 12, "the largest number that may be written as a word", in: 0...999))
    static let numbersAdded = Rule(
        "numbers-added", .text, .warning, "a number of the translation is not in the source",
        .init("words", 12, "the largest number that the source may write as a word", in: 0...999))
    static let lineCount = Rule(
        "line-count", .text, .error, "files whose lines belong together have different numbers of them")
    static let noFinalNewline = Rule(
        "no-final-newline", .text, .warning,
        "a file's last line has no end: it may be cut, and tools count one line less")
    static let carriageReturn = Rule(
        "carriage-return", .text, .warning, "lines end with CR LF, and other tools leave the CR in the text")
}

extension RuleBook {
    private static let text: [Rule] = [
        .emptyCaption, .captionTwice, .blankEnds, .decomposed, .unreadableLine, .mojibake, .replacementCharacter,
        .controlCharacter, .byteOrderMark, .htmlEntity,
        .escapeSequence, .outlyingLength, .lengthRatio, .repeatedWords, .cutShort, .numbersLost, .numbersAdded,
        .lineCount, .noFinalNewline,
        .carriageReturn,
    ]
}
