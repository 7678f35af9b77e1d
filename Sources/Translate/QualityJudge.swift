import Corpus

/// Says what is doubtful about translations, and what is to be done about it.
struct QualityJudge: Sendable {
    let policy: QualityPolicy
    let source: Language
    private let check: QualityCheck
    private let detector = LanguageDetector()

    init(_ policy: QualityPolicy, from source: Language) {
        self.policy = policy
        self.source = source
        check = QualityCheck(policy.thresholds)
    }

    /// What is doubtful about a translation.
    func flags(of translation: StoredTranslation, source text: ExactText, into target: Language) -> [CaptionFlag] {
        // The memory has it, but for translations that came from files.
        let detection = translation.detected.flatMap(Detection.init) ?? detector.detect(translation.text)
        return check.flags(
            source: text.text, translation: translation.text, from: source, to: target, detection: detection,
            engineFlags: translation.engineFlags)
    }

    /// Whether the engine is to be asked once more.
    func isAskedAgain(_ flags: [CaptionFlag]) -> Bool { !flags.isEmpty && policy.action(for: flags) == .retranslate }

    /// Whether the caption is left out.
    func isDropped(_ flags: [CaptionFlag]) -> Bool { !flags.isEmpty && policy.action(for: flags) == .drop }
}
