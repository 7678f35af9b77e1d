import Documents

extension CaptionPool {
    /// Whether the shards are behind a URL.
    public var isRemote: Bool { remote != nil }

    /// About the memory that a gathered caption takes.
    public var bytesOfCaption: Int { 1024 + 8 * (shards.first?.width ?? 0) }

    /// As ``gather(_:)``, where what is behind a URL is fetched first.
    /// - Throws: as ``gather(_:)``; ``InputError`` that names a shard's URL; ``Fault`` when the server cannot be reached;
    ///   `CancellationError`.
    public func fetched(_ captions: [UInt32]) async throws -> GatheredCaptions {
        guard let remote else { return try gather(captions) }
        let blocks = try blocks(of: captions, remote)
        try await remote.cache.hold(blocks)
        let result = Result { try remote.naming { try gather(captions) } }
        await remote.cache.release(blocks)
        return try result.get()
    }

    /// Waits until each remote shard of which all is there was compared with the index's digest; local ones were when they
    /// were opened.
    /// - Throws: ``InputError`` that names one which is another.
    public func settle() async throws { try await remote?.cache.settle() }

    /// The blocks that hold what ``gather(_:)`` reads beyond the columns that are always there.
    private func blocks(of captions: [UInt32], _ remote: RemoteColumns) throws -> Set<Int> {
        var blocks: Set<Int> = []
        try remote.naming {
            try guarding.reading {
                for caption in captions {
                    let place = numbers.place(caption)
                    try rows(place) { start, count in
                        guard count > 0, let base = files[place.shard].bytes.baseAddress else { return }
                        let offset = start - base
                        blocks.formUnion(remote.files[place.shard].blocks(of: offset..<offset + count))
                    }
                }
            } owner: { address in
                files.first { $0.holds(address) }?.path
            }
        }
        return blocks
    }

    /// Where a caption's rows lie in its shard, and how long they are.
    private func rows(_ place: CaptionNumbers.Place, _ body: (UnsafeRawPointer, Int) -> Void) throws {
        let (shard, captions) = (shards[place.shard], numbers.segments[place.segment].captions)
        guard let tokens = captions.tokens(of: place.row) else { throw altered(place) }
        body(captions.tokens + tokens.lowerBound * 4, tokens.count * 4)
        if columns.contains(.visual) {
            let item = Int(captions.items.int32(place.row))
            guard (0..<shard.count).contains(item) else { throw altered(place) }
            let bytes = shard.framesKept * shard.width * 2
            body(shard.visual + item * bytes, bytes)
        }
        if columns.contains(.source), let features = shard.sourceFeatures {
            body(features + (try origin(place)) * shard.width * 2, shard.width * 2)
        }
        for number in 0..<partnerCount {
            let (captions, row) = try partner(place, number)
            guard let tokens = captions.tokens(of: row) else { throw altered(place) }
            body(captions.tokens + tokens.lowerBound * 4, tokens.count * 4)
        }
        if columns.contains(.media) {
            let (media, item) = try mediaRow(place)
            guard let range = media.path(of: item) else { throw altered(place) }
            body(media.paths + range.lowerBound, range.count)
        }
        if columns.contains(.sourceTokens) {
            guard let tokens = shard.source.tokens(of: try origin(place)) else { throw altered(place) }
            body(shard.source.tokens + tokens.lowerBound * 4, tokens.count * 4)
        }
    }
}
