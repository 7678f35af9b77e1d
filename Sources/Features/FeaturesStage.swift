import Corpus
import Documents
import Foundation
import Media
import Models
import Shards
import Synchronization
import Tokenizers
import Workspace

/// Turns corpus files and their media into feature shards: decode, sample, preprocess, encode, tokenize.
///
/// A partition is a corpus file, or a piece of a large one, and gives one shard: see ``ShardPlan``. Items are read as they
/// are needed, and twice: for their media, and for their captions when it is known which are left out. An item whose media
/// cannot be read is recorded and left out of the shard; one that was salvaged is in it, with a note in the done record.
public final class FeaturesStage: Stage {
    public let name = "features"
    public let version = 4
    private let dataset: String
    private let source: Language
    private let plan: CorpusPlan
    private let workspace: Workspace?
    private let settings: FeatureSettings
    /// The model's, which the partitions name and the encoder's shards do.
    private let modelDigest = Mutex<String?>(nil)
    private let encoder = Mutex<FrozenEncoder?>(nil)
    private let tokenizers = Mutex<[Language: any Tokenizer]>([:])

    /// The folder of shards in a workspace.
    public static let folder = "shards"

    /// - Parameters:
    ///   - source: the language whose captions get frozen features.
    ///   - corpus: finds the corpus when the stages before are done.
    ///   - workspace: has the corpus, where it may have to be brought here.
    public init(
        dataset: String, source: Language, corpus: @escaping @Sendable () throws -> CorpusFolder,
        _ settings: FeatureSettings, in workspace: Workspace? = nil
    ) {
        self.dataset = dataset
        self.workspace = workspace
        self.source = source
        self.settings = settings
        plan = CorpusPlan(corpus)
    }

    public func partitions() async throws -> [Partition] {
        let configuration = try CLIPConfiguration(contentsOf: settings.model + "/config.json")
        let width = configuration.projection
        let digest = try CLIP.digest(of: settings.model)
        modelDigest.withLock { $0 = digest }
        var inputs = [
            "dataset": dataset, "source": source.tag, "model": digest,
            "model name": (settings.model as NSString).lastPathComponent,
            "preprocessing": try FrozenEncoder.preprocessing(folder: settings.model),
        ]
        if configuration.hasText {
            let key = settings.tokenizers[source] == nil ? "tokenizer of \(source)" : "the model's tokenizer"
            inputs[key] = try TokenizerFolder.load(settings.model).digest
        }
        inputs.merge(settings.inputs) { $1 }
        for (language, folder) in settings.tokenizers {
            inputs["tokenizer of \(language)"] = try TokenizerFolder.load(folder).digest
        }
        try await workspace?.bring(["corpus"])
        return try plan.partitions(
            settings.shard, row: settings.row(width: width), width: width, source: source, inputs: inputs,
            withMedia: true)
    }

    public func prepare() async throws {
        try settings.checkEncoding()
        let loaded = try FrozenEncoder(
            folder: settings.model, precision: settings.precision, device: settings.device,
            digest: modelDigest.withLock { $0 })
        var others = try settings.tokenizers.mapValues { try TokenizerFolder.load($0) }
        if let own = loaded.tokenizer, others[source] == nil { others[source] = own }
        let all = others
        encoder.withLock { $0 = loaded }
        tokenizers.withLock { $0 = all }
    }

    public func finish() async {
        encoder.withLock { $0 = nil }
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        guard let encoder = encoder.withLock({ $0 }) else {
            throw Fault("features of \(partition.name)", reason: "the stage is not prepared")
        }
        let piece = try plan.piece(of: partition)
        try await bring(piece)
        let visual = VisualColumn(row: settings.row(width: encoder.width), count: piece.items)
        let media = MediaEncoder(encoder, settings, from: .folder(MediaFolder(try plan.root)))
        var reader = try PieceReader(piece)
        try await media.encode {
            try reader.next().map { MediaSlot(row: $0.row, path: $0.item.media.path, kind: $0.item.media.kind) }
        } to: { row, result in
            visual.set(row, result)
            reporting(1)
        }
        let tokenizers = tokenizers.withLock { $0 }
        let builder = ShardBuilder(
            piece: piece,
            gatherer: CaptionGatherer(
                source: source, tokenizers: tokenizers,
                own: settings.tokenizers[source] == nil ? nil : encoder.tokenizer, context: encoder.context),
            texts: encoder.tokenizer == nil ? nil : TextEncoder(encoder),
            description: try description(of: piece, encoder, tokenizers))
        return try await builder.write(visual.take(), to: temporary)
    }

    /// Brings a piece's items, and the media that they name.
    private func bring(_ piece: CorpusPiece) async throws {
        guard let workspace, workspace.replica != nil else { return }
        try await workspace.bring(["corpus/\((piece.path as NSString).lastPathComponent)"])
        var reader = try PieceReader(piece)
        var paths: Set<String> = []
        while let next = try reader.next() { paths.insert(next.item.media.path) }
        try await workspace.bring(workspace.outputs(of: paths).sorted())
    }

    private func description(
        of piece: CorpusPiece, _ encoder: FrozenEncoder, _ tokenizers: [Language: any Tokenizer]
    ) throws -> ShardDescription {
        ShardDescription(
            dataset: dataset, split: try piece.split, sourceLanguage: source.tag,
            model: .init(name: encoder.clip.name, digest: encoder.clip.digest), preprocessing: encoder.preprocessing,
            sampling: settings.sampling.description, pooling: settings.pooling.rawValue,
            precision: settings.precision.rawValue, salvage: settings.decoding.salvage,
            tokenizers: .init(tokenizers), vocabularies: .init(tokenizers))
    }
}

extension [String: Int] {
    /// How many tokens the tokenizer of each language has.
    init(_ tokenizers: [Language: any Tokenizer]) {
        self.init(uniqueKeysWithValues: tokenizers.map { ($0.tag, $1.vocabularySize) })
    }
}

extension [String: ShardDescription.Source] {
    /// The tokenizer of each language, as a shard names it.
    init(_ tokenizers: [Language: any Tokenizer]) {
        self.init(
            uniqueKeysWithValues: tokenizers.map { language, tokenizer in
                (language.tag, ShardDescription.Source(name: tokenizer.name, digest: tokenizer.digest))
            })
    }
}
