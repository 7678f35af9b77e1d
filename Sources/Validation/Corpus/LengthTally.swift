import Foundation

/// Captions that are far longer or shorter than others of their language.
struct LengthTally: Sendable {
    private struct Language: Sendable {
        /// Captions by their characters, the longest together.
        var histogram = [Int](repeating: 0, count: LengthTally.longest + 1)
        /// The shortest and the longest, as far as examples of them may be wanted.
        var shortest: [Extreme] = []
        var longest: [Extreme] = []
        /// What a caption must be shorter or longer than to be kept.
        var least = Int.max
        var greatest = 0
    }

    private struct Extreme: Sendable {
        let number: Int
        let characters: Int
        let place: Place
        let id: String
        let text: String
    }

    private static let longest = 4096
    /// The most that are kept on either side; beyond them nothing but the count is known.
    private static let most = 1000

    private var languages: [String: Language] = [:]
    private var number = 0
    private let settings: ValidationSettings

    init(_ settings: ValidationSettings) { self.settings = settings }

    mutating func add(_ caption: CaptionAnalysis, id: String) {
        guard caption.characters > 0 else { return }
        var language = languages.removeValue(forKey: caption.tag) ?? Language()
        language.histogram[min(caption.characters, LengthTally.longest)] += 1
        number += 1
        let extreme = Extreme(
            number: number, characters: caption.characters, place: caption.place, id: id, text: caption.text)
        if language.shortest.count < LengthTally.most || caption.characters < language.least {
            LengthTally.insert(&language.shortest, extreme, &language.least) { $0.characters < $1.characters }
        }
        if language.longest.count < LengthTally.most || caption.characters > language.greatest {
            LengthTally.insert(&language.longest, extreme, &language.greatest) { $0.characters > $1.characters }
        }
        languages[caption.tag] = language
    }

    /// - Parameter limit: the least extreme of those that are kept, once there are enough.
    private static func insert(
        _ list: inout [Extreme], _ extreme: Extreme, _ limit: inout Int, _ isBefore: (Extreme, Extreme) -> Bool
    ) {
        list.append(extreme)
        guard list.count >= 2 * most else { return }
        list.sort(by: isBefore)
        list.removeSubrange(most...)
        limit = list[most - 1].characters
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
            var seen: Set<Int> = []
            for extreme in found.sorted(by: { ($0.place.file, $0.place.line) < ($1.place.file, $1.place.line) }) {
                // One that is among the shortest and the longest of few.
                guard seen.insert(extreme.number).inserted else { continue }
                findings.add(
                    .outlyingLength, extreme.place, items: [extreme.id],
                    "'\(extreme.id)', \(tag): \(extreme.characters) characters, where \(Int(exp(median).rounded())) are usual: '\(shown(extreme.text))'"
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
