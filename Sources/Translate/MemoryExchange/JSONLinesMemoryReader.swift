import Corpus
import Documents
import Foundation

/// Reads a translation memory of JSON Lines, in the form of ``JSONLinesMemoryWriter``, an entry at a time.
///
/// The keys `version`, `date`, `flags`, `detected`, `attempt` and `engine` may be missing, and others are passed over. A line that is malformed is
/// reported and skipped.
public struct JSONLinesMemoryReader {
    private struct Line: Decodable {
        let source: String
        let target: String
        let text: String
        let translation: String
        let engine: String?
        let version: String?
        let date: String?
        let flags: [String]?
        let detected: String?
        let attempt: Int?
    }

    private let path: String
    private let options: MemoryReadingOptions

    /// - Parameter path: the file, in UTF-8.
    public init(_ path: String, _ options: MemoryReadingOptions) {
        self.path = path
        self.options = options
    }

    /// Reads the entries in their order.
    /// - Parameters:
    ///   - body: gets each entry.
    ///   - problem: gets each line that is skipped.
    /// - Throws: ``InputError`` when the file cannot be read; and what the closures throw.
    public func forEach(_ body: (MemoryEntry) throws -> Void, problem: (MemoryProblem) throws -> Void) throws {
        let decoder = JSONDecoder()
        var lines = try LineReader(path, skipsByteOrderMark: true)
        while let bytes = try lines.next() {
            if bytes.isEmpty { continue }
            let entry: MemoryEntry
            do {
                entry = try self.entry(decoder.decode(Line.self, from: Data(bytes)))
            } catch {
                try problem(MemoryProblem(file: path, line: lines.number, reason: Self.reason(error)))
                continue
            }
            try body(entry)
        }
    }

    private func entry(_ line: Line) throws -> MemoryEntry {
        if let date = line.date, !date.isEmpty, !MemoryEntry.isDay(date) {
            throw InputError("'\(date)' is not a day", remedy: "write it as 2026-11-21")
        }
        let source = try options.language(line.source)
        let target = try options.language(line.target)
        return try options.complete(engine: line.engine, version: line.version) { engine, version in
            MemoryEntry(
                engine: engine, version: version, source: source, target: target, text: line.text,
                translation: line.translation, flags: line.flags ?? [], date: line.date ?? "", detected: line.detected,
                attempt: line.attempt ?? 0)
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "the key '\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "the key '\(context.codingPath.map(\.stringValue).joined(separator: "."))' holds another kind of value"
        case let complaint as InputError: complaint.problem
        default: "not readable as JSON"
        }
    }
}
