import Documents

/// The normalizer of a tokenizer.json in XLM-R's form: the model's own map of characters, and what is done with spaces.
struct UnigramNormalizer: Sendable {
    private enum Step: Sendable {
        case map(CharacterMap)
        /// Takes the spaces off an end.
        case strip(left: Bool, right: Bool)
        /// Writes something else for two or more plain spaces.
        case joinSpaces([Unicode.Scalar])
    }

    private let steps: [Step]

    init(_ json: JSONNode) throws {
        if json.isNull {
            steps = []
        } else if try json["type"].string() == "Sequence" {
            steps = try json["normalizers"].list().map(Self.step)
        } else {
            steps = [try Self.step(json)]
        }
    }

    private static func step(_ json: JSONNode) throws -> Step {
        switch try json["type"].require(oneOf: ["Precompiled", "Strip", "Replace"]) {
        case "Precompiled": return .map(try CharacterMap(json["precompiled_charsmap"]))
        case "Strip":
            return .strip(
                left: try json["strip_left"].bool(default: true), right: try json["strip_right"].bool(default: true))
        default:
            try json["pattern"]["Regex"].require(oneOf: [" {2,}"])
            return .joinSpaces(Array(try json["content"].string().unicodeScalars))
        }
    }

    func callAsFunction(_ text: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        steps.reduce(Array(text)) { text, step in
            switch step {
            case .map(let map): map(text)
            case .strip(let left, let right):
                Self.strip(text, left: left, right: right)
            case .joinSpaces(let content): Self.joinSpaces(text, content)
            }
        }
    }

    private static func strip(_ text: [Unicode.Scalar], left: Bool, right: Bool) -> [Unicode.Scalar] {
        guard let first = text.firstIndex(where: { !$0.isSpace }), let last = text.lastIndex(where: { !$0.isSpace })
        else { return left || right ? [] : text }
        return Array(text[(left ? first : 0)..<(right ? last + 1 : text.count)])
    }

    private static func joinSpaces(_ text: [Unicode.Scalar], _ content: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.count)
        var start = 0
        while start < text.count {
            guard text[start] == " " else {
                result.append(text[start])
                start += 1
                continue
            }
            let end = text[start...].firstIndex { $0 != " " } ?? text.count
            if end - start > 1 { result.append(contentsOf: content) } else { result.append(" ") }
            start = end
        }
        return result
    }
}
