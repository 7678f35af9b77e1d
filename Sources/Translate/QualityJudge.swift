import Corpus
import Documents
import Synchronization
import Texts

/// Says what is doubtful about translations, and what is to be done about it.
struct QualityJudge: Sendable {
    private struct Target: Sendable {
        let check: QualityCheck
        let detector: LanguageDetector
        /// How a detection of the target language begins where it is stored.
        let found: String
    }

    let policy: QualityPolicy
    private let detections = StoredDetections()
    private let targets: [Language: Target]

    init(_ policy: QualityPolicy, from source: Language, to languages: [Language]) {
        self.policy = policy
        let targets = languages.map { language in
            let check = QualityCheck(from: source, to: language, thresholds: policy.thresholds)
            return (
                language,
                Target(check: check, detector: LanguageDetector(expecting: language), found: "\(language.tag) ")
            )
        }
        self.targets = Dictionary(targets) { first, _ in first }
    }

    /// The language that a translation is found to be in, as the memory keeps it.
    func detect(_ translation: String, into target: Language) throws -> String? {
        try targets[target]?.detector.detect(translation).stored
    }

    /// What is doubtful about a translation.
    func flags(
        of translation: StoredTranslation, source text: ExactText, into target: Language
    ) throws -> [CaptionFlag] {
        guard let tools = targets[target] else { return translation.engineFlags }
        // What was found to be in the target language, as nearly all is, needs no closer look.
        if let detected = translation.detected, detected.hasPrefix(tools.found) {
            return tools.check.flags(
                source: text.text, translation: translation.text, engineFlags: translation.engineFlags)
        }
        // The memory has it, but for translations that came from files.
        let detection = try translation.detected.flatMap(detections.read) ?? tools.detector.detect(translation.text)
        return tools.check.flags(
            source: text.text, translation: translation.text, detection: detection,
            engineFlags: translation.engineFlags)
    }

    /// Whether the engine is to be asked once more.
    func isAskedAgain(_ flags: [CaptionFlag]) -> Bool { !flags.isEmpty && policy.action(for: flags) == .retranslate }

    /// Whether the caption is left out.
    func isDropped(_ flags: [CaptionFlag]) -> Bool { !flags.isEmpty && policy.action(for: flags) == .drop }
}

/// Reads detections as they stand in the memory: a few hundred of them, a million times.
private final class StoredDetections: Sendable {
    private let known = Mutex<[String: LanguageDetector.Detection]>([:])

    func read(_ stored: String) -> LanguageDetector.Detection? {
        known.withLock { known in
            if let detection = known[stored] { return detection }
            let detection = LanguageDetector.Detection(stored: stored)
            if let detection, known.count < 4096 { known[stored] = detection }
            return detection
        }
    }
}

extension LanguageDetector.Detection {
    /// As it stands in the memory: the language or `-`, whether that is sure, and the share in hundredths: `de + 98`.
    var stored: String { "\(language?.tag ?? "-") \(isReliable ? "+" : "?") \(Int((share * 100).rounded()))" }

    /// Reads what ``stored`` wrote; nil for anything else.
    init?(stored: String) {
        let parts = stored.split(separator: " ")
        guard parts.count == 3, let share = Int(parts[2]) else { return nil }
        if parts[0] == "-" {
            self.init(language: nil, isReliable: parts[1] == "+", share: Double(share) / 100)
        } else {
            guard let language = try? Language(String(parts[0])) else { return nil }
            self.init(language: language, isReliable: parts[1] == "+", share: Double(share) / 100)
        }
    }
}
