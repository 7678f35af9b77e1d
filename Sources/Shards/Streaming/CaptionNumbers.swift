import Documents
import Tensors

/// Which captions of the opened shards a pool has, and the number of each: language by language, in the order of the
/// index. Where source captions are gathered too, those that translate none are left out.
///
/// Sendable without a check, because the columns' addresses are, as long as the files are mapped.
struct CaptionNumbers: Sendable {
    /// The captions of one language in one shard.
    struct Segment: Sendable {
        let shard: Int
        let language: Int
        /// Whether the captions are in the source language, and so their own sources.
        let isSource: Bool
        let captions: MappedShard.Captions
        /// What they are paired with.
        let partners: [CaptionPartners]
        /// How many of them have numbers.
        let count: Int
    }

    /// A caption's place: a row of a segment.
    struct Place {
        let segment: Int
        let row: Int
        let shard: Int
        let language: Int
    }

    private(set) var segments: [Segment] = []
    /// The numbers of each language's captions.
    private(set) var ranges: [Range<Int>] = []
    private(set) var count = 0
    /// The first caption of each segment.
    private var starts: [UInt32] = []
    /// The row of each caption in its segment; nil where no caption is left out.
    private var rows: [UInt32]?

    /// - Parameter translations: leaves out what translates no source caption. What has no partner where its language is paired
    ///   is left out too.
    /// - Throws: ``InputError`` for a language of which nothing is left, or too many captions.
    init(_ shards: OpenedShards, languages: [String], source: String, translations: Bool, folder: String) throws {
        for (language, name) in languages.enumerated() {
            let start = count
            let isPaired = shards.partners[language].contains { !$0.isEmpty }
            for (shard, captions) in shards.captions[language].enumerated() {
                let isSource = name == source
                let partners = shards.partners[language][shard]
                let count =
                    translations && !isSource || isPaired
                    ? try shards.reading(shard) { captions.numbered(isSource, partners).count } : captions.count
                add(
                    Segment(
                        shard: shard, language: language, isSource: isSource, captions: captions, partners: partners,
                        count: count))
            }
            ranges.append(start..<count)
            guard count > start || shards.captions[language].allSatisfy({ $0.count == 0 }) else {
                throw InputError(
                    file: folder, key: "captions.\(name).source",
                    isPaired
                        ? "no caption translates one in '\(source)' that its partners' captions translate too"
                        : "no caption translates one in '\(source)'",
                    remedy: "translate the split into this language, or leave the language out")
            }
        }
        guard count < Int(UInt32.max) else {
            throw InputError(
                file: folder, "has \(count) captions, and a run takes \(UInt32.max - 1) at most",
                remedy: "train on a part of the split")
        }
        guard segments.contains(where: { $0.count < $0.captions.count }) else { return }
        var rows: [UInt32] = []
        rows.reserveCapacity(count)
        for segment in segments {
            try shards.reading(segment.shard) {
                if segment.count < segment.captions.count {
                    rows.append(
                        contentsOf: segment.captions.numbered(segment.isSource, segment.partners).map { UInt32($0) })
                } else {
                    rows.append(contentsOf: 0..<UInt32(segment.count))
                }
            }
        }
        self.rows = rows
    }

    private mutating func add(_ segment: Segment) {
        guard segment.count > 0 else { return }
        segments.append(segment)
        starts.append(UInt32(clamping: count))
        count += segment.count
    }

    /// Where a caption stands.
    func place(_ caption: UInt32) -> Place {
        precondition(caption < count, "there are \(count) captions")
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= caption { low = middle } else { high = middle }
        }
        let row = rows.map { Int($0[Int(caption)]) } ?? Int(caption - starts[low])
        return Place(segment: low, row: row, shard: segments[low].shard, language: segments[low].language)
    }

    /// A number for each caption, in their order.
    /// - Parameters: files: the shards'; number: of a row of a segment.
    /// - Throws: ``InputError`` when a shard was cut.
    func map<Number>(
        reading files: [MappedFile], _ guarding: MapGuard, _ number: (Segment, _ row: Int) -> Number
    ) throws -> [Number] {
        var numbers: [Number] = []
        numbers.reserveCapacity(count)
        for (segment, start) in zip(segments, starts) {
            try guarding.reading(files[segment.shard]) {
                for caption in Int(start)..<Int(start) + segment.count {
                    numbers.append(number(segment, rows.map { Int($0[caption]) } ?? caption - Int(start)))
                }
            }
        }
        return numbers
    }
}

extension MappedShard.Captions {
    /// The rows that translate a source caption, or are one, and that all their partners translate; the others were written
    /// in their own language.
    fileprivate func numbered(_ isSource: Bool, _ partners: [CaptionPartners]) -> LazyFilterSequence<Range<Int>> {
        (0..<count).lazy.filter {
            let origin = isSource ? $0 : origin(of: $0)
            return origin >= 0 && partners.allSatisfy { $0.row(of: origin) != nil }
        }
    }
}
