import Foundation

/// What changes of encoding, and programs that wrote or read a text, have left in it.
struct TextDamage: Sendable {
    /// The rules that hold, each with the part of the text that shows it.
    private(set) var found: [(rule: Rule, part: String)] = []

    init(_ text: String) {
        // Nearly all texts have none of the bytes that could begin something.
        guard text.utf8.contains(where: TextDamage.isSuspicious) else { return }
        let scalars = Array(text.unicodeScalars)
        note(.replacementCharacter, TextDamage.replacement(scalars), scalars)
        note(.controlCharacter, TextDamage.control(scalars), scalars)
        note(.byteOrderMark, scalars.firstIndex { $0 == "\u{feff}" }, scalars)
        note(.mixedScripts, TextDamage.mixedScripts(scalars), scalars)
        if scalars.contains(where: { (0x300...0x36f).contains($0.value) }) {
            note(.decomposed, TextDamage.decomposed(scalars), scalars)
        }
        note(.mojibake, Mojibake.first(in: scalars), scalars)
        if text.utf8.contains(UInt8(ascii: "&")) || text.utf8.contains(UInt8(ascii: "<")),
            let match = text.firstMatch(of: TextDamage.html)
        {
            found.append((.htmlEntity, String(match.output)))
        }
        if text.utf8.contains(UInt8(ascii: "\\")) || text.utf8.contains(UInt8(ascii: "%")),
            let match = text.firstMatch(of: TextDamage.escape)
        {
            found.append((.escapeSequence, String(match.output)))
        }
    }

    private static var html: Regex<Substring> {
        /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,10});|<\/?(?:br|p|b|i|em|strong|span|div|a|u|li|ul|font)(?:\s[^>]*)?\/?>/
    }

    /// A lone `\n` behind a letter may be a path's: `C:\new`.
    private static var escape: Regex<Substring> {
        /\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|["'])|\\[nrt](?=\s|$|\p{Lu})|\s\\[nrt]|%20|(?:%[0-9A-F]{2}){2,}/
    }

    private mutating func note(_ rule: Rule, _ place: Int?, _ scalars: [Unicode.Scalar]) {
        guard let place else { return }
        var part = String.UnicodeScalarView()
        part.append(contentsOf: scalars[max(0, place - 8)..<min(scalars.count, place + 8)])
        found.append((rule, String(part)))
    }

    private static func isSuspicious(_ byte: UInt8) -> Bool {
        switch byte {
        case ..<0x20, 0x7f...: true
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: "?"): true
        default: false
        }
    }

    /// A control character, one that turns the direction of letters round, or a break without width between letters of
    /// scripts that need none.
    private static func control(_ scalars: [Unicode.Scalar]) -> Int? {
        scalars.indices.first { place in
            switch scalars[place].value {
            case ..<0x20, 0x7f..<0xa0, 0x2028, 0x2029, 0x202d, 0x202e, 0xfff9...0xfffb: true
            case 0x200b: !([place - 1, place + 1].contains { scalars.indices.contains($0) && isUnspaced(scalars[$0]) })
            default: false
            }
        }
    }

    /// Thai, Lao, Burmese and Khmer mark where words end by breaks without width.
    private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xe00...0xeff, 0x1000...0x109f, 0x1780...0x17ff: true
        default: false
        }
    }

    /// A word of Latin letters and of Cyrillic or Greek ones.
    private static func mixedScripts(_ scalars: [Unicode.Scalar]) -> Int? {
        var (latin, other) = (false, false)
        for (place, scalar) in scalars.enumerated() {
            switch scalar.value {
            case 0x41...0x5a, 0x61...0x7a, 0xc0...0x24f: latin = true
            // Without the micro sign's and the ohm's kin, which stand beside Latin letters.
            case 0x391...0x3a8, 0x3b1...0x3bb, 0x3bd...0x3c9, 0x400...0x52f: other = true
            default: (latin, other) = (false, false)
            }
            if latin, other { return place }
        }
        return nil
    }

    /// A letter and an accent of which there is one character.
    private static func decomposed(_ scalars: [Unicode.Scalar]) -> Int? {
        scalars.indices.dropFirst().first { place in
            guard (0x300...0x36f).contains(scalars[place].value) else { return false }
            var two = String.UnicodeScalarView()
            two.append(contentsOf: [scalars[place - 1], scalars[place]])
            return String(two).precomposedStringWithCanonicalMapping.unicodeScalars.count == 1
        }
    }

    /// A replacement character, or a question mark between two small letters.
    private static func replacement(_ scalars: [Unicode.Scalar]) -> Int? {
        scalars.indices.first { index in
            switch scalars[index] {
            case "\u{fffd}": true
            case "?":
                index > 0 && index + 1 < scalars.count && scalars[index - 1].properties.isLowercase
                    && scalars[index + 1].properties.isLowercase
            default: false
            }
        }
    }
}
