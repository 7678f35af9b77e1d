import Corpus
import Documents
import Models
import Shards
import Tensors
import Tokenizers
import Workspace

/// Lays items and their features out as a shard.
struct ShardBuilder {
    let source: Language
    let encoder: FrozenEncoder
    /// For every language but the source language.
    let tokenizers: [Language: any Tokenizer]

    /// Captions that are encoded at a time. Cut by position, so that the same captions always meet in a batch.
    private static let batch = 64

    func write(_ items: [Item], _ media: [EncodedMedia], _ description: ShardDescription, to path: String) throws
        -> Outcome
    {
        var failures: [Outcome.Failure] = []
        var ids: [String] = []
        var features: [Tensor] = []
        var frames: [Int32] = []
        var columns: [Language: CaptionColumn] = [source: CaptionColumn()]
        for language in tokenizers.keys { columns[language] = CaptionColumn() }
        for (item, media) in zip(items, media) {
            switch media {
            case .failure(let reason): failures.append(.init(item: item.id, reason: reason))
            case .feature(let feature, let count):
                try add(item.captions, of: item, row: ids.count, to: &columns)
                ids.append(item.id)
                features.append(feature)
                frames.append(Int32(count))
            }
        }
        let sourceTokens = columns[source]?.tokens ?? []
        columns[source]?.features = try sourceFeatures(sourceTokens)
        let visual =
            features.isEmpty
            ? try Tensor.zeros([0, encoder.clip.configuration.projection]) : try Tensor.stacked(features)
        var captions: [String: CaptionColumn] = [:]
        for (language, column) in columns { captions[language.tag] = column }
        try ShardWriter.write(to: path, description, ids: ids, visual: visual, frames: frames, captions: captions)
        var counts = ["items": ids.count, "frames": frames.reduce(0) { $0 + Int($1) }]
        for (language, column) in captions { counts["captions.\(language)"] = column.texts.count }
        return Outcome(counts: counts, failures: failures)
    }

    private func add(_ captions: [Caption], of item: Item, row: Int, to columns: inout [Language: CaptionColumn]) throws
    {
        // Where each of the item's source captions stands in its column, by its position among the item's captions.
        var places: [Int: Int] = [:]
        for (position, caption) in captions.enumerated() where caption.language == source {
            places[position] = columns[source]?.texts.count
            columns[source]?.add(caption.text, item: row, source: nil, tokens: encoder.tokens(caption.text))
        }
        for caption in captions where caption.language != source {
            guard let tokenizer = tokenizers[caption.language] else {
                throw InputError(
                    key: "features.tokenizers.\(caption.language)",
                    "the corpus has captions in '\(caption.language)', and no tokenizer for them",
                    remedy: "name one under features.tokenizers")
            }
            let tokens = tokenizer.encode(caption.text, maxLength: encoder.clip.configuration.context)
            columns[caption.language]?.add(
                caption.text, item: row, source: caption.source.flatMap { places[$0] }, tokens: tokens)
        }
    }

    /// - Returns: [captions, D].
    private func sourceFeatures(_ tokens: [[Int32]]) throws -> Tensor {
        guard !tokens.isEmpty else { return try Tensor.zeros([0, encoder.clip.configuration.projection]) }
        Torch.use(threads: 1)
        let parts = try stride(from: 0, to: tokens.count, by: ShardBuilder.batch).map { start in
            try encoder.texts(Array(tokens[start..<min(start + ShardBuilder.batch, tokens.count)]))
        }
        return try Tensor.concatenated(parts)
    }
}
