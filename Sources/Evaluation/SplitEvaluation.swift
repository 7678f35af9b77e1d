import Models
import Shards
import Synchronization
import Tensors
import Training

/// Evaluates encoders on a split's shards. What is in memory is one language's features.
struct SplitEvaluation {
    private let set: FeatureSet

    init(_ set: FeatureSet) {
        self.set = set
    }

    /// Retrieval in languages: the source language through its frozen features, the others through an encoder.
    func evaluate(_ model: any CaptionEncoder, in languages: [String]) async throws -> RetrievalReport {
        let rows = try set.allVisual()
        let width = rows.shape.last ?? 0
        let visual = try FeatureTable(rows.values(), width: width, name: "visual")
        var results: [String: LanguageResult] = [:]
        for language in languages {
            let places = set.evaluated(language)
            let features =
                language == set.description.sourceLanguage
                ? try set.source(places.map { (language, $0) }).values()
                : try await encode(model, language, places, width: width)
            let text = try FeatureTable(features, width: width, name: "'\(language)' text")
            let items = places.map { set.item(language, $0) }
            results[language] = try await Retrieval(text: text, visual: visual, items: items).evaluate()
        }
        return RetrievalReport(languages: results)
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
