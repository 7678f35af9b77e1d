/// Reads JSON values (RFC 8259) from bytes, of which there may be more to come.
///
/// The bytes are passed to each method, because a value that keeps a span cannot be kept itself.
struct JSONParser {
    /// The next byte to look at.
    private(set) var position: Int
    /// The line ends that were stepped over; strings cannot hold any.
    private(set) var lineEnds = 0
    private let keys: JSONKeys?

    /// Deeper nesting would only serve to exhaust the stack.
    private static let deepest = 64

    /// - Parameters:
    ///   - position: where to begin.
    ///   - keys: the keys of objects to keep, at any depth; nil keeps all.
    init(position: Int = 0, keys: JSONKeys? = nil) {
        self.position = position
        self.keys = keys
    }

    /// The one value that all these bytes are.
    mutating func document(_ bytes: Span<UInt8>) throws(JSONProblem) -> JSONValue {
        let value = try value(bytes)
        while position < bytes.count {
            guard Self.isSpace(bytes[position]) else { throw .malformed("something stands behind the value") }
            position += 1
        }
        return value
    }

    /// The value that begins at the position, behind white space; the position comes to lie behind it.
    /// - Parameter keep: false steps over the value and gives null.
    mutating func value(_ bytes: Span<UInt8>, keep: Bool = true, depth: Int = 0) throws(JSONProblem) -> JSONValue {
        guard depth < Self.deepest else { throw .malformed("nested too deeply") }
        switch try skipSpace(bytes) {
        case UInt8(ascii: "{"): return try object(bytes, keep: keep, depth: depth)
        case UInt8(ascii: "["): return try list(bytes, keep: keep, depth: depth)
        case UInt8(ascii: "\""):
            let text = try text(bytes, keep: keep)
            return keep ? .text(text) : .null
        case UInt8(ascii: "t"): return try word("true", .bool(true), bytes)
        case UInt8(ascii: "f"): return try word("false", .bool(false), bytes)
        case UInt8(ascii: "n"): return try word("null", .null, bytes)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(bytes, keep: keep)
        default: throw .malformed("expected a value")
        }
    }

    /// Steps to the next byte that is no white space, and gives it.
    mutating func skipSpace(_ bytes: Span<UInt8>) throws(JSONProblem) -> UInt8 {
        while position < bytes.count {
            let byte = bytes[position]
            guard Self.isSpace(byte) else { return byte }
            if byte == 0x0A { lineEnds += 1 }
            position += 1
        }
        throw .incomplete
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    private mutating func object(_ bytes: Span<UInt8>, keep: Bool, depth: Int) throws(JSONProblem) -> JSONValue {
        position += 1
        var members: [JSONValue.Member] = []
        if try skipSpace(bytes) == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        if keep { members.reserveCapacity(min(keys?.count ?? 4, 8)) }
        while true {
            guard try skipSpace(bytes) == UInt8(ascii: "\"") else { throw .malformed("expected a key in quotes") }
            let key = try key(bytes, keep: keep)
            guard try skipSpace(bytes) == UInt8(ascii: ":") else { throw .malformed("expected ':' behind a key") }
            position += 1
            let value = try value(bytes, keep: key != nil, depth: depth + 1)
            if let key { members.append(.init(key: key, value: value)) }
            let next = try skipSpace(bytes)
            position += 1
            if next == UInt8(ascii: "}") { return .object(members) }
            guard next == UInt8(ascii: ",") else { throw .malformed("expected ',' or '}'") }
        }
    }

    /// A key, nil where nobody wants it.
    private mutating func key(_ bytes: Span<UInt8>, keep: Bool) throws(JSONProblem) -> String? {
        guard keep, let keys else {
            let text = try text(bytes, keep: keep)
            return keep ? text : nil
        }
        let start = position
        let hasEscapes = try skipText(bytes)
        guard hasEscapes else { return keys.name(bytes, start + 1..<position - 1) }
        position = start
        let text = try text(bytes, keep: true)
        return keys.contains(text) ? text : nil
    }

    private mutating func list(_ bytes: Span<UInt8>, keep: Bool, depth: Int) throws(JSONProblem) -> JSONValue {
        position += 1
        var values: [JSONValue] = []
        if try skipSpace(bytes) == UInt8(ascii: "]") {
            position += 1
            return .list(values)
        }
        while true {
            let value = try value(bytes, keep: keep, depth: depth + 1)
            if keep { values.append(value) }
            let next = try skipSpace(bytes)
            position += 1
            if next == UInt8(ascii: "]") { return .list(values) }
            guard next == UInt8(ascii: ",") else { throw .malformed("expected ',' or ']'") }
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue, _ bytes: Span<UInt8>) throws(JSONProblem)
        -> JSONValue
    {
        for letter in word.utf8 {
            guard position < bytes.count else { throw .incomplete }
            guard bytes[position] == letter else { throw .malformed("expected a value") }
            position += 1
        }
        return value
    }

    /// A number's digits as they are written. One that the bytes end with is incomplete: more digits may follow.
    private mutating func number(_ bytes: Span<UInt8>, keep: Bool) throws(JSONProblem) -> JSONValue {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let whole = position
        try digits(bytes)
        if bytes[whole] == UInt8(ascii: "0"), position > whole + 1 {
            throw .malformed("a number begins with 0")
        }
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits(bytes)
        }
        if bytes[position] == UInt8(ascii: "e") || bytes[position] == UInt8(ascii: "E") {
            position += 1
            guard position < bytes.count else { throw .incomplete }
            if bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") { position += 1 }
            try digits(bytes)
        }
        return keep ? .number(try string(bytes, start..<position)) : .null
    }

    /// Steps over digits, at least one, to a byte that is none.
    private mutating func digits(_ bytes: Span<UInt8>) throws(JSONProblem) {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        guard position < bytes.count else { throw .incomplete }
        guard position > start else { throw .malformed("expected a digit") }
    }
}

// MARK: - Texts

extension JSONParser {
    /// A text in quotes; empty when it is not kept.
    private mutating func text(_ bytes: Span<UInt8>, keep: Bool) throws(JSONProblem) -> String {
        let start = position + 1
        let hasEscapes = try skipText(bytes)
        guard keep else { return "" }
        guard hasEscapes else { return try string(bytes, start..<position - 1) }
        return try JSONEscapes.decode(bytes, start..<position - 1)
    }

    /// Steps over a text and its quotes.
    /// - Returns: whether there are escapes in it.
    private mutating func skipText(_ bytes: Span<UInt8>) throws(JSONProblem) -> Bool {
        var index = position + 1
        var hasEscapes = false
        while index < bytes.count {
            index = JSONText.skipPlain(bytes, from: index)
            guard index < bytes.count else { break }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                position = index + 1
                return hasEscapes
            }
            if byte < 0x20 { throw .malformed("a control character stands in a text") }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                index += 1
            }
            index += 1
        }
        throw .incomplete
    }

    private func string(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(JSONProblem) -> String {
        guard let text = String(utf8: bytes.extracting(range)) else { throw .malformed("a text is not UTF-8") }
        return text
    }
}
