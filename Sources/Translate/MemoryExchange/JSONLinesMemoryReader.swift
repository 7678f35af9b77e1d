import Corpus
import Documents
import Foundation

/// Reads a translation memory of JSON Lines, in the form of ``JSONLinesMemoryWriter``, an entry at a time.
///
/// The keys `version`, `date`, `flags` and `engine` may be missing, and others are passed over. A line that is malformed is
/// reported and skipped.
public struct JSONLinesMemoryReader {
    private struct Line: Decodable {
        let source: Language
        let target: Language
        let text: String
        let translation: String
        let engine: String?
        let version: String?
        let date: String?
        let flags: [String]?
    }

    private let path: String
    private let engine: String

    /// - Parameters:
    ///   - path: the file, in UTF-8.
    ///   - engine: the engine of entries that name none.
    public init(_ path: String, engine: String) {
        self.path = path
        self.engine = engine
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
        return MemoryEntry(
            engine: line.engine ?? engine, version: line.version, source: line.source, target: line.target,
            text: line.text, translation: line.translation, flags: line.flags ?? [], date: line.date ?? "")
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
