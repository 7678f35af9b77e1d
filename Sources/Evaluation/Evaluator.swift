import Documents
import Models
import Shards
import Synchronization
import Tensors
import Training

/// Evaluates a checkpoint on a split's shards: the source language through its frozen features, the others through the
/// trained encoder.
public struct Evaluator: Sendable {
    private let checkpoint: Checkpoint
    private let set: FeatureSet
    private let model: any CaptionEncoder

    /// - Throws: ``InputError`` when checkpoint, model and shards do not belong together.
    public init(checkpoint: Checkpoint, clip: CLIP, shards folder: String, split: String) throws {
        let state = checkpoint.state
        guard clip.digest == state.modelDigest else {
            throw InputError(
                file: checkpoint.folder,
                "was trained on the model \(ShardDescription.Source(name: state.model, digest: state.modelDigest)), "
                    + "not on \(ShardDescription.Source(name: clip.name, digest: clip.digest))",
                remedy: "name the model that it was trained on")
        }
        let source = try FeatureSet.sourceLanguage(folder: folder, split: split)
        set = try FeatureSet(folder: folder, split: split, languages: state.languages + [source])
        guard set.description.model.digest == state.modelDigest else {
            throw InputError(
                file: folder,
                "the shards were made with the model \(set.description.model), the checkpoint with "
                    + "\(ShardDescription.Source(name: state.model, digest: state.modelDigest))",
                remedy: "use shards of the same model")
        }
        for language in state.languages where set.description.tokenizers[language]?.digest != state.tokenizers[language]
        {
            throw InputError(
                file: folder, key: "tokenizer.\(language)",
                "the shards have another tokenizer for '\(language)' than the checkpoint",
                remedy: "use the same tokenizer")
        }
        self.checkpoint = checkpoint
        model = try checkpoint.encoder(clip: clip)
    }

    /// Retrieval in every language of the model, and in the source language.
    public func evaluate() async throws -> RetrievalReport {
        try await SplitEvaluation(set).evaluate(
            model, in: checkpoint.state.languages + [set.description.sourceLanguage])
    }
}
