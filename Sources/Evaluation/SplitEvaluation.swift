import Models
import Shards
import Synchronization
import Tensors
import Training

/// Evaluates encoders on a split's shards. What is in memory is one language's features.
struct SplitEvaluation {
    private let set: FeatureSet
    private let media: MediaPlace

    init(_ set: FeatureSet, _ media: MediaPlace) { (self.set, self.media) = (set, media) }

    /// Retrieval in languages, through an encoder.
    /// - Parameters:
    ///   - frozen: the language whose captions' frozen features are taken instead; nil for none.
    ///   - hardest: how many captions that find their items last are told of each language.
    func evaluate(_ model: any CaptionEncoder, in languages: [String], frozen: String?, hardest: Int = 0) async throws
        -> [String: (result: LanguageResult, hardest: [HardQuery])]
    {
        let visual = try await FeatureTable.items(of: set, model.items, on: model.device, media)
        let width = visual.width
        var results: [String: (result: LanguageResult, hardest: [HardQuery])] = [:]
        for language in languages {
            let places = set.evaluated(language)
            let features =
                language == frozen
                ? try set.source(places.map { (language, $0) }).values()
                : try await encode(model, language, places, width: width)
            let text = try FeatureTable(features, width: width, name: "'\(language)' text")
            let items = places.map { set.item(language, $0) }
            let found = try await Retrieval(text: text, visual: visual, items: items).evaluate(misses: hardest)
            let misses = try found.misses.map { miss in
                HardQuery(
                    caption: try set.text(language, places[miss.caption]), item: try set.id(items[miss.caption]),
                    rank: miss.rank, retrieved: try miss.first.map(set.id))
            }
            results[language] = (found.result, misses)
        }
        return results
    }

    private func encode(
        _ model: any CaptionEncoder, _ language: String, _ places: [FeatureSet.Place], width: Int
    ) async throws -> [Float] {
        var captions = TokenColumn()
        for place in places { captions.append(try set.sample(language, place).tokens) }
        let features = Mutex([Float](repeating: 0, count: places.count * width))
        try await CaptionBatches(model).encode(captions) { caption, feature in
            guard feature.count == width else {
                throw TensorError(
                    operation: "evaluate", reason: "features of \(feature.count) numbers in shards of \(width)")
            }
            features.withLock { $0.replaceSubrange(caption * width..<(caption + 1) * width, with: feature) }
        }
        return features.withLock { $0 }
    }
}
