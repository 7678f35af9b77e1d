import Corpus
import Documents
import Shards
import Synchronization
import Tokenizers
import Workspace

/// Lays out the captions of a run of items as columns.
struct CaptionGatherer: Sendable {
    /// The language whose captions get features.
    let source: Language
    /// For every language of the corpus; what the shards' tokens are made with.
    let tokenizers: [Language: any Tokenizer]
    /// What source captions are encoded with: the frozen model's own; nil where they are not encoded, or as they stand in the
    /// shards.
    var own: (any Tokenizer)?
    /// The longest text, in tokens.
    let context: Int

    /// What the items of a shard, or of a part of one, have beside their visual features.
    struct Columns: Sendable {
        /// The ids of the items that are kept.
        var ids = TextColumn()
        /// Where their images and videos lie.
        var media = MediaColumn()
        var captions: [Language: CaptionColumn] = [:]
        /// The tokens of all source captions, as the frozen model reads them, also of items that are left out: what meets
        /// in a batch must not depend on what failed.
        var sourceTokens = TokenColumn()
        /// Whether each of those captions is kept.
        var isKept: [Bool] = []
        var outcome = Outcome()
        var images = 0
        var videos = 0
    }

    /// - Parameters:
    ///   - items: some items.
    ///   - first: the place of the first of them.
    ///   - visual: what became of their media.
    ///   - places: as ``VisualColumn/Contents/places``.
    /// - Throws: ``InputError`` for a caption in a language without a tokenizer.
    func columns(
        of items: [Item], first: Int, _ visual: VisualColumn.Contents, _ places: [Int?]
    ) throws -> Columns {
        var columns = Columns()
        for (index, item) in items.enumerated() {
            let place = places[first + index]
            if let place {
                try add(item.captions, row: place, to: &columns)
                columns.ids.append(item.id)
                columns.media.append(ItemMedia(path: item.media.path, isVideo: item.media.kind == .video))
                if item.media.kind == .image { columns.images += 1 } else { columns.videos += 1 }
                if let note = visual.notes[first + index] { columns.outcome.add(note: note, of: item.id) }
            } else {
                let reason = visual.failures[first + index] ?? "it was not encoded"
                columns.outcome.failures.append(.init(item: item.id, reason: reason))
                for caption in item.captions where caption.language == source {
                    columns.sourceTokens.append(try encoded(caption, tokens(caption)))
                    columns.isKept.append(false)
                }
            }
        }
        return columns
    }

    private func add(_ captions: [Caption], row: Int, to columns: inout Columns) throws {
        // Where each of the item's source captions stands in its column, by its position among the item's captions.
        var places: [Int: Int] = [:]
        for (position, caption) in captions.enumerated() where caption.language == source {
            let tokens = try tokens(caption)
            places[position] = columns.captions[source, default: CaptionColumn()].count
            columns.captions[source, default: CaptionColumn()].add(
                caption.text, item: row, source: nil, tokens: tokens)
            columns.sourceTokens.append(encoded(caption, tokens))
            columns.isKept.append(true)
        }
        for caption in captions where caption.language != source {
            columns.captions[caption.language, default: CaptionColumn()].add(
                caption.text, item: row, source: origin(of: caption, among: captions).flatMap { places[$0] },
                tokens: try tokens(caption))
        }
    }

    /// The source caption behind a caption: what it translates, or what that translates in turn.
    private func origin(of caption: Caption, among captions: [Caption]) -> Int? {
        var place = caption.source
        for _ in captions {
            guard let found = place, captions.indices.contains(found) else { return nil }
            if captions[found].language == source { return found }
            place = captions[found].source
        }
        return nil
    }

    /// A source caption's tokens as the frozen model reads them.
    private func encoded(_ caption: Caption, _ tokens: [Int32]) -> [Int32] {
        own?.encode(caption.text, maxLength: context) ?? tokens
    }

    private func tokens(_ caption: Caption) throws -> [Int32] {
        guard let tokenizer = tokenizers[caption.language] else {
            throw InputError(
                key: "features.tokenizers.\(caption.language)",
                "the corpus has captions in '\(caption.language)', and no tokenizer for them",
                remedy: "name one under features.tokenizers, or with --tokenizer \(caption.language)=DIR")
        }
        return tokenizer.encode(caption.text, maxLength: context)
    }
}

extension CaptionGatherer.Columns {
    /// Adds those of the items that follow.
    mutating func append(_ other: Self, source: Language) {
        let first = captions[source]?.count ?? 0
        for (language, column) in other.captions {
            captions[language, default: CaptionColumn()].append(contentsOf: column, firstSource: first)
        }
        ids.append(contentsOf: other.ids)
        media.append(contentsOf: other.media)
        sourceTokens.append(contentsOf: other.sourceTokens)
        isKept += other.isKept
        outcome.failures += other.outcome.failures
        for note in other.outcome.notes ?? [] { outcome.add(note: note.note, of: note.item) }
        images += other.images
        videos += other.videos
    }
}
