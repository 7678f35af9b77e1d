import Corpus
import Documents
import Foundation
import Workspace

/// The items of a workspace: what filters ask of each, and where its line stands. Captions stay on disk.
struct Catalogue: Sendable {
    /// In the order in which they first come.
    let splits: [String]
    let languages: [Language]
    /// The flags of any caption, sorted.
    let flags: [String]
    private let files: [String]
    private let entries: [Entry]
    private let places: [Bytes: Int32]
    private let marks: [Marks]

    /// A text that equals those of the same bytes alone: two ids may differ by how an accent is written.
    private struct Bytes: Sendable, Hashable {
        let text: String

        static func == (a: Bytes, b: Bytes) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
        func hash(into hasher: inout Hasher) {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }

    /// The corpus is not what it was when it was read.
    struct Changed: Error {
        let description: String
    }

    /// An item.
    private struct Entry: Sendable {
        let id: String
        let file: Int32
        let marks: Int32
        let line: Int32
        let bytes: Int32
        let offset: Int
    }

    /// What filters ask of an item. Most items of a corpus have the same.
    struct Marks: Sendable, Hashable {
        var split: String
        var languages: Set<String> = []
        /// The flags of each language's captions.
        var flags: [String: Set<String>] = [:]

        init(_ item: Item) {
            split = item.split
            for caption in item.captions {
                languages.insert(caption.language.tag)
                for flag in caption.flags ?? [] { flags[caption.language.tag, default: []].insert(flag) }
            }
        }
    }

    /// Reads a workspace's corpus once: the translated one where there is one, else the imported one.
    /// - Throws: ``InputError`` for a folder without a corpus, a line that is no item, or an id that comes twice.
    init(_ workspace: Workspace) throws {
        let corpora = ["corpus", "source"].map { CorpusFolder.files(in: workspace.file($0)) }
        guard let files = corpora.first(where: { !$0.isEmpty }) else {
            throw InputError(
                file: workspace.path, "there is no corpus here",
                remedy: "name a workspace that `tessera run` or `tessera fetch` wrote")
        }
        var builder = Builder()
        for (number, path) in files.enumerated() { try builder.read(path, number: Int32(number)) }
        self.files = files
        (entries, places, marks) = (builder.entries, builder.places, builder.marks)
        (splits, languages) = (builder.splits, builder.languages)
        flags = Set(marks.flatMap { $0.flags.values.flatMap(\.self) }).sorted()
    }

    /// The number of items.
    var count: Int { entries.count }

    /// The place of an item; nil where there is none of this id.
    func place(of id: String) -> Int? { places[Bytes(text: id)].map(Int.init) }

    /// An item as it stands in the corpus.
    /// - Throws: ``Changed`` when the corpus is not what it was.
    func item(_ place: Int) throws -> Item {
        let entry = entries[place]
        let path = files[Int(entry.file)]
        let file = (path as NSString).lastPathComponent
        let changed = Changed(
            description: "\(file), line \(entry.line), is not what it was when browsing began. Begin to browse again.")
        guard let handle = FileHandle(forReadingAtPath: path) else { throw changed }
        defer { try? handle.close() }
        var parser = ItemLine()
        guard (try? handle.seek(toOffset: UInt64(entry.offset))) != nil,
            let line = try? handle.read(upToCount: Int(entry.bytes)),
            let item = try? parser.item(Array(line), file: path, number: Int(entry.line)),
            item.id.utf8.elementsEqual(entry.id.utf8)
        else { throw changed }
        return item
    }

    /// Which items a filter lets through.
    func matches(_ filter: ItemFilter) -> [Bool] {
        let passing = marks.map(filter.matches)
        return entries.map { passing[Int($0.marks)] }
    }

    /// Gathers items.
    private struct Builder {
        var entries: [Entry] = []
        var places: [Bytes: Int32] = [:]
        var marks: [Marks] = []
        var splits: [String] = []
        var languages: [Language] = []
        private var numbers: [Marks: Int32] = [:]

        mutating func read(_ path: String, number file: Int32) throws {
            var lines = try LineReader(path)
            var parser = ItemLine()
            while case let place = lines.place, let line = try lines.next() {
                if line.isEmpty { continue }
                if lines.number % 1024 == 0 { try Task.checkCancellation() }
                let item = try parser.item(line, file: path, number: lines.number)
                guard places.updateValue(Int32(entries.count), forKey: Bytes(text: item.id)) == nil else {
                    throw InputError(
                        file: path, line: lines.number, "the id '\(item.id)' comes twice",
                        remedy: "see `tessera validate` for all of them")
                }
                entries.append(
                    Entry(
                        id: item.id, file: file, marks: number(of: Marks(item)), line: Int32(lines.number),
                        bytes: Int32(line.count), offset: place.offset))
                note(item)
            }
        }

        private mutating func number(of found: Marks) -> Int32 {
            if let number = numbers[found] { return number }
            let number = Int32(marks.count)
            marks.append(found)
            numbers[found] = number
            return number
        }

        private mutating func note(_ item: Item) {
            if !splits.contains(item.split) { splits.append(item.split) }
            for caption in item.captions where !languages.contains(caption.language) {
                languages.append(caption.language)
            }
        }
    }
}
