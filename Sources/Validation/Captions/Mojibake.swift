/// UTF-8 that was read as Windows' code page 1252, or as Latin-1, and written again.
enum Mojibake {
    /// Where two or more characters are the bytes of one that they were; nil for a sound text.
    ///
    /// Only what texts are full of counts: letters of Latin scripts and punctuation, and of other scripts two in a row. By
    /// chance `Ü“` is the UTF-8 of a Syriac letter.
    static func first(in scalars: [Unicode.Scalar]) -> Int? {
        var place = 0
        while place < scalars.count {
            guard scalars[place].value >= 0xc2, let (scalar, length) = decoded(scalars, place) else {
                // `Ã` behind a small letter has lost what follows it, a no-break space that became a blank.
                if scalars[place] == "\u{c3}", place > 0, scalars[place - 1].properties.isLowercase { return place }
                place += 1
                continue
            }
            if isUsual(scalar, scalars[place + 1]) { return place }
            if isForeign(scalar), let (next, _) = decoded(scalars, place + length), isForeign(next) { return place }
            place += 1
        }
        return nil
    }

    /// The scalar whose UTF-8 begins at a place, and of how many bytes.
    private static func decoded(_ scalars: [Unicode.Scalar], _ place: Int) -> (scalar: UInt32, length: Int)? {
        guard place < scalars.count, let lead = byte(scalars[place]) else { return nil }
        let length: Int
        switch lead {
        case 0xc2...0xdf: length = 2
        case 0xe0...0xef: length = 3
        case 0xf0...0xf4: length = 4
        default: return nil
        }
        guard place + length <= scalars.count else { return nil }
        var value = UInt32(lead) & (0x7f >> UInt32(length))
        for offset in 1..<length {
            guard let next = byte(scalars[place + offset]), next & 0xc0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next & 0x3f)
        }
        return (value, length)
    }

    /// The byte that code page 1252 has for a scalar; Latin-1's where it has none.
    private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if let byte = UInt8(exactly: scalar.value) { return byte }
        return upper.firstIndex(of: scalar.value).map { UInt8(0x80 + $0) }
    }

    /// Code page 1252 from 0x80 to 0x9f; 0 for what it leaves out.
    private static let upper: [UInt32] = [
        0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0,
        0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
    ]

    /// - Parameter second: the second character as it stands. Quotation marks stand behind `Ä` and `Å` in sound texts too.
    private static func isUsual(_ scalar: UInt32, _ second: Unicode.Scalar) -> Bool {
        switch scalar {
        case 0xa0...0xff: true
        case 0x100...0x17f: ![0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e, 0x2026, 0xbb].contains(second.value)
        case 0x2010...0x2026, 0x20ac, 0x2122: true
        default: false
        }
    }

    private static func isForeign(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x370...0x52f, 0x590...0x6ff, 0x900...0xdff, 0xe00...0xeff, 0x3040...0x30ff, 0x4e00...0x9fff,
            0xac00...0xd7af:
            true
        default: false
        }
    }
}
