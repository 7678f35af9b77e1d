import Corpus
import Documents
import Foundation
import Media
import Models
import Shards
import Synchronization
import Tensors
import Tokenizers
import Workspace

/// Turns corpus files and their media into feature shards: decode, sample, preprocess, encode, tokenize.
///
/// A partition is one corpus file, and gives the shard of the same name. An item whose media cannot be read is recorded
/// and left out of the shard.
public final class FeaturesStage: Stage {
    public let name = "features"
    public let version = 1
    private let dataset: String
    private let source: Language
    private let corpus: @Sendable () throws -> CorpusFolder
    private let settings: FeatureSettings
    private let workspace: Workspace
    private let encoder = Mutex<FrozenEncoder?>(nil)
    private let tokenizers = Mutex<[Language: any Tokenizer]>([:])

    /// The folder of shards in a workspace.
    public static let folder = "shards"

    /// - Parameters:
    ///   - source: the language whose captions get frozen features.
    ///   - corpus: finds the corpus when the stages before are done.
    ///   - workspace: where shards go.
    public init(
        dataset: String, source: Language, corpus: @escaping @Sendable () throws -> CorpusFolder,
        _ settings: FeatureSettings,
        in workspace: Workspace
    ) {
        self.dataset = dataset
        self.source = source
        self.corpus = corpus
        self.settings = settings
        self.workspace = workspace
    }

    public func partitions() async throws -> [Partition] {
        let corpus = try corpus()
        var inputs = [
            "dataset": dataset, "source": source.tag, "model": try CLIP.digest(of: settings.model),
            "model name": (settings.model as NSString).lastPathComponent,
            "preprocessing": try FrozenEncoder.preprocessing(folder: settings.model),
            "tokenizer of \(source)": try TokenizerFolder.load(settings.model).digest,
            "sampling": settings.sampling.description, "pooling": Pooling.mean.rawValue,
        ]
        for (language, folder) in settings.tokenizers {
            inputs["tokenizer of \(language)"] = try TokenizerFolder.load(folder).digest
        }
        let media = try MediaInputs(of: Workspace(corpus.root))
        return try corpus.files.map { path in
            let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
            var inputs = inputs
            inputs["corpus"] = try Digest.ofFile(path)
            var lines = try LineReader(path)
            var shards = ShardNames()
            while let line = try lines.next() { shards.add(line) }
            inputs.merge(media.inputs(namingShards: shards.names)) { $1 }
            return Partition(
                name: name, output: "\(FeaturesStage.folder)/\(name).safetensors", items: lines.number, inputs: inputs)
        }
    }

    public func prepare() async throws {
        let loaded = try FrozenEncoder(folder: settings.model)
        let others = try settings.tokenizers.mapValues { try TokenizerFolder.load($0) }
        encoder.withLock { $0 = loaded }
        tokenizers.withLock { $0 = others }
    }

    public func finish() async {
        encoder.withLock { $0 = nil }
    }

    public func run(_ partition: Partition, to temporary: String, reporting: @escaping ProgressReporter) async throws
        -> Outcome
    {
        let corpus = try corpus()
        guard let encoder = encoder.withLock({ $0 }),
            let path = corpus.files.first(where: { $0.hasSuffix("/\(partition.name).jsonl") })
        else {
            throw Fault("features of \(partition.name)", reason: "the stage is not prepared, or the corpus changed")
        }
        let items = try CorpusFile.items(in: path)
        let visual = try await encodeMedia(of: items, in: MediaFolder(corpus.root), encoder, reporting)
        let shard = ShardBuilder(source: source, encoder: encoder, tokenizers: tokenizers.withLock { $0 })
        return try shard.write(items, visual, description(of: items, encoder), to: temporary)
    }

    /// The features of each item, in order: as many at a time as there are cores.
    private func encodeMedia(
        of items: [Item], in folder: MediaFolder, _ encoder: FrozenEncoder, _ reporting: @escaping ProgressReporter
    ) async throws -> [EncodedMedia] {
        let streams = ProcessInfo.processInfo.activeProcessorCount
        let sampling = settings.sampling
        return try await withThrowingTaskGroup(of: (Int, EncodedMedia).self) { group in
            var results = [EncodedMedia?](repeating: nil, count: items.count)
            var next = 0
            func begin() {
                guard next < items.count else { return }
                let (index, media) = (next, items[next].media)
                next += 1
                group.addTask {
                    try Task.checkCancellation()
                    do {
                        let (feature, frames) = try encoder.media(media, in: folder, sampling)
                        return (index, .feature(feature, frames: frames))
                    } catch let error as InputError {
                        return (index, .failure(error.problem))
                    }
                }
            }
            for _ in 0..<streams { begin() }
            while let (index, result) = try await group.next() {
                results[index] = result
                reporting(1)
                begin()
            }
            return results.compactMap { $0 }
        }
    }

    private func description(of items: [Item], _ encoder: FrozenEncoder) -> ShardDescription {
        let others = tokenizers.withLock { $0 }
        var tokenizers = [
            source.tag: ShardDescription.Source(name: encoder.tokenizer.name, digest: encoder.tokenizer.digest)
        ]
        for (language, tokenizer) in others {
            tokenizers[language.tag] = .init(name: tokenizer.name, digest: tokenizer.digest)
        }
        return ShardDescription(
            dataset: dataset, split: items.first?.split ?? "", sourceLanguage: source.tag,
            model: .init(name: encoder.clip.name, digest: encoder.clip.digest), preprocessing: encoder.preprocessing,
            sampling: settings.sampling.description, pooling: Pooling.mean.rawValue, tokenizers: tokenizers)
    }
}

/// What became of an item's image or video.
enum EncodedMedia: Sendable {
    case feature(Tensor, frames: Int)
    case failure(String)
}
