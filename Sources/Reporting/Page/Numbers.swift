import Corpus
import Foundation

/// Numbers as people read them, the same on every machine.
package enum Numbers {
    /// `12,345`
    package static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return (number < 0 ? "-" : "") + text
    }

    /// A count with its word: `1 item`, `2 items`.
    package static func counted(_ number: Int, _ word: String) -> String {
        "\(grouped(number)) \(word)\(number == 1 ? "" : "s")"
    }

    /// One decimal: `43.8`
    package static func decimal(_ number: Double) -> String { String(format: "%.1f", number) }

    /// As many digits as matter for a loss: `0.01234`
    static func significant(_ number: Double) -> String { String(format: "%.4g", number) }

    /// A number beside an axis.
    static func tick(_ number: Double) -> String {
        if number >= 1000, number == number.rounded(), number < 1e12 { return grouped(Int(number)) }
        return String(format: "%g", number)
    }

    /// `0.4 s`, `12 min 5 s`, `3 h 20 min`
    static func duration(_ seconds: Double) -> String {
        if seconds < 59.95 { return "\(decimal(seconds)) s" }
        let whole = Int(seconds.rounded())
        return whole < 3600
            ? "\(whole / 60) min \(whole % 60) s" : "\(grouped(whole / 3600)) h \(whole % 3600 / 60) min"
    }

    /// A rate with about three digits: `1,234`, `12.3`, `0.05`
    static func rate(_ number: Double) -> String {
        number >= 100 ? grouped(Int(number.rounded())) : number >= 10 ? decimal(number) : String(format: "%.2g", number)
    }

    /// `12.34 EUR`; less than a hundredth with two digits that matter.
    static func money(_ amount: Double, _ currency: String) -> String {
        let text = amount >= 0.01 || amount == 0 ? String(format: "%.2f", amount) : String(format: "%.2g", amount)
        return "\(text) \(currency)"
    }

    /// `1.4 MB`
    static func bytes(_ count: Int) -> String {
        var value = Double(count)
        for unit in ["bytes", "kB", "MB", "GB"] {
            if value < 1000 { return unit == "bytes" ? counted(count, "byte") : "\(decimal(value)) \(unit)" }
            value /= 1000
        }
        return "\(decimal(value)) TB"
    }

    /// A language's English name: `Spanish`.
    package static func name(ofLanguage tag: String) -> String {
        Locale(identifier: "en_US").localizedString(forIdentifier: tag) ?? tag
    }
}
