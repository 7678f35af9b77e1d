/// What is filled into an endpoint's templates.
struct TemplateFields: Sendable {
    let texts: [String]
    let source: String
    let target: String
    let key: String

    static let text = "{text}"
    static let list = "{texts}"
    static let keyName = "{key}"

    /// A text with its fields filled in. `{texts}` has no place inside a text.
    /// - Parameters:
    ///   - text: what stands for `{text}`.
    ///   - escape: how a value is written there.
    func fill(_ template: String, text: String, escape: (String) -> String = { $0 }) -> String {
        let values = [
            ("{text}", text), ("{source}", source), ("{target}", target), (TemplateFields.keyName, key),
        ]
        // In one pass, so that what is filled in is never taken for a field.
        var filled = ""
        var rest = template[...]
        while let brace = rest.firstIndex(of: "{") {
            filled += rest[..<brace]
            rest = rest[brace...]
            if let (field, value) = values.first(where: { rest.hasPrefix($0.0) }) {
                filled += escape(value)
                rest = rest.dropFirst(field.count)
            } else {
                filled += "{"
                rest = rest.dropFirst()
            }
        }
        return filled + rest
    }

    /// A JSON template with its fields filled in. A string `{texts}` becomes the list of texts; a list whose only
    /// element holds `{text}` gets such an element for each text.
    func fill(_ template: JSONValue) -> JSONValue {
        fill(template, text: texts.first ?? "")
    }

    private func fill(_ template: JSONValue, text: String) -> JSONValue {
        switch template {
        case .string(TemplateFields.list): .array(texts.map { .string($0) })
        case .string(let string): .string(fill(string, text: text))
        case .array(let elements) where elements.count == 1 && elements[0].mentions(TemplateFields.text):
            .array(texts.map { fill(elements[0], text: $0) })
        case .array(let elements): .array(elements.map { fill($0, text: text) })
        case .object(let members): .object(members.mapValues { fill($0, text: text) })
        case .null, .bool, .integer, .number: template
        }
    }
}

extension JSONValue {
    /// Whether a string in it holds a field.
    func mentions(_ field: String) -> Bool {
        switch self {
        case .string(let text): text.contains(field)
        case .array(let elements): elements.contains { $0.mentions(field) }
        case .object(let members): members.values.contains { $0.mentions(field) }
        case .null, .bool, .integer, .number: false
        }
    }

    /// Whether it has a place for several texts: a string that is `{texts}`, or a list whose only element holds
    /// `{text}`.
    var takesTexts: Bool {
        switch self {
        case .string(let text): text == TemplateFields.list
        case .array(let elements):
            elements.count == 1 && elements[0].mentions(TemplateFields.text) || elements.contains(where: \.takesTexts)
        case .object(let members): members.values.contains(where: \.takesTexts)
        case .null, .bool, .integer, .number: false
        }
    }
}
