import Documents

/// A JSON value whose texts are UTF-8 bytes and whose objects keep every key: a Swift dictionary of strings would merge
/// pieces of a vocabulary that are canonically equal, such as the two forms of "é".
enum JSON: Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text([UInt8])
    case list([JSON])
    case object([(key: [UInt8], value: JSON)])

    /// Reads a value.
    /// - Throws: ``JSONScanner/Broken``.
    init(_ scanner: inout JSONScanner) throws {
        switch scanner.peek() {
        case "{":
            var entries: [(key: [UInt8], value: JSON)] = []
            try scanner.object { key, scanner in entries.append((key, try JSON(&scanner))) }
            self = .object(entries)
        case "[":
            var values: [JSON] = []
            try scanner.list { values.append(try JSON(&$0)) }
            self = .list(values)
        case "t", "f": self = .bool(try scanner.bool())
        case "n":
            try scanner.null()
            self = .null
        default:
            if let text = try scanner.text() {
                self = .text(text)
                return
            }
            let position = scanner.position
            guard let number = Double(String(decoding: try scanner.number(), as: UTF8.self)), number.isFinite else {
                throw JSONScanner.Broken(expected: "a number in range", position: position)
            }
            self = .number(number)
        }
    }
}

/// A place in a JSON file: the value, and the path of keys that leads to it, for complaints.
struct JSONNode {
    let file: String
    let key: String
    let value: JSON

    /// Reads a file.
    init(file: String) throws {
        let bytes = try TextFile.bytes(file)
        var scanner = JSONScanner(bytes)
        do {
            let value = try JSON(&scanner)
            try scanner.end()
            self.init(file: file, key: "", value: value)
        } catch let broken as JSONScanner.Broken {
            let line = bytes.prefix(broken.position).count { $0 == UInt8(ascii: "\n") } + 1
            throw InputError(
                file: file, line: line,
                "not readable as JSON: expected \(broken.expected) at byte \(broken.position)",
                remedy: "mend it, or fetch the file again")
        }
    }

    private init(file: String, key: String, value: JSON) {
        self.file = file
        self.key = key
        self.value = value
    }

    func error(_ problem: String, remedy: String) -> InputError {
        InputError(file: file, key: key.isEmpty ? nil : key, problem, remedy: remedy)
    }

    /// The form is one that JSON allows and Tessera does not read.
    func unsupported(_ supported: String) -> InputError {
        error("this form is not supported", remedy: "supported here: \(supported)")
    }

    private func child(_ name: String, _ value: JSON) -> JSONNode {
        JSONNode(file: file, key: key.isEmpty ? name : "\(key).\(name)", value: value)
    }

    /// The keys and values of an object; where a key stands twice the last one counts, so callers take them in order.
    func entries() throws -> [(key: [UInt8], value: JSONNode)] {
        guard case .object(let entries) = value else { throw error("expected an object", remedy: "write {...} here") }
        return entries.map { ($0.key, child(String(decoding: $0.key, as: UTF8.self), $0.value)) }
    }

    /// The value of a key; a JSON null where there is none.
    subscript(_ name: String) -> JSONNode {
        guard case .object(let entries) = value, let entry = entries.last(where: { $0.key.elementsEqual(name.utf8) })
        else { return child(name, .null) }
        return child(name, entry.value)
    }

    var isNull: Bool { if case .null = value { true } else { false } }

    func list() throws -> [JSONNode] {
        guard case .list(let values) = value else { throw error("expected a list", remedy: "write [...] here") }
        return values.enumerated().map { JSONNode(file: file, key: "\(key)[\($0)]", value: $1) }
    }

    func bytes() throws -> [UInt8] {
        guard case .text(let bytes) = value else { throw error("expected a text", remedy: "write \"...\" here") }
        return bytes
    }

    func string() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

    /// A token id or a count. The bound, far above any vocabulary, keeps tables by id from filling the memory.
    func id() throws -> Int32 {
        guard case .number(let number) = value, let id = Int32(exactly: number), (0..<1 << 24).contains(id) else {
            throw error("expected a whole number from 0 to \((1 << 24) - 1)", remedy: "write a number such as 42")
        }
        return id
    }

    /// Any number.
    func number() throws -> Double {
        guard case .number(let number) = value else { throw error("expected a number", remedy: "write a number here") }
        return number
    }

    /// True or false, or the default where the key is absent or null.
    func bool(default standard: Bool) throws -> Bool {
        switch value {
        case .null: return standard
        case .bool(let bool): return bool
        default: throw error("expected true or false", remedy: "write true or false")
        }
    }

    /// Refuses every value but the one that the supported form has, or its absence.
    func require(_ expected: Bool) throws {
        if try bool(default: expected) != expected { throw unsupported("\(expected)") }
    }

    /// Refuses a text that is not one of these.
    @discardableResult
    func require(oneOf expected: [String]) throws -> String {
        let text = try string()
        guard expected.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
            throw unsupported(expected.map { "\"\($0)\"" }.joined(separator: " or "))
        }
        return text
    }
}
