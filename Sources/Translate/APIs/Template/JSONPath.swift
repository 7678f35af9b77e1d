import Documents

/// Where results stand in a JSON answer: `data.translations[*].text`, `result`, `[0].translations[0].text`.
public struct JSONPath: Sendable, Equatable, CustomStringConvertible {
    enum Step: Sendable, Equatable {
        case key(String)
        case index(Int)
        /// Each element of a list.
        case all
    }

    let steps: [Step]
    public let description: String

    /// Whether it leads to a list of results.
    var isPlural: Bool { steps.contains(.all) }

    /// - Returns: nil for a text that is no path.
    public init?(_ text: String) {
        var steps: [Step] = []
        var rest = text[...]
        while let first = rest.first {
            if first == "[" {
                guard let close = rest.firstIndex(of: "]") else { return nil }
                let inside = rest[rest.index(after: rest.startIndex)..<close]
                if inside == "*" {
                    steps.append(.all)
                } else if let index = Int(inside), index >= 0 {
                    steps.append(.index(index))
                } else {
                    return nil
                }
                rest = rest[rest.index(after: close)...]
            } else {
                if first == "." {
                    guard !steps.isEmpty else { return nil }
                    rest = rest.dropFirst()
                } else if !steps.isEmpty {
                    return nil
                }
                let key = rest.prefix { $0 != "." && $0 != "[" }
                guard !key.isEmpty, !key.contains("]") else { return nil }
                steps.append(.key(String(key)))
                rest = rest.dropFirst(key.count)
            }
        }
        guard !steps.isEmpty, steps.count(where: { $0 == .all }) <= 1 else { return nil }
        self.steps = steps
        description = text
    }

    /// The values that it leads to; nil when the way is not there.
    func values(in json: JSONValue) -> [JSONValue]? {
        var values = [json]
        for step in steps {
            var next: [JSONValue] = []
            for value in values {
                switch step {
                case .key(let key):
                    guard let member = value[key] else { return nil }
                    next.append(member)
                case .index(let index):
                    guard let element = value[index] else { return nil }
                    next.append(element)
                case .all:
                    guard case .array(let elements) = value else { return nil }
                    next += elements
                }
            }
            values = next
        }
        // A path to a list without `[*]` means the list's elements.
        if !isPlural, values.count == 1, case .array(let elements) = values[0] { return elements }
        return values
    }

    /// The texts that it leads to; nil when they are not there, or are no texts.
    func texts(in json: JSONValue) -> [String]? {
        guard let values = values(in: json) else { return nil }
        let texts = values.compactMap(\.text)
        return texts.count == values.count ? texts : nil
    }
}

extension Document {
    /// A path into JSON.
    func jsonPath() throws -> JSONPath {
        let text = try string()
        guard let path = JSONPath(text) else {
            throw error(
                "'\(text)' is no path into JSON", remedy: "write, for example, data.translations[*].text or result")
        }
        return path
    }
}
