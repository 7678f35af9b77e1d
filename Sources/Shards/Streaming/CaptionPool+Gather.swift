import CGather
import Documents
import Tensors

extension CaptionPool {
    /// Gathers captions, in the order given, straight from the mapped shards into a batch's tensors.
    ///
    /// A shard that was cut by a page of memory or more is named at once; one that was altered less, replaced or removed,
    /// within a second. ``checkShards()`` tells whether any was.
    /// - Parameter captions: their numbers.
    /// - Throws: ``InputError`` that names such a shard; ``TensorError``.
    public func gather(_ captions: [UInt32]) throws -> GatheredCaptions { try gather(captions, nil) }

    /// - Parameter staged: has the rows, where the mapped shards do not.
    func gather(_ captions: [UInt32], _ staged: StagedRows?) throws -> GatheredCaptions {
        let places = captions.map { numbers.place($0) }
        try watch.check(places.lazy.map(\.shard)) { files[$0] }
        return try guarding.reading {
            GatheredCaptions(
                captions: captions, items: captions.map { items[Int($0)] }, languages: places.map(\.language),
                tokens: try tokens(places, .own, staged),
                sourceTokens: columns.contains(.sourceTokens) ? try tokens(places, .source, staged) : nil,
                partnerTokens: try (0..<partnerCount).map { try tokens(places, .partner($0), staged) },
                visual: columns.contains(.visual) ? try visual(places, staged) : nil,
                source: columns.contains(.source) ? try source(places, staged) : nil,
                media: columns.contains(.media) ? try places.map { try media($0, staged) } : nil)
        } owner: { address in
            files.first { $0.holds(address) }?.path
        }
    }

    private enum Whose {
        case own
        /// The captions' that they translate.
        case source
        /// The captions' of a number among those that they are paired with.
        case partner(Int)

        var isOwn: Bool { if case .own = self { true } else { false } }
    }

    /// How many captions each is paired with.
    var partnerCount: Int { numbers.segments.first?.partners.count ?? 0 }

    private func tokens(_ places: [CaptionNumbers.Place], _ whose: Whose, _ staged: StagedRows?) throws -> TokenColumn {
        var offsets: [Int64] = [0]
        offsets.reserveCapacity(places.count + 1)
        var parts: [UnsafeRawBufferPointer] = []
        parts.reserveCapacity(places.count)
        var total = 0
        // What lies far apart is asked for before it is used, so that the waits for memory overlap.
        for place in places where whose.isOwn {
            cgather_prefetch(numbers.segments[place.segment].captions.offsets + place.row * 8)
        }
        for place in places {
            let (captions, row): (MappedShard.Captions, Int) =
                switch whose {
                case .own: (numbers.segments[place.segment].captions, place.row)
                case .source: (shards[place.shard].source, try origin(place))
                case .partner(let number): try partner(place, number)
                }
            guard let range = captions.tokens(of: row) else { throw altered(place) }
            let start = try found(captions.tokens + range.lowerBound * 4, in: staged, count: range.count, place)
            parts.append(UnsafeRawBufferPointer(start: start, count: range.count * 4))
            cgather_prefetch(start)
            total += range.count
            offsets.append(Int64(total))
        }
        let ids = [Int32](unsafeUninitializedCapacity: total) { ids, count in
            let bytes = UnsafeMutableRawBufferPointer(ids)
            var position = 0
            for part in parts {
                UnsafeMutableRawBufferPointer(rebasing: bytes[position...]).copyMemory(from: part)
                position += part.count
            }
            count = total
        }
        return TokenColumn(ids: ids, offsets: offsets)
    }

