import Corpus
import Foundation
import Texts

/// What is doubtful about translations, and pairs of languages that have the same text throughout.
///
/// Captions that no file calls translations are taken for ones of the reference language's, in their order. Whether they are,
/// their lengths tell: those of independent captions do not rise and fall together.
struct PairTally: Sendable {
    private struct Pair: Sendable {
        /// Of captions that are only taken for translations.
        var presumed: Findings
        var named: Findings
        var lengths = Correlation()
    }

    private struct Same: Sendable {
        var items = 0
        var same = 0
        var first: Place?
    }

    private var pairs: [String: Pair] = [:]
    private var variants: [String: Bool] = [:]
    private var sames: [String: Same] = [:]
    /// Translations that are their sources, unless it holds of the whole column.
    private var singles: [String: Findings] = [:]
    private let settings: ValidationSettings

    init(_ settings: ValidationSettings) { self.settings = settings }

    mutating func add(_ record: RecordAnalysis) {
        for caption in record.captions {
            guard let source = caption.source, caption.characters > 0 else { continue }
            let original = record.captions[source]
            let key = "\(original.tag) \(caption.tag)"
            var pair = pairs[key] ?? Pair(presumed: Findings(settings), named: Findings(settings))
            pair.lengths.add(Double(original.characters), Double(caption.characters))
            for rule in caption.doubts {
                let message =
                    "'\(record.id)', \(original.tag) '\(shown(original.text))', \(caption.tag) '\(shown(caption.text))'"
                if caption.isTranslation {
                    pair.named.add(rule, caption.place, items: [record.id], message)
                } else {
                    pair.presumed.add(rule, caption.place, items: [record.id], message)
                }
            }
            if caption.identity != 0, caption.identity == original.identity, !areVariants(original.tag, caption.tag),
                PairTally.hasPlainWords(caption.text)
            {
                singles["\(record.split)\u{0}\(original.tag)\u{0}\(caption.tag)", default: Findings(settings)].add(
                    .translationSameAsSource, caption.place, items: [record.id],
                    "'\(record.id)': \(original.tag) and \(caption.tag) are both '\(shown(caption.text))'")
            }
            pairs[key] = pair
        }
        addSame(record)
    }

    /// Whether two tags are of one language, or of two that are written alike: British English, Traditional Chinese.
    private mutating func areVariants(_ a: String, _ b: String) -> Bool {
        let key = "\(a) \(b)"
        if let known = variants[key] { return known }
        var areVariants = false
        if let a = try? Language(a), let b = try? Language(b) {
            areVariants = RelatedLanguages.areClose(a.spoken, b.spoken)
        }
        variants[key] = areVariants
        return areVariants
    }

    /// Whether a text has words that are no names and no numbers, which alone would be the same in another language.
    private static func hasPlainWords(_ text: String) -> Bool {
        let words = text.split { !$0.isLetter && !$0.isNumber }
        return words.contains { word in word.first.map { $0.isLetter && !$0.isUppercase } ?? false }
    }

    /// Compares each two languages of an item, the first captions of each with one another, the second, and so on.
    private mutating func addSame(_ record: RecordAnalysis) {
        guard settings.wantsAny(.columnsSameText, .translationSameAsSource) else { return }
        var columns: [(tag: String, captions: [CaptionAnalysis])] = []
        for caption in record.captions {
            if let place = columns.firstIndex(where: { $0.tag == caption.tag }) {
                columns[place].captions.append(caption)
            } else {
                columns.append((caption.tag, [caption]))
            }
        }
        for (place, a) in columns.enumerated() {
            for b in columns[(place + 1)...] where !areVariants(a.tag, b.tag) {
                let key = "\(record.split)\u{0}\(a.tag)\u{0}\(b.tag)"
                var same = sames[key] ?? Same()
                same.items += 1
                let pairs = zip(a.captions, b.captions).filter { $0.identity != 0 && $0.identity == $1.identity }
                if let first = pairs.first {
                    same.same += 1
                    same.first = same.first ?? first.1.place
                }
                sames[key] = same
            }
        }
    }

    func findings() -> Findings {
        var findings = Findings(settings)
        var whole: Set<String> = []
        for (_, pair) in pairs.sorted(by: { $0.key < $1.key }) {
            findings.add(pair.named)
            if pair.lengths.isOfTranslations { findings.add(pair.presumed) }
        }
        let share = settings.value(.columnsSameText, "share")
        let least = settings.value(.columnsSameText, "items")
        for (key, same) in sames.sorted(by: { $0.key < $1.key }) {
            let names = key.split(separator: "\u{0}", omittingEmptySubsequences: false)
            guard let first = same.first, Double(same.same) >= max(least, share * Double(same.items)) else { continue }
            whole.insert("\(names[0])\u{0}\(names[1])\u{0}\(names[2])")
            whole.insert("\(names[0])\u{0}\(names[2])\u{0}\(names[1])")
            findings.add(
                .columnsSameText, first,
                "\(names[1]) and \(names[2]) have the same text in \(same.same) of \(same.items) items of '\(names[0])'"
            )
        }
        for (key, single) in singles.sorted(by: { $0.key < $1.key }) where !whole.contains(key) { findings.add(single) }
        return findings
    }
}

/// How far two numbers rise and fall together.
struct Correlation: Sendable {
    private var count = 0.0
    private var (x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)

    mutating func add(_ a: Double, _ b: Double) {
        count += 1
        x += a
        y += b
        xx += a * a
        yy += b * b
        xy += a * b
    }

    /// Pearson's coefficient; nil for too few, or where one does not change.
    var value: Double? {
        let product = (count * xx - x * x) * (count * yy - y * y)
        return count > 2 && product > 0 ? (count * xy - x * y) / product.squareRoot() : nil
    }

    /// Lengths of Multi30K's translations correlate by 0.85 and more, those of independent captions of a picture by 0.1 to 0.3.
    /// Of few captions nobody knows, and what is doubtful about them is said.
    var isOfTranslations: Bool { count < 20 || (value ?? 1) > 0.5 }
}
