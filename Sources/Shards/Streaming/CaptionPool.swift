import Documents
import Tensors

/// The captions of some languages in all the shards of a split, under numbers that do not depend on how the split is cut
/// into shards: the first language's captions in the order of the index, then the second's.
///
/// Shards are mapped, and their descriptors closed. What is kept in memory is the item of each caption, 4 bytes, and about
/// a kilobyte a shard. Sendable without a check, because maps are for reading and live as long as the pool.
public final class CaptionPool: @unchecked Sendable {
    /// What all the shards were made with.
    public let description: ShardDescription
    public let languages: [String]
    /// The numbers of each language's captions.
    public let ranges: [Range<Int>]
    /// The item of each caption, counted over the split.
    public let items: [UInt32]
    /// Items of the split.
    public let itemCount: Int
    /// What is gathered.
    public let columns: CaptionColumns
    let shards: [MappedShard]
    /// The file of each shard.
    let files: [MappedFile]
    /// The captions of one language in one shard.
    let segments: [Segment]
    /// The first caption of each segment.
    let starts: [UInt32]
    let watch: ShardWatch
    let guarding = MapGuard()

    struct Segment {
        let shard: Int
        let language: Int
        /// Whether the captions are in the source language, and so their own sources.
        let isSource: Bool
        let captions: MappedShard.Captions
    }

    /// Opens the shards of a split.
    /// - Parameters:
    ///   - columns: what is to be gathered, and must be there for each caption.
    ///   - verifying: compares each shard's SHA-256 with the index's, which reads them whole.
    ///   - interval: a shard that is read is looked at again when the last look is older.
    /// - Throws: ``InputError`` for a shard that is missing, cut, altered, or made with something other than the rest.
    public init(
        folder: String, split: String, languages: [String], columns: CaptionColumns, verifying: Bool = true,
        checkingEvery interval: Duration = .seconds(1)
    ) throws {
        let entries = try ShardIndex(folder: folder).entries(of: split, in: folder)
        var opened = OpenedShards(languages: languages, columns: columns, guarding: guarding)
        for entry in entries { try opened.open("\(folder)/\(entry.file)", entry, verifying: verifying) }
        description = try opened.described(folder)
        self.languages = languages
        self.columns = columns
        (shards, files) = (opened.shards, opened.files)
        var (segments, starts, ranges) = ([Segment](), [UInt32](), [Range<Int>]())
        var first = 0
        for (language, columns) in opened.captions.enumerated() {
            let start = first
            for (shard, captions) in columns.enumerated() where captions.count > 0 {
                let isSource = languages[language] == description.sourceLanguage
                segments.append(Segment(shard: shard, language: language, isSource: isSource, captions: captions))
                starts.append(UInt32(clamping: first))
                first += captions.count
            }
            ranges.append(start..<first)
        }
        guard first < Int(UInt32.max) else {
            throw InputError(
                file: folder, "has \(first) captions, and a run takes \(UInt32.max - 1) at most",
                remedy: "train on a part of the split")
        }
        (self.segments, self.starts, self.ranges) = (segments, starts, ranges)
        items = try CaptionPool.items(of: segments, count: first, opened, guarding)
        itemCount = opened.itemCount
        watch = ShardWatch(count: shards.count, interval: interval)
    }

    /// Captions of all the languages.
    public var count: Int { items.count }

    /// Looks at all the shards, whenever they were looked at last: what was gathered before is then known to be sound.
    /// - Throws: ``InputError`` that names one which was cut, removed, replaced or altered since it was opened.
    public func checkShards() throws {
        for file in files { try ShardWatch.check(file) }
    }

    /// The tokens of each caption, as far as 16 bits count.
    public func lengths() throws -> [UInt16] {
        var lengths: [UInt16] = []
        lengths.reserveCapacity(count)
        for segment in segments {
            try guarding.reading(files[segment.shard]) {
                for row in 0..<segment.captions.count {
                    lengths.append(UInt16(clamping: segment.captions.tokens(of: row)?.count ?? 0))
                }
            }
        }
        return lengths
    }

    private static func items(of segments: [Segment], count: Int, _ opened: OpenedShards, _ guarding: MapGuard)
        throws -> [UInt32]
    {
        var items: [UInt32] = []
        items.reserveCapacity(count)
        for segment in segments {
            let base = UInt32(clamping: opened.firstItems[segment.shard])
            try guarding.reading(opened.files[segment.shard]) {
                for row in 0..<segment.captions.count {
                    items.append(base &+ UInt32(bitPattern: segment.captions.items.int32(row)))
                }
            }
        }
        return items
    }
}

extension ShardIndex {
    /// The shards of a split.
    /// - Throws: ``InputError`` when there are none.
    func entries(of split: String, in folder: String) throws -> [Entry] {
        let entries = shards.filter { $0.split == split }
        guard !entries.isEmpty else {
            let splits = Set(shards.map(\.split)).sorted().joined(separator: ", ")
            throw InputError(file: folder, "there is no split '\(split)'", remedy: "it has: \(splits)")
        }
        return entries
    }
}
