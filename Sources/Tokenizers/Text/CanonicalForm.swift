/// The canonical forms of Unicode (UAX #15) as the reference library computes them, in the version that it knows.
///
/// A character younger than the reference's tables neither composes, decomposes nor moves there, and nothing moves past it.
enum CanonicalForm {
    /// NFC.
    static func composed(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        // Nothing below the combining marks composes with anything but them.
        guard text.contains(where: { $0.value >= 0x300 }) else { return Array(text) }
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count)
        var starter: Int?
        var classBefore: UInt8 = 0
        for scalar in decomposed(text) {
            let ownClass = combiningClass(scalar)
            if let place = starter, place == result.count - 1 || classBefore < ownClass,
                let whole = composition(result[place], scalar)
            {
                result[place] = whole
                continue
            }
            if ownClass == 0 { starter = result.count }
            classBefore = ownClass
            result.append(scalar)
        }
        return result
    }

    /// NFD.
    static func decomposed(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        guard text.contains(where: { $0.value >= 0xC0 }) else { return Array(text) }
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count)
        var marks: [(class: UInt8, scalar: Unicode.Scalar)] = []
        func endMarks() {
            // Sorting is stable in fact, yet not by promise.
            let order = marks.indices.sorted { (marks[$0].class, $0) < (marks[$1].class, $1) }
            result.append(contentsOf: order.map { marks[$0].scalar })
            marks.removeAll(keepingCapacity: true)
        }
        func append(_ scalar: Unicode.Scalar) {
            let ownClass = combiningClass(scalar)
            if ownClass > 0 { return marks.append((ownClass, scalar)) }
            if !marks.isEmpty { endMarks() }
            result.append(scalar)
        }
        for scalar in text {
            if scalar.value < 0xC0 {
                append(scalar)
            } else if let syllable = Hangul.parts(of: scalar) {
                syllable.forEach(append)
            } else if let parts = CanonicalMappings.shared.decomposition(of: scalar) {
                parts.forEach(append)
            } else {
                append(scalar)
            }
        }
        endMarks()
        return result
    }

    private static func composition(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        Hangul.whole(first, second) ?? CanonicalMappings.shared.composition(first, second)
    }

    private static func combiningClass(_ scalar: Unicode.Scalar) -> UInt8 {
        guard scalar.value >= 0x300, scalar.isAssigned(in: UnicodeVersion.normalization) else { return 0 }
        return scalar.properties.canonicalCombiningClass.rawValue
    }
}

/// Hangul syllables are composed by arithmetic (The Unicode Standard, section 3.12).
private enum Hangul {
    private static let syllables: UInt32 = 0xAC00
    private static let leads: UInt32 = 0x1100
    private static let vowels: UInt32 = 0x1161
    private static let trails: UInt32 = 0x11A7

    static func parts(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        guard (syllables..<syllables + 11_172).contains(scalar.value) else { return nil }
        let index = scalar.value - syllables
        let parts = [leads + index / 588, vowels + index % 588 / 28] + (index % 28 == 0 ? [] : [trails + index % 28])
        return parts.compactMap(Unicode.Scalar.init)
    }

    static func whole(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        if (leads..<leads + 19).contains(first.value), (vowels..<vowels + 21).contains(second.value) {
            return Unicode.Scalar(syllables + ((first.value - leads) * 21 + second.value - vowels) * 28)
        }
        if (syllables..<syllables + 11_172).contains(first.value), (first.value - syllables) % 28 == 0,
            (trails + 1..<trails + 28).contains(second.value)
        {
            return Unicode.Scalar(first.value + second.value - trails)
        }
        return nil
    }
}
