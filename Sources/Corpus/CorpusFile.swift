/// A corpus file: JSON Lines, an item a line. Read and written a line at a time, so that its length does not matter.
public enum CorpusFile {
    /// The name of a split's file: `train-00002-of-00008.jsonl`.
    public static func name(split: String, index: Int, of count: Int, suffix: String = "jsonl") -> String {
        "\(split)-\(padded(index))-of-\(padded(count)).\(suffix)"
    }

    /// The split that a file's name tells: `train` of `train-00002-of-00008.jsonl`; nil for another name.
    public static func split(of name: String) -> String? {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[parts.count - 2] == "of", parts[parts.count - 3].allSatisfy(\.isNumber) else {
            return nil
        }
        return parts.dropLast(3).joined(separator: "-")
    }

    /// What a file's name tells: which of how many files of a split it is; nil for another name.
    public static func part(of path: String) -> (split: String, index: Int, count: Int)? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        guard let split = split(of: stem), !split.isEmpty else { return nil }
        let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
        guard let index = Int(parts[parts.count - 3]), let count = Int(parts[parts.count - 1]), count < 100_000_000
        else {
            return nil
        }
        return (split, index, count)
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }

    /// Reads items one after the other.
    /// - Throws: ``InputError`` that names the file and the line that is not an item.
    public static func forEach(in path: String, _ body: (Item) throws -> Void) throws {
        var reader = try ItemReader(path)
        while let item = try reader.next() { try body(item) }
    }

    /// All the items of a file that is known to be small.
    public static func items(in path: String) throws -> [Item] {
        var items: [Item] = []
        try forEach(in: path) { items.append($0) }
        return items
    }

    /// Writes items; `path` is a temporary one that the caller renames.
    public static func write(_ items: some Sequence<Item>, to path: String) throws {
        var writer = try ItemWriter(path)
        for item in items { try writer.write(item) }
        try writer.finish()
    }
}
