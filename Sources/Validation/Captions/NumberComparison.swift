import Texts

/// The numbers of a translation beside those of its source.
struct NumberComparison: Sendable {
    /// Whether a number of the source is not in the translation.
    private(set) var isLost = false
    /// Whether a number of the translation is not in the source.
    private(set) var isAdded = false

    init(
        _ source: String, _ a: TextProfile, _ translation: String, _ b: TextProfile, _ settings: ValidationSettings
    ) {
        guard !a.numbers.isEmpty || !b.numbers.isEmpty else { return }
        // `In her 30s`, `1950's cars` and `at 3 pm` have no numbers, or others, in many languages.
        guard source.firstMatch(of: /[0-9]['’]?s\b|[0-9]\s?[apAP]\.?[mM]\b/) == nil else { return }
        guard translation.firstMatch(of: /[0-9]\s?[apAP]\.?[mM]\b/) == nil else { return }
        // Han has numerals of its own.
        let numerals: Set<Unicode.Scalar> = [
            "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "萬", "〇", "零", "两", "兩",
        ]
        guard !(source + translation).unicodeScalars.contains(where: numerals.contains) else { return }
        // Neither has `5 ft`, which becomes `1,50 m`.
        guard source.firstMatch(of: /[0-9]\s?-?(?:ft|feet|foot|inch|mile|yard|pound|lb|mph|°|degree)/) == nil else {
            return
        }
        let isOtherLost = a.numbers.hasNumber(lostIn: b.numbers, above: 0)
        let isOtherAdded = b.numbers.hasNumber(lostIn: a.numbers, above: 0)
        if isOtherLost, isOtherAdded {
            isLost = true
            return
        }
        // Small numbers, tens and ordinals may be words on the other side.
        func plain(_ text: String) -> NumberRuns {
            TextProfile(text.replacing(/\b[0-9]+(?:st|nd|rd|th|er|e|ème)\b|\b[0-9]+\.(?=\s\p{L})|\b[2-9]0\b/, with: ""))
                .numbers
        }
        if isOtherLost {
            isLost = plain(source).hasNumber(lostIn: b.numbers, above: Int(settings.value(.numbersLost, "words")))
        }
        if isOtherAdded, source.firstMatch(of: NumberComparison.english) == nil {
            isAdded = plain(translation).hasNumber(
                lostIn: a.numbers, above: Int(settings.value(.numbersAdded, "words")))
        }
    }

    /// Large numbers that an English source writes as words.
    private static var english: Regex<Substring> {
        /\b(?:thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twent|thirt|fort|fift|sixt|sevent|eight|ninet|hundred|thousand|million|dozen)/
            .ignoresCase()
    }
}
