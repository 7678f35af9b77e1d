import Foundation

/// The characters that decompose canonically, and the pairs that compose, in the reference's version of Unicode.
///
/// They are asked of Foundation one character at a time. Of longer texts Foundation on Linux gives forms that are not
/// canonical: long runs of marks, Hangul's rarer jamo, and letters beyond U+FFFF among them.
struct CanonicalMappings: Sendable {
    static let shared = CanonicalMappings()

    private var decompositions: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    private var compositions: [UInt64: Unicode.Scalar] = [:]

    /// Where characters with decompositions are, Hangul syllables aside.
    private static let blocks: [ClosedRange<UInt32>] = [
        0xC0...0x30FF, 0xF900...0xFB4E, 0x11000...0x11FFF, 0x1D15E...0x1D1C0, 0x2F800...0x2FA1D,
    ]

    private init() {
        for scalar in Self.blocks.joined().compactMap(Unicode.Scalar.init)
        where scalar.isAssigned(in: UnicodeVersion.normalization) {
            let text = String(scalar)
            let parts = Array(text.decomposedStringWithCanonicalMapping.unicodeScalars)
            guard parts != [scalar] else { continue }
            decompositions[scalar] = parts
            // One that its own form does not give back is excluded from composition.
            guard parts.count > 1, Array(text.precomposedStringWithCanonicalMapping.unicodeScalars) == [scalar] else {
                continue
            }
            let front = String(String.UnicodeScalarView(parts.dropLast())).precomposedStringWithCanonicalMapping
            if let first = front.unicodeScalars.first, front.unicodeScalars.count == 1, let last = parts.last {
                compositions[Self.key(first, last)] = scalar
            }
        }
    }

    /// The full decomposition of a character that has one.
    func decomposition(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        Self.blocks.contains { $0.contains(scalar.value) } ? decompositions[scalar] : nil
    }

    /// The character that two compose to.
    func composition(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        // The second of every pair is a mark, or a vowel sign beyond U+0300.
        second.value < 0x300 ? nil : compositions[Self.key(first, second)]
    }

    private static func key(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> UInt64 {
        UInt64(first.value) << 32 | UInt64(second.value)
    }
}
