import Documents

extension CaptionPool {
    /// Whether the shards are behind a URL.
    public var isRemote: Bool { remote != nil }

    /// Gathers the batches of a run, and fetches what is not here before it is asked for.
    /// - Parameter batches: all that will be gathered, in order.
    public func reader<Batches: ComingBatches>(_ batches: Batches) -> CaptionReader<Batches> {
        CaptionReader(self, batches)
    }

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
    func blocks(of captions: [UInt32], _ remote: RemoteColumns) throws -> Set<Int> {
        var blocks: Set<Int> = []
        try remote.naming {
            try rows(of: captions) { shard, bytes in blocks.formUnion(remote.files[shard].blocks(of: bytes)) }
        }
        return blocks
    }
}
