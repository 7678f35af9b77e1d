import Corpus
import Documents
import Transfer

/// Has translations translated back by the engine that they come from, and scores what comes back against their sources.
///
/// What is bought is kept in the memory, under the two languages exchanged, so that each text is bought once.
struct RoundTripper {
    /// Of those that come back worst so many are shown.
    private static let lowest = 20

    let source: Language
    let memory: TranslationMemory
    let retry: RetryPolicy?

    /// What came of one language.
    struct Result {
        var report: QualityReport.RoundTrip
        /// Characters that were sent.
        var characters: Int
        /// The items whose captions did not come back, each with the reason.
        var failures: [(item: String, reason: String)]
    }

    /// Translates captions back.
    /// - Parameter budget: the characters that may still be sent; nil for no limit.
    func run(
        _ captions: [QualityReport.Example], in language: Language, by endpoint: EndpointConfiguration, budget: Int?
    ) async throws -> Result {
        guard !captions.isEmpty else { return Result(report: .init(), characters: 0, failures: []) }
        var endpoint = endpoint
        endpoint.budget = budget
        // What comes back is to be scored as it comes: nothing is asked again because it is doubtful.
        let judge = QualityJudge(QualityPolicy(), from: language, to: [source])
        let engine = try await EngineConnection(
            TranslationPart([source], endpoint: endpoint), memory: memory, from: language, quality: judge, retry: retry)
        do {
            let result = try await ask(engine, captions)
            await engine.close()
            return result
        } catch {
            let ending = engine.ending
            await engine.close()
            throw Fault.stopping("translating back from \(language)", error, ending: ending)
        }
    }

    private func ask(_ engine: EngineConnection, _ captions: [QualityReport.Example]) async throws -> Result {
        var seen: Set<ExactText> = []
        let texts = captions.map { ExactText($0.translation) }.filter { seen.insert($0).inserted }
        let translator = Translator(engine.shared, to: [source])
        var window = try await translator.begin(texts)
        try await translator.end(&window)
        var score = ChrF()
        var backs: [QualityReport.Back] = []
        var failures: [(item: String, reason: String)] = []
        for caption in captions {
            switch window.outcome(of: ExactText(caption.translation), target: 0) {
            case .translated(let back, _):
                score.add(back.text, reference: caption.source)
                let own = ChrF.score(back.text, reference: caption.source).inHundredths
                backs.append(QualityReport.Back(example: caption, back: back.text, chrF: own))
            case .failed(let reason): failures.append((caption.id, "translating back: \(reason)"))
            case .missing: failures.append((caption.id, "translating back: no translation came"))
            }
        }
        // Of equal scores the first chosen comes first.
        let sorted = backs.enumerated().sorted { ($0.element.chrF, $0.offset) < ($1.element.chrF, $1.offset) }
        let report = QualityReport.RoundTrip(
            captions: backs.count, failed: failures.count, chrF: backs.isEmpty ? nil : score.score.inHundredths,
            lowest: sorted.prefix(RoundTripper.lowest).map(\.element))
        return Result(report: report, characters: engine.shared.buyer.charactersAsked, failures: failures)
    }
}
