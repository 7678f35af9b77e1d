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
        "item-in-two-splits", .splits, .error, "an item of one split is in another too, so it is tested on what was trained")
    static let itemTwice = Rule("item-twice", .splits, .error, "an id stands twice in a split")
    static let mediaInTwoSplits = Rule(
        "media-in-two-splits", .splits, .error, "items of two splits have the same file, or files of the same bytes")
    static let similarMediaInTwoSplits = Rule(
        "similar-media-in-two-splits", .splits, .error,
        "images, or the first frames of videos, of two splits look the same",
        .init("distance", 6, "bits of 128 in which two perceptual hashes may differ"),
        .init("contrast", 6, "the least deviation of a picture's greys, of 255: of plainer ones nothing is said"))
    static let similarFeaturesInTwoSplits = Rule(
        "similar-features-in-two-splits", .splits, .error, "features of items of two splits are the same, or nearly",
        .init("cosine", 0.9995, "of two features, from which on they are the same"))
    static let captionInTwoSplits = Rule(
        "caption-in-two-splits", .splits, .error, "items of two splits have the same caption, but for case and punctuation")
    static let similarCaptionInTwoSplits = Rule(
        "similar-caption-in-two-splits", .splits, .warning, "items of two splits have nearly the same caption",
        .init("similarity", 0.8, "the share of pieces of four letters that two captions have in common, of all that they have"))
    static let splitCount = Rule(
        "split-count", .splits, .error, "a split has more or fewer items than the manifest says")
    static let splitEmpty = Rule("split-empty", .splits, .error, "a split has no items")
    static let itemWithoutCaption = Rule("item-without-caption", .splits, .warning, "an item has no caption")
    static let mediaMissing = Rule("media-missing", .splits, .error, "an item's image or video is not there")
    static let mediaNotFetched = Rule(
        "media-not-fetched", .splits, .warning, "an item's image or video was not to be had from its server")
    static let mediaWithoutItem = Rule(
        "media-without-item", .splits, .warning, "an image or video beside the others belongs to no item")
}

extension RuleBook {
    private static let splits: [Rule] = [
        .itemInTwoSplits, .itemTwice, .mediaInTwoSplits, .similarMediaInTwoSplits, .similarFeaturesInTwoSplits,
        .captionInTwoSplits, .similarCaptionInTwoSplits, .splitCount, .splitEmpty, .itemWithoutCaption, .mediaMissing,
        .mediaNotFetched, .mediaWithoutItem,
    ]
}

// MARK: - Languages

extension Rule {
    static let captionLanguage = Rule(
        "caption-language", .languages, .warning, "a caption is in another language than it says",
        .init("share", 0.7, "the least share of its letters that is in the other language"))
    static let captionScript = Rule(
        "caption-script", .languages, .warning, "a caption is written in another script than its language is",
        .init("share", 0.5, "the least share of its letters that must be in a script of the language"))
    static let columnLanguage = Rule(
        "column-language", .languages, .error, "most captions of a file in one language are in another",
        .init("share", 0.5, "of the captions, from which on it is the whole column"))
    static let columnsSameText = Rule(
        "columns-same-text", .languages, .error, "captions in two languages have the same text, throughout",
        .init("share", 0.5, "of the items, from which on it is the whole column"),
        .init("items", 4, "the least number of such items"))
    static let translationSameAsSource = Rule(
        "translation-same-as-source", .languages, .warning, "a translation has the text of its source")
    static let captionsShifted = Rule(
        "captions-shifted", .languages, .error,
        "captions belong to another item: a line was lost, or is there once too often, in the file they came from",
        .init("offset", 12, "the most captions by which they are shifted"),
        .init("evidence", 18, "what speaks for it, in natural logarithms of odds"))
    static let languageMissing = Rule(
        "language-missing", .languages, .warning, "an item lacks a language that most items of its split have",
        .init("share", 0.5, "of the split's items that have the language, from which on others lack it"))
    static let languageCode = Rule("language-code", .languages, .error, "a language's code is not BCP 47")
    static let translationWithoutSource = Rule(
        "translation-without-source", .languages, .error, "a machine translation names no caption that it was made from")
}

extension RuleBook {
    private static let languages: [Rule] = [
        .captionLanguage, .captionScript, .columnLanguage, .columnsSameText, .translationSameAsSource, .captionsShifted,
        .languageMissing, .languageCode, .translationWithoutSource,
    ]
}

// MARK: - Text

