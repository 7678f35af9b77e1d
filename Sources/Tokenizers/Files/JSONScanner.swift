import Documents

/// A strict reader of JSON (RFC 8259) over bytes that are known to be UTF-8.
struct JSONScanner {
    private let bytes: [UInt8]
    private let file: String
    private var position = 0

    /// Deeper nesting than any tokenizer has would only serve to exhaust the stack.
    private static let deepest = 64

    init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    /// The file's one value.
    mutating func document() throws -> JSON {
        let value = try value(depth: 0)
        skipSpace()
        if position < bytes.count { throw error("the end of the file") }
        return value
    }

    private func error(_ expected: String) -> InputError {
        let line = bytes[..<min(position, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
        return InputError(
            file: file, line: line, "not readable as JSON: expected \(expected) at byte \(position)",
            remedy: "mend it, or fetch the file again")
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

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

    private mutating func value(depth: Int) throws -> JSON {
        guard depth < Self.deepest else { throw error("less nesting") }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object(depth: Int) throws -> JSON {
        position += 1
        var entries: [(key: [UInt8], value: JSON)] = []
        if take("}") { return .object(entries) }
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw error("a key") }
            let key = try text()
            guard take(":") else { throw error("':'") }
            entries.append((key, try value(depth: depth + 1)))
        } while take(",")
        guard take("}") else { throw error("',' or '}'") }
        return .object(entries)
    }

    private mutating func list(depth: Int) throws -> JSON {
        position += 1
        var values: [JSON] = []
        if take("]") { return .list(values) }
        repeat { values.append(try value(depth: depth + 1)) } while take(",")
        guard take("]") else { throw error("',' or ']'") }
        return .list(values)
    }

    private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
        guard bytes[position...].starts(with: word.utf8) else { throw error("a value") }
        position += word.utf8.count
        return value
    }

    private mutating func digits() throws {
        let start = position
        while let byte = current, (0x30...0x39).contains(byte) { position += 1 }
        if position == start { throw error("a value") }
    }

    private mutating func number() throws -> Double {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        let first = current
        let whole = position
        try digits()
        if first == UInt8(ascii: "0"), position > whole + 1 { throw error("a number without leading zeros") }
        if current == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        guard let number = Double(String(decoding: bytes[start..<position], as: UTF8.self)), number.isFinite else {
            throw error("a number in range")
        }
        return number
    }

    private mutating func text() throws -> [UInt8] {
        position += 1
        var result: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return result
            case UInt8(ascii: "\\"):
                position += 1
                result.append(contentsOf: String(try escape()).utf8)
            case ..<0x20: throw error("an escape instead of a control character")
            default:
                result.append(byte)
                position += 1
            }
        }
        throw error("the text's closing quote")
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
        default: throw error("an escape")
        }
    }

    /// Leaves the position on the escape's last digit.
    private mutating func unicodeEscape() throws -> Unicode.Scalar {
        let high = try fourDigits()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, bytes[(position + 1)...].starts(with: "\\u".utf8) else { throw error("a surrogate pair") }
        position += 2
        let low = try fourDigits()
        guard (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { throw error("a surrogate pair") }
        return scalar
    }

    /// Starts on the `u`, ends on the last digit.
    private mutating func fourDigits() throws -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            position += 1
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw error("four hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
