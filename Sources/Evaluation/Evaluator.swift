import Documents
import Models
import Shards
import Tensors
import Training

/// Evaluates a checkpoint on a split's shards: the source language through its frozen features, the others through the
/// trained encoder.
public struct Evaluator: Sendable {
    private let checkpoint: Checkpoint
    private let set: FeatureSet
    private let model: any CaptionEncoder

    /// Captions that are encoded at a time.
    private static let batch = 256

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

    /// Retrieval in every language of the checkpoint, and in the source language.
    public func evaluate() throws -> RetrievalReport {
        let visual = try set.allVisual()
        var results: [String: LanguageResult] = [:]
        for language in checkpoint.state.languages + [set.description.sourceLanguage] {
            let places = set.places(language)
            let text =
                try language == set.description.sourceLanguage
                ? set.source(places.map { (language, $0) }) : encode(language, places)
            let items = places.map { set.item(language, $0) }
            results[language] = try Retrieval(text: text, visual: visual, items: items).evaluate()
        }
        return RetrievalReport(languages: results)
    }

    private func encode(_ language: String, _ places: [FeatureSet.Place]) throws -> Tensor {
        let parts = try stride(from: 0, to: places.count, by: Evaluator.batch).map { start in
            let captions = try places[start..<min(start + Evaluator.batch, places.count)].map {
                try set.sample(language, $0).tokens
            }
            return try withoutGradients { try model.features(CaptionBatch(captions)) }
        }
        return try Tensor.concatenated(parts)
    }
}
