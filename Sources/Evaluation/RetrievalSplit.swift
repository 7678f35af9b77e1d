import Models
import Shards
import Synchronization
import Tensors
import Training

/// The captions and the visual features of a split, to search in with one encoder or another.
public struct RetrievalSplit: Sendable {
    let set: FeatureSet
    private let languages: [String]

    /// - Parameter languages: the target languages.
    /// - Throws: ``InputError`` for shards that are not sound, or lack a language.
    public init(shards folder: String, split: String, languages: [String]) throws {
        let source = try FeatureSet.sourceLanguage(folder: folder, split: split)
        set = try FeatureSet(folder: folder, split: split, languages: languages + [source])
        self.languages = languages
    }

    /// Retrieval in every target language. What is in memory is one language's features.
    public func evaluate(_ encoder: any CaptionEncoder) async throws -> [String: LanguageResult] {
        let visual = try visual()
        var results: [String: LanguageResult] = [:]
        for language in languages {
            let features = try await encode(language, encoder, width: visual.width)
            results[language] = try await evaluate(language, features, visual)
        }
        return results
    }

    /// Retrieval in the source language, through its frozen features.
    public func evaluateSource() async throws -> LanguageResult {
        let language = set.description.sourceLanguage
        let features: [Float] = try set.source(set.places(language).map { (language, $0) }).values()
        return try await evaluate(language, features, visual())
    }

    private func visual() throws -> FeatureTable {
        let rows = try set.allVisual()
        return try FeatureTable(rows.values(), width: rows.shape.last ?? 0, name: "visual")
    }

    private func evaluate(_ language: String, _ features: [Float], _ visual: FeatureTable) async throws
        -> LanguageResult
    {
        let text = try FeatureTable(features, width: visual.width, name: "'\(language)' text")
        let items = set.places(language).map { set.item(language, $0) }
        return try await Retrieval(text: text, visual: visual, items: items).evaluate()
    }

    private func encode(_ language: String, _ encoder: any CaptionEncoder, width: Int) async throws -> [Float] {
        var captions = TokenColumn()
        for place in set.places(language) { captions.append(try set.sample(language, place).tokens) }
        let features = Mutex([Float](repeating: 0, count: captions.count * width))
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
