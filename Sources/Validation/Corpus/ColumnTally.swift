import Corpus
import Texts

/// Tells a column in another language, or another script, from single captions that are.
///
/// A column is what a file has in one language.
struct ColumnTally: Sendable {
    private struct Column: Sendable {
        var first: Place
        var captions = 0
        /// Long stretches by the language that they are in.
        var languages: [Language: Int] = [:]
        var inOtherScript = 0
        var inOtherLanguage: [Language: Int] = [:]
        /// Captions that the detector takes for another language's, as far as they are kept.
        var suspects: [Suspect] = []
        /// What is said of single captions unless it holds of the whole column.
        var single: Findings
    }

    private struct Suspect: Sendable {
        let place: Place
        let id: String
        let other: Language
        let text: String
        let words: [UInt32]
    }

    private static let mostSuspects = 20_000

    private var vocabularies: [String: Vocabulary] = [:]
    /// By file and tag.
    private var columns: [String: Column] = [:]
    private var order: [String] = []
    private let settings: ValidationSettings

    init(_ settings: ValidationSettings) { self.settings = settings }

    private func key(_ file: String, _ tag: String) -> String { "\(file)\u{0}\(tag)" }

    mutating func add(_ result: RecordAnalyser.Result) {
        for (tag, place) in result.firsts.sorted(by: { $0.key < $1.key }) {
            let key = key(place.file, tag)
            if columns[key] == nil {
                columns[key] = Column(first: place, single: Findings(settings))
                order.append(key)
            }
            columns[key]?.languages.merge(result.languages[tag] ?? [:], uniquingKeysWith: +)
        }
        for record in result.records {
            for caption in record.captions { add(caption, record.id) }
        }
    }

    private mutating func add(_ caption: CaptionAnalysis, _ id: String) {
        let key = key(caption.place.file, caption.tag)
        columns[key]?.captions += 1
        vocabularies[caption.tag, default: Vocabulary()].add(caption.words)
        if caption.isInOtherScript {
            columns[key]?.inOtherScript += 1
            columns[key]?.single.add(
                .captionScript, caption.place, items: [id],
                "'\(id)', \(caption.tag): '\(shown(caption.text))'")
        } else if let other = caption.otherLanguage {
            columns[key]?.inOtherLanguage[other, default: 0] += 1
            guard columns[key]?.suspects.count ?? 0 < ColumnTally.mostSuspects else { return }
            columns[key]?.suspects.append(
                Suspect(place: caption.place, id: id, other: other, text: caption.text, words: caption.words))
        }
    }

    /// What was found, column by column.
    func findings(_ tools: CaptionTools) -> Findings {
        var findings = Findings(settings)
        let share = settings.value(.columnLanguage, "share")
        for key in order {
            guard let column = columns[key], column.captions > 0 else { continue }
            let tag = String(key.split(separator: "\u{0}", omittingEmptySubsequences: false).last ?? "")
            let stretches = column.languages.values.reduce(0, +)
            let most = column.languages.max { ($0.value, $1.key) < ($1.value, $0.key) }
            let captions = "\(column.captions) captions"
            if Double(column.inOtherScript) > share * Double(column.captions), column.captions > 1 {
                findings.add(
                    .columnLanguage, column.first,
                    "\(column.inOtherScript) of \(captions) said to be \(tag) are in a script in which it is not written"
                )
            } else if let most, Double(most.value) > share * Double(stretches),
                tools.language(tag).isOther(most.key), column.captions > 1, isSure(column, most)
            {
                findings.add(
                    .columnLanguage, column.first,
                    "\(captions) said to be \(tag) are in \(most.key), by \(most.value) of \(stretches) stretches of text"
                )
            } else {
                findings.add(column.single)
                for suspect in column.suspects where isSure(suspect, tag) {
                    findings.add(
                        .captionLanguage, suspect.place, items: [suspect.id],
                        "'\(suspect.id)': said to be \(tag), is \(suspect.other): '\(shown(suspect.text))'")
                }
            }
        }
        return findings
    }

    /// Whether the words of a caption speak for another language too.
    private func isSure(_ suspect: Suspect, _ tag: String) -> Bool {
        // Names are the same in many languages.
        let plain = suspect.text.split { !$0.isLetter }.filter { $0.first.map { !$0.isUppercase } ?? false }
        guard plain.count >= 2 || TextProfile(suspect.text).isUnspaced else { return false }
        guard let own = vocabularies[tag], own.isLarge else { return true }
        if let other = vocabularies[suspect.other.tag], other.isLarge {
            return other.likelihood(suspect.words, isOwn: false) > own.likelihood(suspect.words, isOwn: true) + 1
        }
        return own.knownShare(suspect.words) < 1.0 / 3
    }

    /// A short column is one stretch, which alone says little: its captions must say the same.
    private func isSure(_ column: Column, _ most: (key: Language, value: Int)) -> Bool {
        most.value >= 3 || 2 * (column.inOtherLanguage[most.key] ?? 0) >= column.captions
    }
}
