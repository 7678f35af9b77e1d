import Documents
import Foundation

/// A corpus file: JSON Lines, an item a line. Read and written a line at a time, so that its length does not matter.
public enum CorpusFile {
    /// The name of a split's file: `train-00002-of-00008.jsonl`.
    public static func name(split: String, index: Int, of count: Int, suffix: String = "jsonl") -> String {
        "\(split)-\(index.zeroPadded(5))-of-\(count.zeroPadded(5)).\(suffix)"
    }

    /// Reads items one after the other.
    /// - Throws: ``InputError`` that names the file and the line that is not an item.
    public static func forEach(in path: String, _ body: (Item) throws -> Void) throws {
        let decoder = JSONDecoder()
        var lines = try LineReader(path)
        while let line = try lines.next() {
            if line.isEmpty { continue }
            let item: Item
            do {
                item = try decoder.decode(Item.self, from: Data(line))
            } catch {
                throw InputError(
                    file: path, line: lines.number, "not an item of a corpus: \(Self.reason(error))",
                    remedy: "make the corpus again, or mend the line")
            }
            try body(item)
        }
    }

    /// All the items of a file that is known to be small.
    public static func items(in path: String) throws -> [Item] {
        var items: [Item] = []
        try forEach(in: path) { items.append($0) }
        return items
    }

    /// Writes items; `path` is a temporary one that the caller renames.
    public static func write(_ items: some Sequence<Item>, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Fault("writing \(path)", reason: String(cString: strerror(errno))) }
        defer { try? handle.close() }
        do {
            for item in items {
                var line = try encoder.encode(item)
                line.append(UInt8(ascii: "\n"))
                try handle.write(contentsOf: line)
            }
        } catch {
            throw Fault("writing \(path)", reason: "\(error)")
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