    /// F32 [captions, D].
    private func visual(_ places: [CaptionNumbers.Place], _ staged: StagedRows?) throws -> Tensor {
        let width = shards.first?.width ?? 0
        for place in places { cgather_prefetch(numbers.segments[place.segment].captions.items + place.row * 4) }
        var items: [Int] = []
        items.reserveCapacity(places.count)
        for place in places {
            let item = Int(numbers.segments[place.segment].captions.items.int32(place.row))
            guard (0..<shards[place.shard].count).contains(item) else { throw altered(place) }
            items.append(item)
        }
        let rows = try zip(places, items).map { place, item in
            let row = shards[place.shard].visual + item * shards[place.shard].framesKept * width * 2
            return Optional(try found(row, in: staged, place))
        }
        return try tensor(rows) { numbers in
            for (position, place) in places.enumerated() {
                guard let frames = shards[place.shard].frames, let row = rows[position] else { return }
                let count = Int(frames.int32(items[position]))
                guard (1...shards[place.shard].framesKept).contains(count) else { throw altered(place) }
                let target = numbers + position * width
                for frame in 1..<count { cgather_add(row + frame * width * 2, target, width) }
                cgather_divide(target, Float(count), width)
            }
        }
    }

    /// F32 [captions, D].
    private func source(_ places: [CaptionNumbers.Place], _ staged: StagedRows?) throws -> Tensor {
        let width = shards.first?.width ?? 0
        return try tensor(
            places.map { place in
                guard let features = shards[place.shard].sourceFeatures else { throw altered(place) }
                return try found(features + (try origin(place)) * width * 2, in: staged, place)
            })
    }

    /// Rows of F16 as one tensor: F32 [rows, D].
    /// - Parameter change: goes over the numbers.
    private func tensor(_ rows: [UnsafeRawPointer?], _ change: (UnsafeMutablePointer<Float>) throws -> Void = { _ in })
        throws -> Tensor
    {
        let width = shards.first?.width ?? 0
        return try Tensor.filled([rows.count, width], of: Float.self) { numbers in
            guard let start = numbers.baseAddress else { return }
            cgather_widen_rows(rows, rows.count, width, start)
            try change(start)
        }
    }

    /// The source-language caption that a caption translates: itself, where it is one.
    func origin(_ place: CaptionNumbers.Place) throws -> Int {
        if numbers.segments[place.segment].isSource { return place.row }
        let origin = numbers.segments[place.segment].captions.origin(of: place.row)
        guard (0..<shards[place.shard].source.count).contains(origin) else { throw altered(place) }
        return origin
    }

    /// The caption of a number among those that a caption is paired with.
    func partner(_ place: CaptionNumbers.Place, _ number: Int) throws -> (MappedShard.Captions, Int) {
        let partners = numbers.segments[place.segment].partners
        guard number < partners.count, let row = partners[number].row(of: try origin(place)) else {
            throw altered(place)
        }
        return (partners[number].captions, row)
    }

    /// Where the image or video of a caption's item lies.
    private func media(_ place: CaptionNumbers.Place, _ staged: StagedRows?) throws -> ItemMedia {
        let (media, item) = try mediaRow(place)
        guard let range = media.path(of: item) else { throw altered(place) }
        let bytes = UnsafeRawBufferPointer(
            start: try found(media.paths + range.lowerBound, in: staged, count: range.count, place), count: range.count)
        return ItemMedia(
            path: String(decoding: bytes, as: UTF8.self),
            isVideo: media.kinds.load(fromByteOffset: item, as: UInt8.self) == 1)
    }

    /// The row of a caption's item among its shard's media.
    func mediaRow(_ place: CaptionNumbers.Place) throws -> (media: MappedShard.Media, item: Int) {
        let item = Int(numbers.segments[place.segment].captions.items.int32(place.row))
        guard let media = shards[place.shard].media, (0..<shards[place.shard].count).contains(item) else {
            throw altered(place)
        }
        return (media, item)
    }

    /// What was sound when the shard was opened no longer is.
    func altered(_ place: CaptionNumbers.Place) -> InputError {
        InputError(
            file: files[place.shard].path, "was altered while it was in use",
            remedy: "put back what the run began with and go on, or begin a new run")
    }

    /// Where the row is that a mapped shard has at `row`.
    /// - Parameter count: bytes of the row.
    /// - Throws: ``InputError`` where it is not among those that were fetched, for in the map there is nothing to read but zeros.
    private func found(
        _ row: UnsafeRawPointer, in staged: StagedRows?, count: Int = 1, _ place: CaptionNumbers.Place
    ) throws -> UnsafeRawPointer {
        guard let staged, count > 0 else { return row }
        guard let found = staged.place(of: row) else { throw altered(place) }
        return found
    }
}
