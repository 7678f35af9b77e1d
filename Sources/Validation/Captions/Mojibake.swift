/// UTF-8 that was read as one of Windows' code pages, or as Latin-1, and written again.
enum Mojibake {
    /// Where two or more characters are the bytes of one that they were; nil for a sound text.
    static func first(in scalars: [Unicode.Scalar]) -> Int? {
        if let place = latin(in: scalars) { return place }
        // In the other pages letters of sound texts follow each other like this once in a while, but not again and again.
        for page in [CodePage.centralEuropean, .cyrillic] {
            let places = all(in: scalars, page)
            if let first = places.first, places.count >= (page.isCyrillic ? 3 : 2) { return first }
        }
        return nil
    }

    private static func all(in scalars: [Unicode.Scalar], _ page: CodePage) -> [Int] {
        var places: [Int] = []
        var place = 0
        while place < scalars.count {
            if let (scalar, length) = decoded(scalars, place, page), isFromPage(scalar, page) {
                places.append(place)
                place += length
            } else {
                place += 1
            }
        }
        // Cyrillic texts are full of the letters that begin such pairs: nearly all of them must be pairs.
        let letters = scalars.count { $0.value >= 0x80 }
        return 4 * places.count >= letters ? places : []
    }

    private static func isFromPage(_ scalar: UInt32, _ page: CodePage) -> Bool {
        switch scalar {
        case 0xc0...0x17f, 0x2013...0x2026: true
        case 0x400...0x45f: page.isCyrillic
        default: false
        }
    }

    /// The same for code page 1252 and Latin-1, of which one place says enough.
    ///
    /// Only what texts are full of counts: letters of Latin scripts and punctuation, and of other scripts two in a row. By
    /// chance `Ü“` is the UTF-8 of a Syriac letter.
    private static func latin(in scalars: [Unicode.Scalar]) -> Int? {
        var place = 0
        while place < scalars.count {
            guard scalars[place].value >= 0xc2, let (scalar, length) = decoded(scalars, place, .western) else {
                // `Ã` behind a small letter has lost what follows it, a no-break space that became a blank.
                if scalars[place] == "\u{c3}", place > 0, scalars[place - 1].properties.isLowercase { return place }
                place += 1
                continue
            }
            if isUsual(scalar, scalars[place + 1]) { return place }
            if isForeign(scalar), let (next, _) = decoded(scalars, place + length, .western), isForeign(next) {
                return place
            }
            place += 1
        }
        return nil
    }

    /// The scalar whose UTF-8 begins at a place, and of how many bytes.
    private static func decoded(_ scalars: [Unicode.Scalar], _ place: Int, _ page: CodePage) -> (
        scalar: UInt32, length: Int
    )? {
        guard place < scalars.count, let lead = page.byte(scalars[place]) else { return nil }
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
            guard let next = page.byte(scalars[place + offset]), next & 0xc0 == 0x80 else { return nil }
            value = value << 6 | UInt32(next & 0x3f)
        }
        return (value, length)
    }

    /// - Parameter second: the second character as it stands. Quotation marks stand behind `Ä` and `Å` in sound texts too.
    private static func isUsual(_ scalar: UInt32, _ second: Unicode.Scalar) -> Bool {
        switch scalar {
        case 0xa0...0xff: true
        case 0x100...0x17f:
            ![0x2018, 0x2019, 0x201a, 0x201c, 0x201d, 0x201e, 0x2013, 0x2014, 0x2026, 0xbb].contains(second.value)
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
