import Documents
import Foundation

/// Reads a corpus file an item at a time, or in windows of them, between which the reader may wait for something.
public struct ItemReader {
    private let path: String
    private var lines: LineReader
    private var parser = ItemLine()

    /// - Throws: ``InputError`` when the file cannot be opened.
    public init(_ path: String) throws {
        self.path = path
        lines = try LineReader(path)
    }

    /// Reads the items from a line on.
    /// - Throws: ``InputError`` when the file cannot be opened; ``Fault`` when the disk fails.
    public init(_ path: String, from place: LineReader.Place) throws {
        self.path = path
        lines = try LineReader(path, from: place)
    }

    /// The number of the line that the last item stands on, counted from 1.
    public var line: Int { lines.number }

    /// The next item; nil after the last.
    /// - Throws: ``InputError`` that names the line which is not an item.
    public mutating func next() throws -> Item? {
        while let line = try lines.next() {
            if line.isEmpty { continue }
            return try parser.item(line, file: path, number: lines.number)
        }
        return nil
    }

    /// The next items, fewer at the end, none after it.
    public mutating func next(_ count: Int) throws -> [Item] {
        var items: [Item] = []
        items.reserveCapacity(count)
        while items.count < count, let item = try next() { items.append(item) }
        return items
    }
}
