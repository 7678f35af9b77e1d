import Documents
import Models
import Shards
import Synchronization
import Tensors
import Training

/// Evaluates a trained model on a split's shards: the source language through its frozen features, the others through the
/// trained encoder.
public struct Evaluator: Sendable {
    private let languages: [String]
    private let set: FeatureSet
    private let encoder: any CaptionEncoder

    /// - Throws: ``InputError`` when trained model, CLIP and shards do not belong together.
    public init(_ model: TrainedModel, clip: CLIP, shards folder: String, split: String) throws {
        encoder = try model.encoder(clip: clip)
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

    /// Retrieval in every language of the model, and in the source language. What is in memory is one language's
    /// features.
    public func evaluate() async throws -> RetrievalReport {
        let rows = try set.allVisual()
        let width = rows.shape.last ?? 0
        let visual = try FeatureTable(rows.values(), width: width, name: "visual")
        var results: [String: LanguageResult] = [:]
        for language in languages + [set.description.sourceLanguage] {
            let places = set.places(language)
            let features =
                language == set.description.sourceLanguage
                ? try set.source(places.map { (language, $0) }).values()
                : try await encode(language, places, width: width)
            let text = try FeatureTable(features, width: width, name: "'\(language)' text")
            let items = places.map { set.item(language, $0) }
            results[language] = try await Retrieval(text: text, visual: visual, items: items).evaluate()
        }
        return RetrievalReport(languages: results)
    }

    private func encode(_ language: String, _ places: [FeatureSet.Place], width: Int) async throws -> [Float] {
        var captions = TokenColumn()
        for place in places { captions.append(try set.sample(language, place).tokens) }
        let features = Mutex([Float](repeating: 0, count: places.count * width))
        try await CaptionBatches(encoder).encode(captions) { caption, feature in
            guard feature.count == width else {
                throw TensorError(
                    operation: "evaluate", reason: "features of \(feature.count) numbers in shards of \(width)")
            }
            features.withLock { $0.replaceSubrange(caption * width..<(caption + 1) * width, with: feature) }
        }
        return features.withLock { $0 }
    }
}
