import Texts

/// Gathers the lengths of translations and their sources.
struct LengthTally {
    /// Ratios are counted in hundredths, up to this one and all above together.
    private static let longest = 2000

    private var pairs = 0
    private var sources = 0
    private var translations = 0
    private var longestTranslation = 0
    private var ratios = [Int](repeating: 0, count: longest + 1)

    mutating func add(source: String, translation: String) {
        let a = TextProfile(source).characters
        let b = TextProfile(translation).characters
        pairs += 1
        sources += a
        translations += b
        longestTranslation = max(longestTranslation, b)
        guard a > 0 else { return }
        // In whole numbers, so that no rounding depends on the machine.
        ratios[min(LengthTally.longest, (200 * b + a) / (2 * a))] += 1
    }

    /// Nil when nothing was added.
    var lengths: QualityReport.Lengths? {
        guard pairs > 0 else { return nil }
        return QualityReport.Lengths(
            meanOfSources: (Double(sources) / Double(pairs)).inHundredths,
            meanOfTranslations: (Double(translations) / Double(pairs)).inHundredths,
            longestTranslation: longestTranslation,
            ratios: [1, 50, 99].compactMap(percentile))
    }

    /// The least ratio that so many of a hundred do not exceed.
    private func percentile(_ percent: Int) -> Double? {
        let count = ratios.reduce(0, +)
        guard count > 0 else { return nil }
        var below = 0
        let hundredths = ratios.firstIndex { number in
            below += number
            return below * 100 >= percent * count
        }
        return hundredths.map { Double($0) / 100 }
    }
}

extension Double {
    /// Rounded to two digits behind the point.
    var inHundredths: Double { (self * 100).rounded() / 100 }
}
