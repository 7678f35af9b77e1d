import Documents
import Models
import Shards
import Training

/// Evaluates a trained model on a split's shards, in the languages that it was trained in and in others. Where it shares the
/// space of the shards' features, the source language is measured too, through its frozen ones.
public struct Evaluator: Sendable {
    private let languages: [String]
    private let unseen: [String]
    /// The language whose frozen features are taken.
    private let frozen: String?
    private let set: FeatureSet
    private let encoder: any CaptionEncoder
    private let media: MediaPlace

    /// - Parameters:
    ///   - unseen: languages to measure that the model was not trained in.
    ///   - media: the folder that the paths of images and videos are relative to; nil: the one above the shards.
    /// - Throws: ``InputError`` when trained model, CLIP and shards do not belong together.
    public init(
        _ model: TrainedModel, _ models: FrozenModels, shards folder: String, split: String, unseen: [String] = [],
        media: String? = nil
    ) throws {
        encoder = try model.encoder(models)
        self.media = MediaPlace(media, shards: folder, model: models.clip.folder)
        self.unseen = Set(unseen).subtracting(model.languages).sorted()
        let source = try FeatureSet.sourceLanguage(folder: folder, split: split)
        let all = model.languages + self.unseen
        let set = try FeatureSet(folder: folder, split: split, languages: all + (all.contains(source) ? [] : [source]))
        let isFrozen = if case .frozen = encoder.items { set.hasSourceFeatures } else { false }
        frozen = isFrozen && !all.contains(source) ? source : nil
        languages = all + [frozen].compactMap { $0 }
        self.set = set
        guard set.description.model.digest == model.base.digest else {
            throw InputError(
                file: folder,
                "the shards were made with the model \(set.description.model), the checkpoint with \(model.base)",
                remedy: "use shards of the same model")
        }
        for language in model.languages + self.unseen {
            let found = set.description.tokenizers[language]?.digest
            let isRight =
                model.tokenizers[language].map { $0 == found } ?? model.tokenizers.values.contains { $0 == found }
            if !isRight {
                throw InputError(
                    file: folder, key: "tokenizer.\(language)",
                    "the shards have another tokenizer for '\(language)' than the checkpoint",
                    remedy: "use the same tokenizer")
            }
        }
    }

    /// Where captions of the trained languages lie by what they say, and by how they say it.
    /// - Throws: ``InputError`` for a model that does not part the two.
    func representations() throws -> RepresentationReport {
        guard let encoder = encoder as? any DisentanglingEncoder else {
            throw InputError("the model does not disentangle captions", remedy: "train it with dynamic adapters")
        }
        return try RepresentationMapper(set: set, encoder: encoder).report(
            on: languages.filter { $0 != frozen && !unseen.contains($0) })
    }

    /// Retrieval in every language.
    /// - Parameter hardest: how many captions that find their items last are told of each language.
    public func evaluate(hardest: Int = 0) async throws -> RetrievalReport {
        let results = try await SplitEvaluation(set, media).evaluate(
            encoder, in: languages, frozen: frozen, hardest: hardest)
        return RetrievalReport(
            languages: results.mapValues(\.result), unseen: unseen, frozen: frozen,
            hardest: hardest > 0 ? results.mapValues(\.hardest) : nil)
    }
}
