import Documents
import Tensors

/// The captions of some languages in all the shards of a split, under numbers that do not depend on how the split is cut
/// into shards: the first language's captions in the order of the index, then the second's. Where source captions are
/// gathered too, captions that translate none are left out, as people wrote them in their own language; or they count as
/// translations of their items', where ``CaptionColumns/itemSource`` is asked for.
///
/// Shards are mapped, and their descriptors closed. What is kept in memory is the item of each caption, 4 bytes, and about
/// a kilobyte a shard; 4 bytes a source caption for each partner, and as much a caption for what it counts as a translation of. Sendable without a check, because maps are for reading and live as long as the pool.
public final class CaptionPool: @unchecked Sendable {
    /// What all the shards were made with.
    public let description: ShardDescription
    public let languages: [String]
    /// The item of each caption, counted over the split.
    public let items: [UInt32]
    /// Items of the split.
    public let itemCount: Int
    /// What is gathered.
    public let columns: CaptionColumns
    let shards: [MappedShard]
    /// The file of each shard.
    let files: [MappedFile]
    let numbers: CaptionNumbers
    let watch: ShardWatch
    let guarding: MapGuard
    /// Brings what is gathered, where the shards are behind a URL.
    let remote: RemoteColumns?

    /// Opens the shards of a split.
    /// - Parameters:
    ///   - pairing: gives other languages, whose captions of the same source caption are gathered too; captions that lack one
    ///     are left out.
    ///   - columns: what is to be gathered, and must be there for each caption.
    ///   - verifying: compares each shard's SHA-256 with the index's, which reads them whole.
    ///   - interval: a shard that is read is looked at again when the last look is older.
    /// - Throws: ``InputError`` for a shard that is missing, cut, altered, or made with something other than the rest.
    public convenience init(
        folder: String, split: String, languages: [String], pairing: CaptionPairing = .none, columns: CaptionColumns,
        verifying: Bool = true, checkingEvery interval: Duration = .seconds(1)
    ) throws {
        let entries = try ShardIndex(folder: folder).entries(of: split, in: folder)
        var opened = OpenedShards(languages: languages, pairing: pairing, columns: columns)
        for entry in entries { try opened.open("\(folder)/\(entry.file)", entry, verifying: verifying) }
        try self.init(opened, languages: languages, columns: columns, folder: folder, checkingEvery: interval)
    }

    /// - Parameters: folder: where the shards are, for complaints; remote: brings what is gathered.
    init(
        _ opened: OpenedShards, languages: [String], columns: CaptionColumns, folder: String,
        checkingEvery interval: Duration, remote: RemoteColumns? = nil
    ) throws {
        let guarding = opened.guarding
        (self.guarding, self.remote) = (guarding, remote)
        description = try opened.described(folder)
        self.languages = languages
        self.columns = columns
        (shards, files) = (opened.shards, opened.files)
        numbers = try CaptionNumbers(
            opened, languages: languages, source: description.sourceLanguage,
            translations: !columns.isDisjoint(with: [.source, .sourceTokens]), folder: folder)
        items = try numbers.map(reading: files, guarding) { segment, row in
            UInt32(clamping: opened.firstItems[segment.shard])
                &+ UInt32(bitPattern: segment.captions.items.int32(row))
        }
        itemCount = opened.itemCount
        watch = ShardWatch(count: shards.count, interval: interval, isGrowing: remote != nil)
    }

    /// Captions of all the languages.
    public var count: Int { items.count }

    /// The numbers of each language's captions.
    public var ranges: [Range<Int>] { numbers.ranges }

    /// Looks at all the shards, whenever they were looked at last: what was gathered before is then known to be sound.
    /// - Throws: ``InputError`` that names one which was cut, removed, replaced or altered since it was opened.
    public func checkShards() throws {
        for file in files { try watch.check(file) }
        try remote?.check()
    }

    /// The tokens of each caption, as far as 16 bits count.
    public func lengths() throws -> [UInt16] {
        try numbers.map(reading: files, guarding) { segment, row in
            UInt16(clamping: segment.captions.tokens(of: row)?.count ?? 0)
        }
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
