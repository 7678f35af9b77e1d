import Corpus
import Documents
import Foundation

/// Reads a corpus file in windows of items, between which the reader may wait for something.
struct ItemReader {
    private let path: String
    private var lines: LineReader
    private let decoder = JSONDecoder()

    init(_ path: String) throws {
        self.path = path
        lines = try LineReader(path)
    }

    /// The next items, fewer at the end, none after it.
    mutating func next(_ count: Int) throws -> [Item] {
        var items: [Item] = []
        while items.count < count, let line = lines.next() {
            if line.isEmpty { continue }
            guard let item = try? decoder.decode(Item.self, from: Data(line)) else {
                // The corpus's own reader has the words for what is wrong, and the line's number.
                try CorpusFile.forEach(in: path) { _ in }
                throw InputError(file: path, "changed while it was read", remedy: "run again")
            }
            items.append(item)
        }
        return items
    }
}

/// Writes a corpus file item by item, in the form of `CorpusFile.write`.
struct ItemWriter {
    private let path: String
    private let handle: FileHandle
    private let encoder = JSONEncoder()

    /// - Parameter path: a temporary one that the caller renames.
    init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Fault("writing \(path)", reason: String(cString: strerror(errno))) }
        self.path = path
        self.handle = handle
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func write(_ items: [Item]) throws {
        var lines = Data()
        do {
            for item in items {
                lines += try encoder.encode(item)
                lines.append(UInt8(ascii: "\n"))
            }
            try handle.write(contentsOf: lines)
        } catch {
            throw Fault("writing \(path)", reason: "\(error)")
        }
    }

    func close() { try? handle.close() }
}
