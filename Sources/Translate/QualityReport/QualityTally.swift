import Corpus

/// Gathers what a report says of a corpus, an item at a time.
struct QualityTally {
    /// A caption that may be translated back.
    typealias Sample = SeededSample<QualityReport.Example>

    /// Examples of each flag.
    static let examples = 20

    private struct Target {
        var report: QualityReport.Target
        var lengths = LengthTally()
        var examples: [String: Sample] = [:]
        var roundTrip: Sample?
    }

    private let source: Language
    private let seed: Int
    private var originals = 0
    private var targets: [Target]
    /// The hashes of the different texts that were to be translated. Two with one hash, among millions once in a thousand
    /// corpora, are counted as one.
    private var texts: Set<UInt64> = []
    private var characters = 0
    /// Of each target's endpoint; an outer nil where translations come from files.
    private let prices: [Price??]
    private let positions: [Language: Int]

    /// - Parameter roundTrip: the captions to choose for a round trip; nil for none.
    init(from source: Language, _ parts: [TranslationPart], seed: Int, roundTrip: Int?) {
        self.source = source
        self.seed = seed
        targets = parts.flatMap { part in
            part.languages.map { language in
                let hasEngine = part.endpoint.alignedFiles == nil
                return Target(
                    report: QualityReport.Target(language: language, api: part.endpoint.api.rawValue),
                    roundTrip: hasEngine ? roundTrip.map(Sample.init) : nil)
            }
        }
        prices = parts.flatMap { part in
            part.languages.map { _ in part.endpoint.alignedFiles == nil ? .some(part.endpoint.price) : nil }
        }
        positions = Dictionary(targets.enumerated().map { ($1.report.language, $0) }) { first, _ in first }
    }

    mutating func add(_ item: Item, file: String) {
        var keys: [Int: Sample.Key] = [:]
        for caption in item.captions {
            if caption.origin == .human, caption.language == source { addOriginal(caption.text) }
            guard let original = caption.source, item.captions.indices.contains(original),
                let position = positions[caption.language]
            else { continue }
            let text = item.captions[original].text
            targets[position].report.captions += 1
            targets[position].lengths.add(source: text, translation: caption.text)
            let flags = caption.flags ?? []
            guard !flags.isEmpty || targets[position].roundTrip != nil else { continue }
            let key = keys[original] ?? Sample.Key(text, seed: seed)
            keys[original] = key
            // Made for few of many captions.
            func example() -> QualityReport.Example {
                QualityReport.Example(source: text, translation: caption.text, id: item.id, file: file)
            }
            targets[position].roundTrip?.offer(key, id: item.id, position: original, example())
            if !flags.isEmpty { targets[position].report.flagged += 1 }
            for flag in flags {
                targets[position].report.flags[flag, default: 0] += 1
                targets[position].examples[flag, default: Sample(QualityTally.examples)]
                    .offer(key, id: item.id, position: original, example())
            }
        }
    }

    private mutating func addOriginal(_ text: String) {
        originals += 1
        guard !text.isBlank, texts.insert(ExactText(text).stableHash).inserted else { return }
        characters += text.unicodeScalars.count
    }

    /// The captions of a language that are to be translated back.
    func chosen(_ language: Language) -> [QualityReport.Example] {
        positions[language].flatMap { targets[$0].roundTrip?.elements } ?? []
    }

    /// The report, without round trips.
    func report(dropped: Int?) -> QualityReport {
        QualityReport(
            source: source, seed: seed, dropped: dropped,
            languages: zip(targets, prices).map { target, price in
                var report = target.report
                report.missing = max(0, originals - report.captions)
                report.lengths = target.lengths.lengths
                report.asked = price.map { price in
                    QualityReport.Asked(
                        texts: texts.count, characters: characters, cost: price?.cost(of: characters),
                        currency: price?.currency)
                }
                report.examples = target.examples.mapValues(\.elements)
                return report
            })
    }
}
