import Corpus

/// How long a translation is expected to be, in characters that are not blank.
public enum LengthExpectation {
    /// Characters of a text in a language for each character of the same text in English.
    ///
    /// German, French and Czech were measured on the 29,000 training captions of Multi30K. The others are rounded
    /// estimates of our own, not measured on any corpus, and their bands are wider for it. Between two languages that are not
    /// English the expectation is the quotient.
    private static let measured: [String: Double] = ["en": 1, "de": 1.195, "fr": 1.171, "cs": 0.899]
    private static let rounded: [String: Double] = [
        "es": 1.1, "it": 1.12, "pt": 1.08, "ca": 1.08, "gl": 1.08, "ro": 1.1, "nl": 1.1, "sv": 1, "da": 1, "nb": 1,
        "nn": 1, "no": 1, "is": 1, "fi": 1.08, "et": 0.98, "hu": 1.05, "tr": 1, "az": 1, "pl": 1.05, "sk": 0.92,
        "sl": 0.95,
        "hr": 0.95, "bs": 0.95, "sr": 0.95, "bg": 1.05, "mk": 1.05, "ru": 1.05, "uk": 1, "be": 1.05, "kk": 1.05,
        "el": 1.15, "sq": 1.1, "lt": 1, "lv": 1, "eu": 1.1, "ga": 1.15, "cy": 1.08, "af": 1.05, "mt": 1.05,
        "he": 0.75, "ar": 0.85, "fa": 0.9, "ur": 0.95, "hi": 0.95, "mr": 0.95, "ne": 0.95, "bn": 0.95, "gu": 0.95,
        "pa": 0.95, "ta": 1.2, "te": 1.05, "kn": 1.1, "ml": 1.2, "si": 1, "th": 0.95, "lo": 0.95, "km": 1.1,
        "my": 1.2, "ka": 1.05, "hy": 1.1, "am": 0.65, "vi": 1.02, "id": 1.1, "ms": 1.1, "fil": 1.2, "tl": 1.2,
        "sw": 1.05,
        "zh": 0.33, "yue": 0.33, "ja": 0.48, "ko": 0.5,
    ]

    /// How many times longer or shorter than expected a translation may be, besides the slack. With 1.5, 0.04% of
    /// Multi30K's translations into German and French and 0.06% into Czech are outside, and 72% of their halves.
    private static let measuredFactor = 1.5
    private static let roundedFactor = 2.0

    /// The characters of an English source by which short texts may be off in any case.
    private static let slack = 8.0

    /// The band of a pair; nil for a language that is not known.
    public static func band(from source: Language, to target: Language, widening: Double = 1) -> LengthBand? {
        guard let a = ratio(source), let b = ratio(target) else { return nil }
        let isMeasured = measured[source.code] != nil && measured[target.code] != nil
        let factor = (isMeasured ? measuredFactor : roundedFactor) * widening
        return LengthBand(b / a / factor...b / a * factor, slack: slack * a)
    }

    /// A band that the user gives.
    static func band(_ quotients: ClosedRange<Double>, from source: Language) -> LengthBand {
        LengthBand(quotients, slack: slack * (ratio(source) ?? 1))
    }

    private static func ratio(_ language: Language) -> Double? { measured[language.code] ?? rounded[language.code] }
}

/// The lengths that translations of a text usually have.
public struct LengthBand: Sendable {
    /// A translation's length divided by its source's, in long texts.
    private let quotients: ClosedRange<Double>
    /// Characters of the source by which short texts may be off in any case.
    private let slack: Double
    /// The middle of the band.
    private let middle: Double

    init(_ quotients: ClosedRange<Double>, slack: Double) {
        self.quotients = quotients
        self.slack = slack
        middle = (quotients.lowerBound * quotients.upperBound).squareRoot()
    }

    /// The length that a translation would have on average.
    public func expected(_ source: Int) -> Double { middle * Double(source) }

    /// Whether a translation's length is outside.
    public func isOutlying(_ length: Int, source: Int) -> Bool {
        Double(length) < quotients.lowerBound * (Double(source) - slack)
            || Double(length) > quotients.upperBound * Double(source) + middle * slack
    }
}
