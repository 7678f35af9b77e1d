import Corpus
import Synchronization
import Texts

/// What is needed to look at captions of a language, made once a language.
final class CaptionTools: Sendable {
    private let languages = Mutex<[String: LanguageTools]>([:])
    private let pairs = Mutex<[String: QualityCheck?]>([:])
    private let thresholds: QualityThresholds
    private let widening: Double
    /// The least share of letters in another language.
    let languageShare: Double

    init(_ settings: ValidationSettings) {
        var thresholds = QualityThresholds()
        thresholds.scriptShare = settings.value(.captionScript, "share")
        thresholds.cutShortShare = settings.value(.cutShort, "share")
        self.thresholds = thresholds
        widening = settings.value(.lengthRatio, "factor")
        languageShare = settings.value(.captionLanguage, "share")
    }

    /// Of a language, by its tag.
    func language(_ tag: String) -> LanguageTools {
        languages.withLock { known in
            if let tools = known[tag] { return tools }
            let tools = LanguageTools(tag, scriptShare: thresholds.scriptShare)
            known[tag] = tools
            return tools
        }
    }

    /// What compares a translation with its source; nil for tags that are no languages.
    func check(from source: String, to target: String) -> QualityCheck? {
        pairs.withLock { known in
            let key = "\(source) \(target)"
            if let check = known[key] { return check }
            var check: QualityCheck?
            if let a = try? Language(source), let b = try? Language(target) {
                check = QualityCheck(from: a.spoken, to: b.spoken, thresholds: thresholds, widening: widening)
            }
            known[key] = check
            return check
        }
    }
}

/// What is needed to look at captions of one language.
struct LanguageTools: Sendable {
    /// Nil for a tag that is no language.
    let language: Language?
    let salt: UInt64
    private let detector: LanguageDetector
    private let close: Set<String>
    private let scripts: [Script]?
    private let isDetectable: Bool
    private let scriptShare: Double

    private static let anyLanguage = LanguageDetector(expecting: nil)
    /// Fewer letters are often names.
    private static let enoughLetters = 4

    init(_ tag: String, scriptShare: Double) {
        let language = (try? Language(tag))?.spoken
        self.language = language
        salt = hashed(tag)
        detector = LanguageDetector(expecting: language)
        close = language.map(RelatedLanguages.close) ?? []
        scripts = language.flatMap(LanguageScripts.of)
        isDetectable = language.map(DetectableLanguage.contains) ?? false
        self.scriptShare = scriptShare
    }

    /// The language that a caption is surely in, where that is another.
    func otherLanguage(of text: String, share: Double) throws -> Language? {
        guard isDetectable, let language else { return nil }
        func other(_ detection: LanguageDetector.Detection) -> Language? {
            guard detection.isReliable, let found = detection.language, found.code != language.code,
                detection.share >= share, !close.contains(found.code)
            else { return nil }
            return found
        }
        // One that knows what to expect, and one that does not, must agree.
        guard let found = try other(detector.detect(text)), try other(Self.anyLanguage.detect(text)) == found else {
            return nil
        }
        return found
    }

    /// The language of a long text, whatever is expected.
    static func language(of text: String) throws -> Language? {
        let detection = try anyLanguage.detect(text)
        return detection.isReliable && detection.share >= 0.5 ? detection.language : nil
    }

    /// Whether a language of a whole column is surely not this one.
    func isOther(_ found: Language) -> Bool {
        guard let language, isDetectable, found.code != language.code else { return false }
        return !LanguageTools.alike.contains { $0.contains(found.code) && $0.contains(language.code) }
    }

    /// Languages that a detector does not tell apart even in long texts, or of which one is another's name.
    private static let alike: [Set<String>] = [
        ["hr", "sr", "bs", "cnr", "sh"], ["id", "ms"], ["nb", "no", "nn", "da"], ["zh", "yue", "wuu"], ["fil", "tl"],
        ["hi", "bho", "mai", "mr", "ne"], ["af", "nl"], ["gl", "pt"], ["lb", "de"], ["fa", "prs", "tg"],
    ]

    /// Whether most letters are of scripts in which the language is not written.
    func isInOtherScript(_ profile: TextProfile) -> Bool {
        guard let scripts else { return false }
        let letters = profile.weightedLetters
        return letters >= LanguageTools.enoughLetters
            && Double(profile.weightedLetters(of: scripts)) < scriptShare * Double(letters)
    }
}
