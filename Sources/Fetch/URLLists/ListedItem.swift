import Corpus
import Documents
import Foundation

/// What fetching needs of an item of the corpus.
struct ListedItem: Sendable, Equatable {
    let id: String
    let key: String
    let url: String
    /// The item's first caption.
    let caption: String?
}

/// Reads the items of a corpus file whose media are to lie in its shard, one after the other.
struct ListedItems {
    /// The part of an item that is read.
    private struct Line: Decodable {
        struct Caption: Decodable {
            let text: String
        }

        let id: String
        let media: Item.Media
        let captions: [Caption]
    }

    private let path: String
    private let shard: String
    private var lines: LineReader
    private var number = 0
    private let decoder = JSONDecoder()

    /// - Parameters:
    ///   - path: the corpus file.
    ///   - shard: the shard, as the items' media paths have it before the `#`.
    init(_ path: String, in shard: String) throws {
        self.path = path
        self.shard = shard
        lines = try LineReader(path)
    }

    /// Whether a corpus file may hold such items: found by its bytes, for most corpora have none and are large.
    static func mayHoldSome(_ path: String, in shard: String) throws -> Bool {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else {
            throw InputError(file: path, "cannot be read", remedy: "check that the file is there and may be read")
        }
        // An encoder may escape the slash.
        return ["\(shard)#", "\(shard)#".replacing("/", with: "\\/")].contains { data.range(of: Data($0.utf8)) != nil }
    }

    /// The next item; nil at the end.
    /// - Throws: ``InputError`` for a line that is no item, or one that the import stage would not write.
    mutating func next() throws -> ListedItem? {
        while let bytes = try lines.next() {
            number += 1
            guard !bytes.isEmpty else { continue }
            guard let line = try? decoder.decode(Line.self, from: Data(bytes)) else {
                throw complaint("not an item of a corpus")
            }
            guard line.media.path.hasPrefix(shard + "#") else { continue }
            let key = SampleKey.of(id: line.id)
            guard let url = line.media.url, line.media.path.utf8.elementsEqual("\(shard)#\(key)".utf8) else {
                throw complaint("'\(line.media.path)' is not the place of a file that was fetched for this item")
            }
            return ListedItem(id: line.id, key: key, url: url, caption: line.captions.first?.text)
        }
        return nil
    }

    private func complaint(_ problem: String) -> InputError {
        InputError(file: path, line: number, problem, remedy: "import the dataset again")
    }
}
