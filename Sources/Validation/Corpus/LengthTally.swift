import Foundation

/// Captions that are far longer or shorter than others of their language.
struct LengthTally: Sendable {
    private struct Language: Sendable {
        /// Captions by their characters, the longest together.
        var histogram = [Int](repeating: 0, count: LengthTally.longest + 1)
        /// The shortest and the longest, as far as examples of them may be wanted.
        var shortest: [Extreme] = []
        var longest: [Extreme] = []
    }

    private struct Extreme: Sendable {
        let characters: Int
        let place: Place
        let id: String
        let text: String
    }

    private static let longest = 4096
    /// The most that are kept on either side; beyond them nothing but the count is known.
    private static let most = 1000

    private var languages: [String: Language] = [:]
    private let settings: ValidationSettings

    init(_ settings: ValidationSettings) { self.settings = settings }

    mutating func add(_ caption: CaptionAnalysis, id: String) {
        guard caption.characters > 0 else { return }
        var language = languages.removeValue(forKey: caption.tag) ?? Language()
        language.histogram[min(caption.characters, LengthTally.longest)] += 1
        func extreme() -> Extreme {
            Extreme(characters: caption.characters, place: caption.place, id: id, text: shown(caption.text))
        }
        if caption.characters < 12 || language.shortest.count < 100 {
            LengthTally.insert(&language.shortest, extreme()) { $0.characters < $1.characters }
        }
        if caption.characters > 200 || language.longest.count < 100 {
            LengthTally.insert(&language.longest, extreme()) { $0.characters > $1.characters }
        }
        languages[caption.tag] = language
    }

    private static func insert(_ list: inout [Extreme], _ extreme: Extreme, _ isBefore: (Extreme, Extreme) -> Bool) {
        list.append(extreme)
        guard list.count >= 2 * most else { return }
        list.sort(by: isBefore)
        list.removeSubrange(most...)
    }

    func findings() -> Findings {
        var findings = Findings(settings)
        let deviations = settings.value(.outlyingLength, "deviations")
        let least = settings.value(.outlyingLength, "captions")
        for (tag, language) in languages.sorted(by: { $0.key < $1.key }) {
            let count = language.histogram.reduce(0, +)
            guard Double(count) >= least else { continue }
            let median = LengthTally.median(language.histogram.map(Double.init)) { log(Double($0)) }
            let deviation = LengthTally.deviation(language.histogram, around: median)
            func isOutlying(_ characters: Int) -> Bool {
                abs(log(Double(characters)) - median) > deviations * max(deviation, 0.1)
            }
            let found = (language.shortest + language.longest).filter { isOutlying($0.characters) }
            var seen: Set<Place> = []
            for extreme in found.sorted(by: { ($0.place.file, $0.place.line) < ($1.place.file, $1.place.line) }) {
                // One that is among the shortest and the longest of few.
                guard seen.insert(extreme.place).inserted else { continue }
                findings.add(
                    .outlyingLength, extreme.place, items: [extreme.id],
                    "'\(extreme.id)', \(tag): \(extreme.characters) characters, where \(Int(exp(median).rounded())) are usual: '\(extreme.text)'"
                )
            }
        }
        return findings
    }

    /// The median of values that a histogram's places stand for.
    private static func median(_ counts: [Double], _ value: (Int) -> Double) -> Double {
        let half = counts.reduce(0, +) / 2
        var sum = 0.0
        for (place, count) in counts.enumerated() where count > 0 {
            sum += count
            if sum >= half { return value(place) }
        }
        return 0
    }

    /// The standard deviation of the logarithms as the median distance from their median tells it.
    private static func deviation(_ histogram: [Int], around median: Double) -> Double {
        let distances = histogram.enumerated().filter { $0.element > 0 }
            .map { (distance: abs(log(Double($0.offset)) - median), count: $0.element) }
            .sorted { $0.distance < $1.distance }
        let half = Double(histogram.reduce(0, +)) / 2
        var sum = 0.0
        for (distance, count) in distances {
            sum += Double(count)
            if sum >= half { return 1.4826 * distance }
        }
        return 0
    }
}
