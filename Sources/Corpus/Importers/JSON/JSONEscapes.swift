/// The escapes in JSON texts (RFC 8259, section 7).
enum JSONEscapes {
    /// The text between two quotes.
    static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONProblem) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\") else {
                result.append(bytes[index])
                index += 1
                continue
            }
            // A text ends at a quote without a backslash, so that something follows this one.
            let letter = bytes[index + 1]
            index += 2
            if letter == UInt8(ascii: "u") {
                let scalar = try scalar(bytes, &index, range.upperBound)
                result.append(contentsOf: Character(scalar).utf8)
            } else {
                result.append(try character(letter))
            }
        }
        guard let text = String(utf8: result.span) else { throw .malformed("a text is not UTF-8") }
        return text
    }

    private static func character(_ letter: UInt8) throws(JSONProblem) -> UInt8 {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return letter
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        default: throw .malformed("an unknown escape stands in a text")
        }
    }

    /// The character of `\uXXXX`, or of a surrogate pair of them; the index comes from behind the `u`.
    private static func scalar(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(JSONProblem)
        -> Unicode.Scalar
    {
        let first = try fourDigits(bytes, &index, end)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, end - index >= 2, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { throw .malformed("half of a surrogate pair stands in a text") }
        index += 2
        let second = try fourDigits(bytes, &index, end)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw .malformed("half of a surrogate pair stands in a text") }
        return scalar
    }

    private static func fourDigits(_ bytes: Span<UInt8>, _ index: inout Int, _ end: Int) throws(JSONProblem) -> UInt32 {
        var value: UInt32 = 0
        guard end - index >= 4 else { throw .malformed("an escape lacks its four digits") }
        for _ in 0..<4 {
            switch bytes[index] {
            case let byte where (0x30...0x39).contains(byte): value = value << 4 | UInt32(byte - 0x30)
            case let byte where (0x41...0x46).contains(byte): value = value << 4 | UInt32(byte - 0x41 + 10)
            case let byte where (0x61...0x66).contains(byte): value = value << 4 | UInt32(byte - 0x61 + 10)
            default: throw .malformed("an escape lacks its four digits")
            }
            index += 1
        }
        return value
    }
}
