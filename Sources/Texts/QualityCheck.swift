import Corpus

/// Finds what is doubtful about translations from one language into another.
///
/// It looks at letters, lengths and numbers alone, takes about a microsecond for a caption, and keeps no state.
/// The languages of texts are told by a ``LanguageDetector``, which is slower; what it said is given to the check.
public struct QualityCheck: Sendable {
    private let source: Language
    private let target: Language
    private let thresholds: QualityThresholds
    private let scripts: [Script]?
    private let band: LengthBand?
    private let isDetectable: Bool
    private let closeToTarget: Set<String>
    private let closeToSource: Set<String>

    /// The least length of a source, in characters that are not blank, whose translation can be cut short by length alone.
    private static let longSource = 40
    /// The least number of letters, weighted, that tell a script. Fewer are often names: `OK`, `TV`.
    private static let enoughLetters = 4

    /// - Parameter widening: a factor for the bands of lengths that are not given.
    public init(
        from source: Language, to target: Language, thresholds: QualityThresholds = QualityThresholds(),
        widening: Double = 1
    ) {
        self.source = source
        self.target = target
        self.thresholds = thresholds
        scripts = LanguageScripts.of(target)
        band =
            thresholds.lengthRatio[target].map { LengthExpectation.band($0, from: source) }
            ?? LengthExpectation.band(from: source, to: target, widening: widening)
        isDetectable = DetectableLanguage.contains(target)
        closeToTarget = RelatedLanguages.close(to: target)
        closeToSource = RelatedLanguages.close(to: source)
    }

    /// All the flags of a translation, in the order of ``CaptionFlag``.
    /// - Parameters:
    ///   - source: the text that was translated.
    ///   - translation: what the engine made of it.
    ///   - detection: the translation's language as a ``LanguageDetector`` tells it; without one it gets no
    ///     ``CaptionFlag/wrongLanguage``.
    ///   - engineFlags: what the engine itself says is doubtful.
    public func flags(
        source: String, translation: String, detection: LanguageDetector.Detection? = nil,
        engineFlags: [CaptionFlag] = []
    ) -> [CaptionFlag] {
        flags(
            source: source, TextProfile(source), translation: translation, TextProfile(translation),
            detection: detection, engineFlags: engineFlags)
    }

    /// The same, of texts that were looked through before.
    public func flags(
        source: String, _ a: TextProfile, translation: String, _ b: TextProfile,
        detection: LanguageDetector.Detection? = nil, engineFlags: [CaptionFlag] = []
    ) -> [CaptionFlag] {
        var flags: [CaptionFlag] = []
        if b.characters == 0 {
            flags.append(.empty)
        } else {
            if a.hasLetters, isSame(source, translation) { flags.append(.sameAsSource) }
            if let detection, isWrong(detection) { flags.append(.wrongLanguage) }
            if isInWrongScript(b) { flags.append(.wrongScript) }
            if let band, band.isOutlying(b.characters, source: a.characters) { flags.append(.lengthRatio) }
            if Repetition(b).isLoop(beside: Repetition(a), limit: thresholds.repetition) { flags.append(.repetition) }
            if !a.numbers.isEmpty, a.numbers.hasNumber(lostIn: b.numbers, above: thresholds.wordNumbers) {
                flags.append(.numbersLost)
            }
            if isCutShort(b, translation, source: a, source) { flags.append(.cutShort) }
        }
        if engineFlags.isEmpty { return flags }
        return CaptionFlag.allCases.filter { flags.contains($0) || engineFlags.contains($0) }
    }

    /// Whether a language is surely not the target. One that is close to the target never is; and where the detector does
    /// not know the target, only text that was left in the source language counts.
    private func isWrong(_ detection: LanguageDetector.Detection) -> Bool {
        guard detection.isReliable, let language = detection.language, language != target,
            detection.share >= thresholds.languageShare,
            !closeToTarget.contains(language.code)
        else { return false }
        return isDetectable || closeToSource.contains(language.code)
    }

    private func isInWrongScript(_ text: TextProfile) -> Bool {
        guard let scripts else { return false }
        let letters = text.weightedLetters
        let fitting = text.weightedLetters(of: scripts)
        return letters >= QualityCheck.enoughLetters && Double(fitting) < thresholds.scriptShare * Double(letters)
    }

    private func isCutShort(_ text: TextProfile, _ translation: String, source: TextProfile, _ original: String) -> Bool
    {
        let end = Ending(text, of: translation)
        let sourceEnd = Ending(source, of: original)
        if end.isUnfinished { return !sourceEnd.isUnfinished }
        guard end == .open, sourceEnd == .complete, source.characters >= QualityCheck.longSource, let band else {
            return false
        }
        return Double(text.characters) < thresholds.cutShortShare * band.expected(source.characters)
    }

    private func isSame(_ a: String, _ b: String) -> Bool {
        let a = a.utf8
        let b = b.utf8
        if a.elementsEqual(b) { return true }
        guard let first = a.first, let last = a.last, let start = b.first, let end = b.last,
            [first, last, start, end].contains(where: QualityCheck.isBlank)
        else { return false }
        return a.drop(while: QualityCheck.isBlank).reversed().drop(while: QualityCheck.isBlank)
            .elementsEqual(b.drop(while: QualityCheck.isBlank).reversed().drop(while: QualityCheck.isBlank))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}
