import Foundation
import Yams

/// A value in a YAML or JSON file that knows its file, its line and its key, so that every complaint can name them.
///
/// JSON is YAML, so one reader serves both. Each getter throws an ``InputError`` when the value is of another kind.
public struct Document: Sendable {
    /// The file, as the user named it.
    public let file: String
    /// The path of keys from the top of the file: `files[0].url`. Empty at the top.
    public let key: String
    private let value: Value

    private init(file: String, key: String, value: Value) {
        self.file = file
        self.key = key
        self.value = value
    }

    /// Reads a file.
    /// - Throws: ``InputError`` for a file that is missing, empty or not YAML.
    public init(contentsOf path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(file: path, "no such file", remedy: "check the path")
        }
        try self.init(parsing: String(decoding: data, as: UTF8.self), file: path)
    }

    /// Reads a text; `file` is the name to use in complaints.
    public init(parsing text: String, file: String) throws {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw InputError(file: file, "the file is empty", remedy: "write it as the documentation shows")
            }
            self.init(file: file, key: "", value: Value(node))
        } catch let error as YamlError {
            throw Document.complaint(error, file: file)
        }
    }

    /// The line of this value, counted from 1.
    public var line: Int? { value.line }

    /// A complaint about this value.
    public func error(_ problem: String, remedy: String) -> InputError {
        InputError(file: file, line: line, key: key.isEmpty ? nil : key, problem, remedy: remedy)
    }

    private static func complaint(_ error: YamlError, file: String) -> InputError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            InputError(file: file, line: mark.line, "not readable as YAML: \(problem)", remedy: "mend the syntax there")
        case .duplicatedKeysInMapping(let duplicates, let context):
            InputError(
                file: file, line: context.mark.line,
                "a key stands twice: \(duplicates.map(String.init(describing:)).joined(separator: ", "))",
                remedy: "keep one of them")
        default:
            InputError(file: file, "not readable as YAML: \(error)", remedy: "mend the syntax")
        }
    }
}

// MARK: - Kinds of values

extension Document {
    /// Whether this is a mapping of keys to values.
    public var isMapping: Bool { mapping != nil }

    /// Whether this is a list.
    public var isList: Bool {
        if case .list = value.kind { true } else { false }
    }

    private var mapping: [(key: String?, line: Int?, value: Value)]? {
        if case .mapping(let pairs) = value.kind { pairs } else { nil }
    }

    private var scalar: String? {
        if case .scalar(let text) = value.kind { text } else { nil }
    }

    /// The text of a scalar.
    public func string() throws -> String {
        guard let scalar else { throw error("expected a text", remedy: "write one value here") }
        return scalar
    }

    /// A whole number, in a range.
    public func int(in range: ClosedRange<Int> = 0...Int.max) throws -> Int {
        guard let value = scalar.flatMap({ Int($0.replacing("_", with: "")) }) else {
            throw error("expected a whole number", remedy: "write a number such as 42")
        }
        guard range.contains(value) else {
            let limit =
                range.upperBound == Int.max
                ? "at least \(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
            throw error("\(value) is out of range", remedy: "write a number of \(limit)")
        }
        return value
    }

    /// A number, in a range.
    public func double(in range: ClosedRange<Double> = 0...Double.greatestFiniteMagnitude) throws -> Double {
        guard let value = scalar.flatMap(Double.init), value.isFinite else {
            throw error("expected a number", remedy: "write a number such as 0.01")
        }
        guard range.contains(value) else {
            throw error(
                "\(value) is out of range", remedy: "write a number of \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// True or false.
    public func bool() throws -> Bool {
        switch scalar {
        case "true": return true
        case "false": return false
        default: throw error("expected true or false", remedy: "write true or false")
        }
    }

    /// The values of a list.
    public func list() throws -> [Document] {
        guard case .list(let values) = value.kind else {
            throw error("expected a list", remedy: "write `- value` lines, or [a, b]")
        }
        return values.enumerated().map { index, value in
            Document(file: file, key: "\(key)[\(index)]", value: value)
        }
    }

    /// The keys and values of a mapping, in the file's order.
    public func entries() throws -> [(key: String, value: Document)] {
        guard let mapping else {
            throw error("expected a mapping", remedy: "write `key: value` lines")
        }
        return try mapping.map { pair in
            guard let name = pair.key else {
                throw InputError(file: file, line: pair.line, key: key, "a key must be a text", remedy: "quote it")
            }
            return (name, child(name, pair.value))
        }
    }

    private func child(_ name: String, _ value: Value) -> Document {
        Document(file: file, key: key.isEmpty ? name : "\(key).\(name)", value: value)
    }
}

// MARK: - Keys of a mapping

extension Document {
    /// Refuses keys that nobody reads, so that a misspelt key is a complaint and not a default.
    public func allow(only known: [String]) throws {
        for (name, value) in try entries() where !known.contains(name) {
            let near = known.min { $0.distance(to: name) < $1.distance(to: name) }
            let hint = near.flatMap { $0.distance(to: name) <= 2 ? "did you mean '\($0)'? " : nil } ?? ""
            throw InputError(
                file: file, line: mapping?.first { $0.key == name }?.line, key: value.key, "unknown key",
                remedy: hint + "known here: \(known.joined(separator: ", "))")
        }
    }

    /// The value of a key, nil when the key is not there or null.
    public func optional(_ name: String) throws -> Document? {
        guard let mapping else {
            throw error("expected a mapping", remedy: "write `key: value` lines")
        }
        guard let found = mapping.first(where: { $0.key == name })?.value else { return nil }
        if case .null = found.kind { return nil }
        return child(name, found)
    }

    /// The value of a key that must be there.
    public func required(_ name: String) throws -> Document {
        guard let value = try optional(name) else {
            throw InputError(
                file: file, line: line, key: key.isEmpty ? name : "\(key).\(name)", "the key is missing",
                remedy: "add '\(name):' here")
        }
        return value
    }

    /// One of a set of words, as an enumeration.
    public func choice<T: RawRepresentable & CaseIterable>(_ type: T.Type) throws -> T where T.RawValue == String {
        let text = try string()
        guard let value = T(rawValue: text) else {
            throw error(
                "'\(text)' is not known", remedy: "use one of: \(T.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    /// A path relative to this file's folder, as a path that the process can open. Absolute paths stay.
    public func path() throws -> String {
        let text = try string()
        if text.hasPrefix("/") { return text }
        let folder = (file as NSString).deletingLastPathComponent
        var parts: [Substring] = []
        for part in (folder + "/" + text).split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (folder.hasPrefix("/") ? "/" : "") + (parts.isEmpty ? "." : parts.joined(separator: "/"))
    }
}

extension String {
    /// The number of insertions, deletions and replacements between two short words.
    func distance(to other: String) -> Int {
        let a = Array(utf8)
        let b = Array(other.utf8)
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let next = Swift.min(row[j + 1] + 1, row[j] + 1, diagonal + (x == y ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
