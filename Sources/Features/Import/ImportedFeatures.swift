import Corpus
import Documents
import Models
import Shards
import Synchronization
import Tokenizers
import Workspace

/// Makes the shards of a corpus from visual features that others made. An item without a feature is recorded and left out.
public struct ImportedFeatures: Stage {
    public let name = "features"
    public let version = 4
    private let dataset: String
    private let source: Language
    private let plan: CorpusPlan
    private let table: FeatureTable
    private let match: FeatureMatch
    private let model: Model
    private let size: ShardSize

    /// What the features were made with, as far as the user says, and what makes the rest.
    public struct Model: Sendable {
        let source: ShardDescription.Source
        let tokenizers: [Language: any Tokenizer]
        /// What source captions are encoded with, where that is not as they stand in the shards.
        let own: (any Tokenizer)?
        /// Encodes the source captions.
        let encoder: FrozenEncoder?

        /// What encodes source captions; nil leaves them without features.
        var texts: TextEncoder? { encoder.flatMap { $0.tokenizer == nil ? nil : TextEncoder($0) } }
        var context: Int { encoder?.context ?? CLIPConfiguration.usualContext }

        /// - Parameters:
        ///   - name: the model's; nil: that of its folder.
        ///   - folder: the model, for features of the source captions; nil leaves them without.
        ///   - tokenizers: the folder for each language; that of the source language is the model's own where none is given.
        /// - Throws: ``InputError`` when neither name nor folder is given, or a folder cannot be read.
        public init(name: String?, folder: String?, tokenizers: [Language: String], source: Language) throws {
            var all = try tokenizers.mapValues { try TokenizerFolder.load($0) }
            encoder = try folder.map { try FrozenEncoder(folder: $0) }
            if let encoder {
                if let own = encoder.tokenizer, all[source] == nil { all[source] = own }
                self.source = .init(name: name ?? encoder.clip.name, digest: encoder.clip.digest)
            } else if let name {
                // Nothing is known of the weights; the name must tell the model apart.
                self.source = .init(name: name, digest: Digest.of("imported \(name)"))
            } else {
                throw InputError(
                    key: "--model-name", "nothing says which model made the features",
                    remedy: "give --model-name NAME, or --model DIR to encode the source captions too")
            }
            own = tokenizers[source] == nil ? nil : encoder?.tokenizer
            self.tokenizers = all
        }
    }

    /// - Parameters:
    ///   - source: the language whose captions get frozen features.
    ///   - match: how items and features find each other.
    /// - Throws: ``InputError`` when the features are not as wide as the model's.
    public init(
        dataset: String, source: Language, corpus: CorpusFolder, _ table: FeatureTable, match: FeatureMatch,
        _ model: Model, shard: ShardSize = .usual
    ) throws {
        if let encoder = model.encoder, encoder.width != table.row.last {
            throw InputError(
                key: "--model", "its features have \(encoder.width) numbers, and the arrays' \(table.row.last ?? 0)",
                remedy: "name the model that made the features")
        }
        (self.dataset, self.source, self.table, self.match, self.model) = (dataset, source, table, match, model)
        size = shard
        plan = CorpusPlan { corpus }
    }

    public func partitions() async throws -> [Partition] {
        var inputs = [
            "dataset": dataset, "source": source.tag, "model": model.source.digest, "model name": model.source.name,
            "imported": table.digest, "match": match.rawValue, "texts": String(model.texts != nil),
        ]
        for (language, tokenizer) in model.tokenizers { inputs["tokenizer of \(language)"] = tokenizer.digest }
        if let own = model.own { inputs["the model's tokenizer"] = own.digest }
        return try plan.partitions(
            size, row: table.row, width: table.row.last ?? 0, source: source, inputs: inputs, withMedia: false)
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        let piece = try plan.piece(of: partition)
        let visual = VisualColumn(row: table.row, count: piece.items)
        var reader = try PieceReader(piece)
        while let (row, item) = try reader.next() {
            try Task.checkCancellation()
            visual.set(row, try feature(of: item))
            reporting(1)
        }
        let builder = ShardBuilder(
            piece: piece,
            gatherer: CaptionGatherer(
                source: source, tokenizers: model.tokenizers, own: model.own, context: model.context),
            texts: model.texts, description: try description(of: piece))
        return try await builder.write(visual.take(), to: temporary)
    }

    private func feature(of item: Item) throws -> EncodedMedia {
        guard let name = match.name(of: item), let feature = try table.feature(name) else {
            return .failure(
                InputError("no feature is given for it", remedy: "add one, or see --match and --id-column"))
        }
        guard FeatureRows.canHold(feature.values) else {
            return .failure(InputError("its feature is not finite", remedy: "mend the array"))
        }
        return .features(feature.values, frames: feature.frames, brokenOff: nil)
    }

    private func description(of piece: CorpusPiece) throws -> ShardDescription {
        ShardDescription(
            dataset: dataset, split: try piece.split, sourceLanguage: source.tag, model: model.source,
            preprocessing: "imported", sampling: "imported",
            pooling: table.row.count == 2 ? Pooling.frames.rawValue : "imported", precision: "imported",
            salvage: false, tokenizers: .init(model.tokenizers))
    }
}
