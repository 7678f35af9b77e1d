/// A strict reader of JSON (RFC 8259), value by value, which keeps nothing of what it has read. Files that are no documents of
/// a user's, but data of any size, are read with it; keys come as they stand, twice too.
public struct JSONScanner {
    /// What is not JSON.
    public struct Broken: Error {
        /// What was expected, in words.
        public let expected: String
        /// The byte, from 0, at which it was.
        public let position: Int

        public init(expected: String, position: Int) {
            (self.expected, self.position) = (expected, position)
        }
    }

    private let bytes: [UInt8]
    /// The byte, from 0, that comes next.
    public private(set) var position = 0
    private var depth = 0

    /// Deeper nesting than any such file has would only serve to exhaust the stack.
    private static let deepest = 64

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func broken(_ expected: String) -> Broken { Broken(expected: expected, position: position) }

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

    /// The first byte of the value that comes next, nil at the end.
    public mutating func peek() -> Unicode.Scalar? {
        skipSpace()
        return current.map { Unicode.Scalar($0) }
    }

    /// Reads an object; `body` reads the value of each key.
    /// - Throws: ``Broken``, and what `body` throws.
    public mutating func object(_ body: ([UInt8], inout JSONScanner) throws -> Void) throws {
        guard take("{") else { throw broken("'{'") }
        if take("}") { return }
        try nested { scanner in
            repeat {
                guard let key = try scanner.text() else { throw scanner.broken("a key") }
                guard scanner.take(":") else { throw scanner.broken("':'") }
                try body(key, &scanner)
            } while scanner.take(",")
        }
        guard take("}") else { throw broken("',' or '}'") }
    }

    /// Reads a list; `body` reads each of its values.
    /// - Throws: ``Broken``, and what `body` throws.
    public mutating func list(_ body: (inout JSONScanner) throws -> Void) throws {
        guard take("[") else { throw broken("'['") }
        if take("]") { return }
        try nested { scanner in
            repeat { try body(&scanner) } while scanner.take(",")
        }
        guard take("]") else { throw broken("',' or ']'") }
    }

    private mutating func nested(_ body: (inout JSONScanner) throws -> Void) throws {
        depth += 1
        guard depth < Self.deepest else { throw broken("less nesting") }
        try body(&self)
        depth -= 1
    }

    /// Reads nothing but space up to the end.
    public mutating func end() throws {
        skipSpace()
        if position < bytes.count { throw broken("the end") }
    }

    /// Reads a null.
    public mutating func null() throws { try word("null") }

    /// Reads a true or a false.
    public mutating func bool() throws -> Bool {
        let value = peek() == "t"
        try word(value ? "true" : "false")
        return value
    }

    /// Reads a number, as it is written.
    public mutating func number() throws -> ArraySlice<UInt8> {
        skipSpace()
        let start = position
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
        return bytes[start..<position]
    }

    /// Reads a value of any kind and forgets it.
    public mutating func skip() throws {
        switch peek() {
        case "{": try object { _, scanner in try scanner.skip() }
        case "[": try list { try $0.skip() }
        case "\"": _ = try text()
        case "t", "f": _ = try bool()
        case "n": try null()
        default: _ = try number()
        }
    }

    private mutating func word(_ word: StaticString) throws {
        skipSpace()
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
}

// MARK: - Texts

extension JSONScanner {
    /// Reads a text; nil where something else comes. Its bytes are UTF-8 where the file's are.
    public mutating func text() throws -> [UInt8]? {
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
        return result
    }

    /// Reads a text; nil where something else comes.
    /// - Throws: ``Broken`` for what is not UTF-8, too.
    public mutating func string() throws -> String? {
        guard let text = try text() else { return nil }
        return try string(text)
    }

    /// A key as a text.
    /// - Throws: ``Broken`` for what is not UTF-8.
    public func string(_ text: [UInt8]) throws -> String {
        guard let string = String(validating: text, as: UTF8.self) else { throw broken("UTF-8 before the text's end") }
        return string
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
