import Documents
import Models
import Shards
import Training

/// Evaluates a trained model on a split's shards: the source language through its frozen features, the others through the
/// trained encoder.
public struct Evaluator: Sendable {
    private let languages: [String]
    private let set: FeatureSet
    private let encoder: any CaptionEncoder

    /// - Throws: ``InputError`` when trained model, CLIP and shards do not belong together.
    public init(_ model: TrainedModel, _ models: FrozenModels, shards folder: String, split: String) throws {
        encoder = try model.encoder(models)
        languages = model.languages
        let source = try FeatureSet.sourceLanguage(folder: folder, split: split)
        set = try FeatureSet(folder: folder, split: split, languages: model.languages + [source])
        guard set.description.model.digest == model.base.digest else {
            throw InputError(
                file: folder,
                "the shards were made with the model \(set.description.model), the checkpoint with \(model.base)",
                remedy: "use shards of the same model")
        }
        for language in model.languages where set.description.tokenizers[language]?.digest != model.tokenizers[language]
        {
            throw InputError(
                file: folder, key: "tokenizer.\(language)",
                "the shards have another tokenizer for '\(language)' than the checkpoint",
                remedy: "use the same tokenizer")
        }
    }

    /// Retrieval in every language of the model, and in the source language.
    public func evaluate() async throws -> RetrievalReport {
        try await SplitEvaluation(set).evaluate(encoder, in: languages + [set.description.sourceLanguage])
    }
}
