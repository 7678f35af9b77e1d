import Documents
import Tensors

extension RemoteShards {
    /// A batch's tokens may be so much longer than the mean.
    private static let longer = 4
    /// Shards that are opened at a time.
    private static let together = 32

    /// Opens the shards of a split. Their headers, and the columns that say which rows belong together, are fetched now;
    /// features and tokens when a batch needs them.
    /// - Parameters:
    ///   - pairing: gives other languages, whose captions of the same source caption are gathered too.
    ///   - columns: what is to be gathered, and must be there for each caption.
    ///   - batch: captions that are gathered at a time.
    /// - Throws: as ``CaptionPool/init(folder:split:languages:columns:verifying:checkingEvery:)``; ``InputError`` when the
    ///   cache is too small for batches of that size; ``Fault`` when the server cannot be reached.
    public func pool(
        _ split: String, languages: [String], pairing: CaptionPairing = .none, columns: CaptionColumns, batch: Int
    ) async throws -> CaptionPool {
        _ = try index.entries(of: split, in: name)
        let all = await cache.files
        let numbers = all.indices.filter { all[$0].entry.split == split }
        let files = numbers.map { all[$0] }
        let names = Dictionary(uniqueKeysWithValues: files.map { ($0.file.path, $0.name) })
        var remote = RemoteColumns(cache: cache, folder: folder, files: files, numbers: numbers, names: names)
        let layouts = try await each(numbers) { [self, remote] number in
            try await layout(number, all[number], languages, pairing, columns, remote)
        }
        remote.staysInCache = try await isRoom(layouts, batch: batch)
        _ = try await each(layouts) { [cache] layout in
            try await cache.hold(layout.lasting, lasts: true)
            await cache.use(layout.number, layout.needed)
        }
        return try remote.naming { [remote] in
            var opened = OpenedShards(languages: languages, pairing: pairing, columns: columns)
            for file in files { try opened.open(file.file.path, file.entry, verifying: false) }
            return try CaptionPool(
                opened, languages: languages, columns: columns, folder: name, checkingEvery: .seconds(1),
                remote: remote)
        }
    }

    /// Which blocks of a shard a run needs.
    private struct Layout: Sendable {
        let number: Int
        /// Those that are always there.
        let lasting: Set<Int>
        /// All of them, in order; those that come and go are many.
        let needed: [Range<Int>]
        /// About the bytes of a caption's rows at most.
        let bytesOfCaption: Int
    }

    /// Fetches a shard's header, and reads from it where its columns are.
    private func layout(
        _ number: Int, _ file: CachedFile, _ languages: [String], _ pairing: CaptionPairing, _ columns: CaptionColumns,
        _ remote: RemoteColumns
    ) async throws -> Layout {
        try await cache.open(number)
        let start = Set(file.blocks(of: 0..<min(8, file.entry.bytes)))
        try await cache.hold(start)
        // Not believed: the header is read by those who check it, from however much there is.
        let length = Result { try file.file.read(0..<min(8, file.entry.bytes)) }
            .map { $0.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) } }
        await cache.release(start)
        let end = 8 + Int(min(try length.get(), UInt64(max(0, file.entry.bytes - 8))))
        let header = Set(file.blocks(of: 0..<min(end, file.entry.bytes)))
        // Let go of after, so that a cache that is too small is told how much all the shards need.
        try await cache.hold(header)
        let layout = Result { try self.layout(number, file, header, languages, pairing, columns, remote) }
        await cache.release(header)
        return try layout.get()
    }

    /// Where a shard's columns are.
    /// - Parameter header: its blocks, which are there.
    private func layout(
        _ number: Int, _ file: CachedFile, _ header: Set<Int>, _ languages: [String], _ pairing: CaptionPairing,
        _ columns: CaptionColumns, _ remote: RemoteColumns
    ) throws -> Layout {
        try remote.naming {
            let shard = try SafetensorsFile(file.file.path)
            let source = try ShardDescription(metadata: shard.metadata, file: file.file.path).sourceLanguage
            func blocks(_ names: [String]) -> [Range<Int>] {
                names.compactMap { shard.entries[$0].map { file.blocks(of: $0.range) } }
            }
            let partners = Set(try languages.flatMap { try pairing.partners($0, source) })
            let read = partners.union(languages + [source])
            let tokens = languages.map { "captions.\($0).tokens" }
            var rows = partners.sorted().map { "captions.\($0).tokens" }
            if columns.contains(.visual) { rows.append("visual") }
            if columns.contains(.source) { rows.append("captions.\(source).features") }
            if columns.contains(.sourceTokens) { rows.append("captions.\(source).tokens") }
            if columns.contains(.media) { rows.append("media.bytes") }
            let lasting = header.union(
                blocks(
                    ["visual.frames"] + (columns.contains(.media) ? ["media.offsets", "media.kind"] : [])
                        + read.flatMap { name in
                            ["item", "source", "tokens.offsets"].map { "captions.\(name).\($0)" }
                        }
                ).joined())
            return Layout(
                number: number, lasting: lasting, needed: (lasting.sorted().runs() + blocks(tokens + rows)).merged(),
                bytesOfCaption: rows.reduce(0) { $0 + RemoteShards.row($1, of: shard) }
                    + (tokens.map { RemoteShards.row($0, of: shard) }.max() ?? 0))
        }
    }

    /// Bytes of a column's row, or about the most.
    private static func row(_ name: String, of shard: SafetensorsFile) -> Int {
        guard let entry = shard.entries[name] else { return 0 }
        if entry.shape.count > 1 { return entry.range.count / max(1, entry.shape[0]) }
        let offsets = name == "media.bytes" ? "media.offsets" : name + ".offsets"
        let rows = (shard.entries[offsets]?.shape.first ?? 0) - 1
        return longer * entry.range.count / max(1, rows)
    }

    /// Whether all that is gathered has room.
    /// - Throws: ``InputError`` when what is always there and two batches have none: one that is read, and one that comes.
    private func isRoom(_ layouts: [Layout], batch: Int) async throws -> Bool {
        let lasting = layouts.reduce(0) { $0 + $1.lasting.count }
        let all = layouts.reduce(0) { $0 + $1.needed.reduce(0) { $0 + $1.count } }
        let capacity = await cache.capacity
        if all <= capacity { return true }
        let bytes = 2 * batch * (layouts.map(\.bytesOfCaption).max() ?? 0)
        let needed = min(all, lasting + (bytes + settings.blockSize - 1) / settings.blockSize)
        guard needed <= capacity else { throw await cache.tooSmall(needed) }
        return false
    }

    /// Does some work for each, a few at a time, and gives the results in order.
    private func each<Given: Sendable, Made: Sendable>(
        _ all: [Given], _ body: @escaping @Sendable (Given) async throws -> Made
    ) async throws -> [Made] {
        try await withThrowingTaskGroup(of: (Int, Made).self) { group in
            var made = [Made?](repeating: nil, count: all.count)
            for (place, given) in all.enumerated() {
                if place >= RemoteShards.together, let (place, one) = try await group.next() { made[place] = one }
                group.addTask { (place, try await body(given)) }
            }
            for try await (place, one) in group { made[place] = one }
            return made.compactMap { $0 }
        }
    }
}
