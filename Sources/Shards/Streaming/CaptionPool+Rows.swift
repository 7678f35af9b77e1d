extension CaptionPool {
    /// Where the rows lie that ``gather(_:)`` reads beyond the columns that are always there, always in the same order.
    /// - Parameter body: gets the shard's number, and the bytes in it; none of no length.
    /// - Throws: ``InputError`` that names a shard which was cut or altered.
    func rows(of captions: some Sequence<UInt32>, _ body: (_ shard: Int, _ bytes: Range<Int>) -> Void) throws {
        try guarding.reading {
            for caption in captions {
                let place = numbers.place(caption)
                try rows(place) { start, count in
                    guard count > 0, let base = files[place.shard].bytes.baseAddress else { return }
                    body(place.shard, start - base..<start - base + count)
                }
            }
        } owner: { address in
            files.first { $0.holds(address) }?.path
        }
    }

    /// Bytes of the rows of ``rows(of:_:)``.
    func bytes(of captions: some Sequence<UInt32>) throws -> Int {
        var count = 0
        try rows(of: captions) { count += $1.count }
        return count
    }

    /// Gathers captions out of rows that were fetched.
    /// - Parameter bytes: their rows, one after the other, in the order of ``rows(of:_:)``.
    /// - Throws: as ``gather(_:)``.
    func gather(_ captions: [UInt32], from bytes: [UInt8]) throws -> GatheredCaptions {
        try bytes.withUnsafeBytes { bytes in
            var staged = StagedRows(bytes)
            try rows(of: captions) { shard, range in
                if let base = files[shard].bytes.baseAddress { staged.add(base + range.lowerBound, range.count) }
            }
            guard staged.isWhole else { throw altered(numbers.place(captions[0])) }
            return try gather(captions, staged)
        }
    }

    /// Where a caption's rows lie in its shard, and how long they are.
    func rows(_ place: CaptionNumbers.Place, _ body: (UnsafeRawPointer, Int) -> Void) throws {
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
