import CCLD2
import Corpus
import Documents

/// Tells the language of a text by its letters, with the Compact Language Detector 2 (Debian's libcld2).
///
/// It was made for pages of 200 characters and more. On captions it needs to know which language is expected: of
/// Multi30K's 29,000 translations each, with about 11 words, it then takes 0.07% of the German, 0.04% of the French and
/// 0.04% of the Czech reliably for another language (0.4%, 0.4% and 1.6% without), and still knows 99.8% of the English
/// sentences for English. One call takes about 17 µs for a caption, so keep what it said.
public struct LanguageDetector: Sendable {
    /// What the detector says of a text.
    public struct Detection: Sendable, Equatable, Codable {
        /// The most likely language; nil where the detector tells none, as in names, numbers and other short texts.
        public var language: Language?
        /// Whether that language is clearly more likely than the next one.
        public var isReliable: Bool
        /// The share of the letters that is in that language, 0 to 1.
        public var share: Double

        public init(language: Language?, isReliable: Bool, share: Double) {
            self.language = language
            self.isReliable = isReliable
            self.share = share
        }
    }

    private let hint: String?

    /// - Parameter expected: the language in which the texts should be.
    public init(expecting expected: Language?) {
        hint = expected.map(DetectableLanguage.code)
    }

    /// Detects a text's language.
    /// - Throws: ``Fault`` when the library fails, or the text has 2 GiB or more.
    public func detect(_ text: String) throws -> Detection {
        var found = TCLDetection()
        var text = text
        let isDone = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { tcl_detect($0.baseAddress, $0.count, hint, &found) }
        }
        guard isDone else {
            throw Fault("detecting a text's language", reason: "libcld2 fails on a text of \(text.utf8.count) bytes")
        }
        return Detection(
            language: found.language.flatMap { DetectableLanguage.byCode[String(cString: $0)] },
            isReliable: found.is_reliable, share: Double(found.percent) / 100)
    }
}