extension Rule {
    static let emptyCaption = Rule("empty-caption", .text, .warning, "a caption has no text")
    static let unreadableLine = Rule("unreadable-line", .text, .error, "a line is not an item, or not UTF-8")
    static let mojibake = Rule(
        "mojibake", .text, .warning, "UTF-8 was read as another encoding, and written again: 'fÃ¼r'")
    static let replacementCharacter = Rule(
        "replacement-character", .text, .warning, "a letter was lost in a change of encoding: 'f\u{fffd}r', 'f?r'")
    static let controlCharacter = Rule("control-character", .text, .warning, "a caption holds a control character")
    static let byteOrderMark = Rule("byte-order-mark", .text, .warning, "a byte order mark stands within a text")
    static let htmlEntity = Rule("html-entity", .text, .warning, "HTML's entities or tags were left in: '&amp;'")
    static let escapeSequence = Rule("escape-sequence", .text, .warning, "escape sequences were left in: '\\n', '%20'")
    static let outlyingLength = Rule(
        "outlying-length", .text, .warning, "a caption is far longer or shorter than others of its language",
        .init("deviations", 6, "of the logarithm of the length, in robust standard deviations"),
        .init("captions", 100, "the least number of captions that say what is usual"))
    static let lengthRatio = Rule(
        "length-ratio", .text, .warning, "a translation is far longer or shorter than its source would make it",
        .init("factor", 1.2, "by which the band of usual lengths is widened"))
    static let repeatedWords = Rule(
        "repeated-words", .text, .warning, "words or letters stand again and again in a row",
        .init("times", 3, "so often"))
    static let cutShort = Rule(
        "cut-short", .text, .warning, "a translation ends before its source does",
        .init("share", 0.6, "of the expected length, below which one without an end is cut"))
    static let numbersLost = Rule(
        "numbers-lost", .text, .warning, "a number of the source is not in the translation",
        .init("words", 12, "the largest number that may be written as a word"))
    static let noFinalNewline = Rule(
        "no-final-newline", .text, .warning, "a file's last line has no end: it may be cut, and tools count one line less")
    static let carriageReturn = Rule(
        "carriage-return", .text, .warning, "lines end with CR LF, and other tools leave the CR in the text")
}

extension RuleBook {
    private static let text: [Rule] = [
        .emptyCaption, .unreadableLine, .mojibake, .replacementCharacter, .controlCharacter, .byteOrderMark, .htmlEntity,
        .escapeSequence, .outlyingLength, .lengthRatio, .repeatedWords, .cutShort, .numbersLost, .noFinalNewline,
        .carriageReturn,
    ]
}

// MARK: - Media

extension Rule {
    static let mediaUnreadable = Rule("media-unreadable", .media, .error, "an image or video cannot be read")
    static let mediaWithoutFrames = Rule("media-without-frames", .media, .error, "a video has no frames")
    static let mediaOneColour = Rule(
        "media-one-colour", .media, .warning, "a picture, or a video's first frame, is of one colour",
        .init("range", 6, "the most by which its greys differ, of 255"))
    static let mediaShape = Rule(
        "media-shape", .media, .warning, "a picture is a stripe, or of a few pixels",
        .init("ratio", 10, "of the longer side to the shorter, from which on it is a stripe"),
        .init("pixels", 16, "the least that a side should have"))
    static let mediaLength = Rule(
        "media-length", .media, .warning, "a video is very short or very long",
        .init("shortest", 0.2, "seconds"), .init("longest", 3600, "seconds"))
    static let mediaDuration = Rule(
        "media-duration", .media, .warning, "a video's duration does not fit its frames",
        .init("factor", 2, "between the duration and that of its frames, from which on they do not fit"))
    static let mediaTwice = Rule("media-twice", .media, .warning, "items of a split have files of the same bytes")
}

extension RuleBook {
    private static let media: [Rule] = [
        .mediaUnreadable, .mediaWithoutFrames, .mediaOneColour, .mediaShape, .mediaLength, .mediaDuration, .mediaTwice,
    ]
}

// MARK: - Shards and checkpoints

extension Rule {
    static let shardDigest = Rule("shard-digest", .shards, .error, "a shard's bytes are not those that the index says")
    static let shardUnsound = Rule("shard-unsound", .shards, .error, "a shard is missing, cut, or not of its format")
    static let shardUnlisted = Rule("shard-unlisted", .shards, .warning, "a shard is not in the index")
    static let shardCounts = Rule("shard-counts", .shards, .error, "a shard holds other counts than the index says")
    static let shardCorpus = Rule("shard-corpus", .shards, .error, "the shards hold other items or captions than the corpus")
    static let shardsDiffer = Rule(
        "shards-differ", .shards, .error, "shards were made with different models, tokenizers or settings")
    static let featuresNotFinite = Rule(
        "features-not-finite", .shards, .error, "features hold infinities, or what is no number")
    static let featuresZero = Rule("features-zero", .shards, .error, "a feature is all zeros")
    static let featuresNorm = Rule(
        "features-norm", .shards, .warning, "a feature is far longer or shorter than the others",
        .init("factor", 5, "from the median, in either direction"))
    static let featuresTwice = Rule(
        "features-twice", .shards, .warning, "items of a split have the same feature, number for number")
    static let tokenUnknown = Rule("token-unknown", .shards, .error, "a token is not in the tokenizer's vocabulary")
    static let tokenEnd = Rule("token-end", .shards, .error, "a caption lacks the token that all others end with")
}

extension RuleBook {
    private static let shards: [Rule] = [
        .shardDigest, .shardUnsound, .shardUnlisted, .shardCounts, .shardCorpus, .shardsDiffer, .featuresNotFinite,
        .featuresZero, .featuresNorm, .featuresTwice, .tokenUnknown, .tokenEnd,
    ]
}

extension Rule {
    static let checkpointUnsound = Rule(
        "checkpoint-unsound", .checkpoints, .error, "a checkpoint's files are missing, cut, or do not fit each other")
    static let weightsNotFinite = Rule(
        "weights-not-finite", .checkpoints, .error, "weights hold infinities, or what is no number")
    static let weightsZero = Rule(
        "weights-zero", .checkpoints, .warning, "a weight matrix is all zeros: it was never trained")
    static let checkpointShards = Rule(
        "checkpoint-shards", .checkpoints, .error, "a checkpoint was trained with another model or tokenizer than the shards")
}

extension RuleBook {
    private static let checkpoints: [Rule] = [
        .checkpointUnsound, .weightsNotFinite, .weightsZero, .checkpointShards,
    ]
}
