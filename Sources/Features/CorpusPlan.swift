import Corpus
import Documents
import Media
import Synchronization
import Workspace

/// The pieces of a corpus and the partitions that make their shards, for stages whose partition is a shard.
final class CorpusPlan: Sendable {
    private let corpus: @Sendable () throws -> CorpusFolder
    private let pieces = Mutex<[String: CorpusPiece]?>(nil)
    private let knownRoot = Mutex<String?>(nil)

    init(_ corpus: @escaping @Sendable () throws -> CorpusFolder) {
        self.corpus = corpus
    }

    /// The folder that media paths are relative to.
    var root: String {
        get throws {
            // Each partition asks for it, and to find it is to list the whole corpus.
            if let root = knownRoot.withLock({ $0 }) { return root }
            return try corpus().root
        }
    }

    /// Cuts the corpus, and names what each shard is made from.
    /// - Parameters:
    ///   - inputs: what every shard depends on.
    ///   - media: adds what a piece's media are made from.
    func partitions(
        _ size: ShardSize, row: [Int], width: Int, source: Language, inputs: [String: String], withMedia: Bool
    ) throws -> [Partition] {
        let corpus = try corpus()
        knownRoot.withLock { $0 = corpus.root }
        let plan = try ShardPlan(
            corpus.files, size: size, row: row.reduce(1, *), width: width, source: source)
        pieces.withLock { $0 = Dictionary(plan.pieces.map { ($0.name, $0) }) { first, _ in first } }
        let media = withMedia ? try MediaInputs(of: Workspace(corpus.root)) : nil
        return plan.pieces.map { piece in
            var inputs = inputs
            inputs["corpus"] = piece.digest
            inputs.merge(media?.inputs(namingShards: piece.media) ?? [:]) { $1 }
            return Partition(
                name: piece.name, output: "\(FeaturesStage.folder)/\(piece.name).safetensors", items: piece.items,
                inputs: inputs)
        }
    }

    /// The piece of a partition.
    /// - Throws: ``Fault`` for one that ``partitions(_:row:width:source:inputs:withMedia:)`` did not name.
    func piece(of partition: Partition) throws -> CorpusPiece {
        guard let piece = pieces.withLock({ $0?[partition.name] }) else {
            throw Fault("features of \(partition.name)", reason: "the corpus changed")
        }
        return piece
    }
}

extension CorpusPiece {
    /// The split of the piece's items; empty when it has none.
    var split: String {
        get throws {
            var reader = try PieceReader(self)
            return try reader.next()?.item.split ?? ""
        }
    }
}

/// Reads a piece's items in order, each with its place.
struct PieceReader {
    private let piece: CorpusPiece
    private var reader: ItemReader
    private var row = 0
    private var split: String?

    init(_ piece: CorpusPiece) throws {
        self.piece = piece
        reader = try ItemReader(piece.path, from: piece.start)
    }

    /// The next item; nil after the last.
    /// - Throws: ``InputError`` for a line that is no item, and for items of two splits: a shard has one.
    mutating func next() throws -> (row: Int, item: Item)? {
        guard row < piece.items, let item = try reader.next() else { return nil }
        if let split, !split.utf8.elementsEqual(item.split.utf8) {
            throw InputError(
                file: piece.path, line: reader.line, key: "split",
                "the file holds items of '\(split)' and of '\(item.split)'",
                remedy: "write a corpus file a split: a shard belongs to one")
        }
        split = item.split
        row += 1
        return (row - 1, item)
    }
}
