/// A strict reader of the JSON of a safetensors header (RFC 8259), which takes no more memory than its texts do.
struct HeaderScanner {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    /// Deeper nesting than any header has would only serve to exhaust the stack.
    private static let deepest = 64

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func broken(_ expected: String) -> SafetensorsHeader.Unsound {
        SafetensorsHeader.Unsound(problem: "the header is no JSON: expected \(expected) at byte \(position + 8)")
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Steps over a byte if it comes next.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Whether an object begins here.
    var isAtObject: Bool {
        var ahead = self
        return ahead.take("{")
    }

    /// Reads an object; `body` reads the value of each key.
    mutating func object(_ body: (String, inout HeaderScanner) throws -> Void) throws {
        guard take("{") else { throw broken("'{'") }
        if take("}") { return }
        repeat {
            guard let key = try text() else { throw broken("a key") }
            guard take(":") else { throw broken("':'") }
            try body(key, &self)
        } while take(",")
        guard take("}") else { throw broken("',' or '}'") }
    }

    /// Reads nothing but space up to the end.
    mutating func end() throws {
        skipSpace()
        if position < bytes.count { throw broken("the end of the header") }
    }

    /// Reads a null if there is one.
    mutating func null() throws -> Bool {
        skipSpace()
        guard current == UInt8(ascii: "n") else { return false }
        try word("null")
        return true
    }

    /// Reads a list of whole numbers that are not negative; nil where it is another list, or a longer one than `most`.
    mutating func numbers(most: Int) throws -> [Int]? {
        guard take("[") else { throw broken("'['") }
        var numbers: [Int] = []
        if take("]") { return numbers }
        repeat {
            skipSpace()
            let start = position
            try number()
            // Of digits alone; -0, 1.0 and 1e3 are no whole numbers to the reference library either.
            let digits = bytes[start..<position]
            guard numbers.count < most, digits.allSatisfy({ (0x30...0x39).contains($0) }),
                let value = Int(String(decoding: digits, as: UTF8.self))
            else { return nil }
            numbers.append(value)
        } while take(",")
        guard take("]") else { throw broken("',' or ']'") }
        return numbers
    }

    /// Reads a value of any kind and forgets it.
    mutating func skip(depth: Int = 0) throws {
        guard depth < Self.deepest else { throw broken("less nesting") }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): try object { _, scanner in try scanner.skip(depth: depth + 1) }
        case UInt8(ascii: "["):
            position += 1
            if take("]") { return }
            repeat { try skip(depth: depth + 1) } while take(",")
            guard take("]") else { throw broken("',' or ']'") }
        case UInt8(ascii: "\""): _ = try text()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    private mutating func word(_ word: StaticString) throws {
        for index in 0..<word.utf8CodeUnitCount {
            guard current == word.utf8Start[index] else { throw broken("a value") }
            position += 1
        }
    }

    private mutating func digits() throws {
        let start = position
        while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
        if position == start { throw broken("a value") }
    }

    private mutating func number() throws {
        if current == UInt8(ascii: "-") { position += 1 }
        let (first, whole) = (current, position)
        try digits()
        if first == UInt8(ascii: "0"), position > whole + 1 { throw broken("a number without leading zeros") }
        if current == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
    }
}

// MARK: - Texts

extension HeaderScanner {
    /// Reads a text; nil where something else comes.
    mutating func text() throws -> String? {
        guard take("\"") else { return nil }
        let start = position
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        var result = Array(bytes[start..<position])
        while let byte = current, byte != UInt8(ascii: "\"") {
            position += 1
            if byte == UInt8(ascii: "\\") {
                result.append(contentsOf: String(try escape()).utf8)
            } else {
                guard byte >= 0x20 else { throw broken("an escape instead of a control character") }
                result.append(byte)
            }
        }
        guard take("\"") else { throw broken("the text's closing quote") }
        guard let text = String(validating: result, as: UTF8.self) else { throw broken("UTF-8 before the text's end") }
        return text
    }

    private mutating func escape() throws -> Unicode.Scalar {
        defer { position += 1 }
        switch current {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw broken("an escape")
        }
    }

    /// Leaves the position on the escape's last digit.
    private mutating func unicodeEscape() throws -> Unicode.Scalar {
        let high = try fourDigits()
        if let scalar = Unicode.Scalar(high) { return scalar }
        position += 1
        guard high < 0xDC00, current == UInt8(ascii: "\\") else { throw broken("a surrogate pair") }
        position += 1
        guard current == UInt8(ascii: "u") else { throw broken("a surrogate pair") }
        let low = try fourDigits()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw broken("a surrogate pair") }
        return scalar
    }

    /// Starts on the `u`, ends on the last digit.
    private mutating func fourDigits() throws -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            position += 1
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw broken("four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
