import Foundation

/// The canonical forms of Unicode as the reference library computes them, in the version that it knows.
enum CanonicalForm {
    /// NFC.
    static func composed(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        // Nothing below the combining marks composes with anything but them.
        normalized(text, stableBelow: 0x300) { $0.precomposedStringWithCanonicalMapping }
    }

    /// NFD.
    static func decomposed(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        normalized(text, stableBelow: 0xC0) { $0.decomposedStringWithCanonicalMapping }
    }

    /// A character younger than the reference's tables neither composes, decomposes nor moves there, and nothing moves
    /// past it. So the text is cut at such characters and only what lies between them is normalized, which also makes
    /// the result the same under every newer Unicode.
    private static func normalized(
        _ text: ArraySlice<Unicode.Scalar>, stableBelow bound: UInt32, _ form: (String) -> String
    ) -> [Unicode.Scalar] {
        guard text.contains(where: { $0.value >= bound }) else { return Array(text) }
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count)
        var known = String.UnicodeScalarView()
        for scalar in text {
            if let marks = marksOfStarters[scalar] {
                known.append(contentsOf: marks)
            } else if scalar.isAssigned(in: UnicodeVersion.normalization) {
                known.append(scalar)
            } else {
                result.append(contentsOf: form(String(known)).unicodeScalars)
                result.append(scalar)
                known = String.UnicodeScalarView()
            }
        }
        result.append(contentsOf: form(String(known)).unicodeScalars)
        return result
    }

    /// The three characters that are no marks and decompose into marks. Foundation on Linux does not sort those marks
    /// among the marks before them, unless they stand decomposed.
    private static let marksOfStarters: [Unicode.Scalar: [Unicode.Scalar]] = [
        "\u{F73}": ["\u{F71}", "\u{F72}"], "\u{F75}": ["\u{F71}", "\u{F74}"], "\u{F81}": ["\u{F71}", "\u{F80}"],
    ]
}

extension [Unicode.Scalar] {
    /// Adds a character in lower case. Each character is mapped on its own, as in the reference: no rule for a final
    /// sigma.
    mutating func appendLowercased(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A: append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
        case ..<0x80: append(scalar)
        default: append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }

    /// The UTF-8 of a text.
    var utf8: [UInt8] { flatMap { Array<UInt8>(UTF8.encode($0) ?? UTF8.encodedReplacementCharacter) } }
}

extension ArraySlice<Unicode.Scalar> {
    /// Adds the UTF-8 of the text to bytes.
    func encode(into bytes: inout [UInt8]) {
        for scalar in self {
            if scalar.value < 0x80 {
                bytes.append(UInt8(scalar.value))
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
