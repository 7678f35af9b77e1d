import Corpus
import Documents
import Foundation

/// A run of a corpus file's items that becomes one shard.
struct CorpusPiece: Sendable {
    /// The corpus file.
    let path: String
    /// Where its lines begin there.
    var start = LineReader.Place.start
    /// Items in it.
    var items = 0
    /// SHA-256 over its lines.
    var digest = ""
    /// The WebDataset shards that its lines name.
    var media: Set<String> = []
    /// The shard's name, without an extension.
    var name = ""
}

/// Which shards a corpus becomes.
///
/// A corpus file becomes the shard of its name. Where one is too large, it is cut between items, and all the shards of its
/// split are numbered anew: `train-00000-of-00008`.
struct ShardPlan: Sendable {
    let pieces: [CorpusPiece]

    /// - Parameters:
    ///   - files: the corpus files, in order.
    ///   - row: the numbers of an item's visual feature.
    ///   - width: the numbers of a caption's feature.
    /// - Throws: ``InputError`` when a file cannot be read.
    init(_ files: [String], size: ShardSize, row: Int, width: Int, source: Language) throws {
        let estimate = LineEstimate(row: row, width: width, source: source)
        var groups: [(base: String, pieces: [CorpusPiece], isCut: Bool)] = []
        for file in files {
            let pieces = try ShardPlan.cut(file, size, estimate)
            let base = CorpusFile.split(of: (file as NSString).lastPathComponent) ?? ShardPlan.stem(file)
            let place = groups.firstIndex { $0.base.utf8.elementsEqual(base.utf8) } ?? groups.count
            if place == groups.count { groups.append((base, [], false)) }
            groups[place].pieces += pieces
            groups[place].isCut = groups[place].isCut || pieces.count > 1
        }
        pieces = groups.flatMap { group in
            group.pieces.enumerated().map { index, piece in
                var piece = piece
                piece.name =
                    group.isCut
                    ? ShardPlan.stem(CorpusFile.name(split: group.base, index: index, of: group.pieces.count))
                    : ShardPlan.stem(piece.path)
                return piece
            }
        }
    }

    private static func stem(_ path: String) -> String {
        ((path as NSString).lastPathComponent as NSString).deletingPathExtension
    }

    private static func cut(_ path: String, _ size: ShardSize, _ estimate: LineEstimate) throws -> [CorpusPiece] {
        var pieces: [CorpusPiece] = []
        var piece = CorpusPiece(path: path)
        var (digest, shards, bytes) = (Digest(), ShardNames(), 0)
        func end() {
            piece.digest = digest.hexadecimal()
            piece.media = shards.names
            pieces.append(piece)
        }
        var lines = try LineReader(path)
        var place = lines.place
        while let line = try lines.next() {
            defer { place = lines.place }
            if line.isEmpty { continue }
            let more = estimate.bytes(of: line)
            let isFull =
                switch size {
                case .items(let most): piece.items >= most
                case .bytes(let most): piece.items > 0 && bytes + more > most
                }
            if isFull {
                end()
                piece = CorpusPiece(path: path, start: place)
                (digest, shards, bytes) = (Digest(), ShardNames(), 0)
            }
            piece.items += 1
            bytes += more
            digest.update(line + [UInt8(ascii: "\n")])
            shards.add(line)
        }
        end()
        return pieces
    }
}

/// What an item takes in a shard, from its line alone: corpora are large, and this is asked of each line at every start.
private struct LineEstimate {
    let row: Int
    let width: Int
    /// As it stands behind `"language":`.
    let tag: [UInt8]

    init(row: Int, width: Int, source: Language) {
        (self.row, self.width) = (row, width)
        tag = Array("\"\(source.tag)\"".utf8)
    }

    /// The features exactly, but for a caption whose text is the language's tag in quotes; texts, tokens and offsets as
    /// about twice what the line takes.
    func bytes(of line: [UInt8]) -> Int {
        var captions = 0
        var rest = line[...]
        while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
            rest = rest[quote...]
            let isSource = rest.starts(with: tag)
            if isSource { captions += 1 }
            rest = rest.dropFirst(isSource ? tag.count : 1)
        }
        return 2 * (row + captions * width) + 2 * line.count
    }
}
