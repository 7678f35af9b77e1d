/// A value of a JSON document.
enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// The digits as the document has them, so that an id of 64 bits stays exact.
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([Member])

    struct Member: Sendable, Equatable {
        let key: String
        let value: JSONValue
    }

    /// The value of an object's key; where the key stands twice the last one counts. Nil where it is absent or null.
    subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members.last(where: { $0.key == key })?.value,
            value != .null
        else { return nil }
        return value
    }

    /// Whether this is a number without fraction and exponent.
    var isWholeNumber: Bool {
        guard case .number(let digits) = self else { return false }
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }
}
