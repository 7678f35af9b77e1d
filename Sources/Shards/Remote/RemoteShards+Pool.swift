import Documents
import Tensors

extension RemoteShards {
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
        let remote = RemoteColumns(cache: cache, files: files, names: names)
        let layouts = try await each(numbers) { [self] number in
            try await layout(number, all[number], languages, pairing, columns, remote)
        }
        try await checkRoom(layouts, batch: batch)
        _ = try await each(layouts) { [cache] layout in
            try await cache.hold(layout.lasting, lasts: true)
            await cache.use(layout.number, layout.needed)
        }
        return try remote.naming {
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
        /// The most blocks that a caption's rows lie in.
        let blocksOfCaption: Int
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
                // A caption's tokens are fewer than a block has room for, and lie in two at most.
                blocksOfCaption: rows.reduce(2) {
                    let row = shard.entries[$1].map { $0.range.count / max(1, $0.shape.first ?? 1) } ?? 0
                    return $0 + max(2, (row - 2 + settings.blockSize) / settings.blockSize + 1)
                })
        }
    }

    /// - Throws: ``InputError`` when there is no room for what is always there and two batches: one that is read, and one
    ///   that comes.
    private func checkRoom(_ layouts: [Layout], batch: Int) async throws {
        let lasting = layouts.reduce(0) { $0 + $1.lasting.count }
        let passing = layouts.reduce(-lasting) { $0 + $1.needed.reduce(0) { $0 + $1.count } }
        let most = layouts.map(\.blocksOfCaption).max() ?? 0
        let needed = lasting + min(passing, 2 * batch * most)
        let capacity = await cache.capacity
        guard needed <= capacity else { throw await cache.tooSmall(needed) }
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
