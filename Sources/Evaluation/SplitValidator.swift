import Models
import Shards
import Training

/// Measures a model on a split while it is trained: the mean over the target languages of their mean recalls.
public struct SplitValidator: Validator {
    private let folder: String
    private let split: String
    private let languages: [String]
    private let media: MediaPlace
    private let readsPixels: Bool

    /// What a recipe asks for; nil where it validates nothing.
    /// - Parameter folder: the shards'.
    public init?(_ recipe: Recipe, shards folder: String) {
        guard let validation = recipe.validation else { return nil }
        (self.folder, split, languages) = (folder, validation.split, recipe.languages.map(\.tag))
        readsPixels = recipe.method.pixels != nil
        media = MediaPlace(recipe.method.pixels?.media, shards: folder, model: recipe.model)
    }

    public func meanRecall(of encoder: any CaptionEncoder) async throws -> Double {
        // Compared with the index's digests once, before the first step.
        let set = try FeatureSet(folder: folder, split: split, languages: languages, verifying: false)
        let results = try await SplitEvaluation(set, media).evaluate(encoder, in: languages, frozen: nil)
        return languages.reduce(0) { $0 + (results[$1]?.result.meanRecall ?? 0) } / Double(max(languages.count, 1))
    }

    public func check() throws {
        let set = try FeatureSet(folder: folder, split: split, languages: languages)
        guard readsPixels else { return }
        try media.check()
        for shard in set.shards { _ = try shard.media() }
    }
}
