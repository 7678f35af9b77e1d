import Corpus
import Documents
import Shards
import Synchronization
import Workspace

/// Makes the shard of a piece of the corpus, once its visual features are there: reads the piece again, tokenizes the
/// captions, and encodes those of the source language.
struct ShardBuilder {
    let piece: CorpusPiece
    let gatherer: CaptionGatherer
    /// Encodes source captions; nil leaves them without features.
    let texts: TextEncoder?
    let description: ShardDescription

    /// Items that are tokenized at a time.
    private static let window = 128

    /// - Parameter path: a temporary one that the caller renames.
    /// - Throws: ``InputError`` for a caption in a language without a tokenizer, or a corpus that changed.
    func write(_ visual: VisualColumn.Contents, to path: String) async throws -> Outcome {
        var visual = visual
        var columns = try await columns(visual)
        for language in gatherer.tokenizers.keys where columns.captions[language] == nil {
            columns.captions[language] = CaptionColumn()
        }
        if let texts {
            var features = try await texts.rows(of: columns.sourceTokens)
            features.keep(columns.isKept)
            columns.captions[gatherer.source]?.features = features
        }
        let frames = visual.frames.filter { $0 > 0 }
        visual.rows.keep(visual.frames.map { $0 > 0 })
        var captions: [String: CaptionColumn] = [:]
        for (language, column) in columns.captions { captions[language.tag] = column }
        try Task.checkCancellation()
        try ShardWriter.write(
            to: path, description, ids: columns.ids, visual: visual.rows, frames: frames, media: columns.media,
            captions: captions)
        var outcome = columns.outcome
        outcome.counts = ["items": frames.count, "frames": frames.reduce(0) { $0 + Int($1) }]
        if columns.images > 0 { outcome.counts["images"] = columns.images }
        if columns.videos > 0 { outcome.counts["videos"] = columns.videos }
        if let notes = outcome.notes { outcome.counts["salvaged"] = notes.count }
        for (language, column) in captions { outcome.counts["captions.\(language)"] = column.count }
        return outcome
    }

    /// The columns of all items, tokenized on all cores and put together in order.
    private func columns(_ visual: VisualColumn.Contents) async throws -> CaptionGatherer.Columns {
        let (gatherer, places) = (gatherer, visual.places)
        let windows = Mutex(Windows(reader: try ItemReader(piece.path, from: piece.start), left: piece.items))
        let result = Mutex(Ordered(source: gatherer.source))
        try await Cores.work {
            try windows.withLock { try $0.next(ShardBuilder.window) }
        } _: { window in
            guard window.first + window.items.count <= places.count else {
                throw Fault("features of \(piece.path)", reason: "the file changed meanwhile")
            }
            let columns = try gatherer.columns(of: window.items, first: window.first, visual, places)
            result.withLock { $0.add(columns, at: window.first, count: window.items.count) }
        }
        return result.withLock { result in
            defer { result = Ordered(source: gatherer.source) }
            return result.columns
        }
    }

    /// Items in runs, each with the place of its first.
    private struct Windows {
        var reader: ItemReader
        var left: Int
        var first = 0

        mutating func next(_ count: Int) throws -> (first: Int, items: [Item])? {
            let items = try reader.next(min(count, left))
            guard !items.isEmpty else { return nil }
            defer { first += items.count }
            left -= items.count
            return (first, items)
        }
    }

    /// Puts together in order what comes in any.
    private struct Ordered {
        let source: Language
        var columns = CaptionGatherer.Columns()
        private var next = 0
        private var waiting: [Int: (columns: CaptionGatherer.Columns, count: Int)] = [:]

        init(source: Language) { self.source = source }

        mutating func add(_ part: CaptionGatherer.Columns, at first: Int, count: Int) {
            waiting[first] = (part, count)
            while let (part, count) = waiting.removeValue(forKey: next) {
                columns.append(part, source: source)
                next += count
            }
        }
    }
}

extension Outcome {
    mutating func add(note: String, of item: String) {
        notes = (notes ?? []) + [Note(item: item, note: note)]
    }
}
