import Corpus
import Documents
import Features
import Foundation
import Models
import Shards
import Tensors
import Tokenizers
import Training
import Workspace

/// Finds items by a caption, in each language that there is an encoder for, and by another item.
struct CaptionSearch: Sendable {
    /// The languages that captions can be in, the source language first.
    let languages: [String]
    /// Why captions in other languages cannot be searched with; empty where there are none.
    let notes: [String]
    private let frozen: FeatureSpace
    private let engines: [String: Engine]

    /// How a caption in a language comes into the space of items.
    private struct Engine: Sendable {
        let tokenizer: any Tokenizer
        /// The most tokens of a caption.
        let context: Int
        let encode: @Sendable ([Int32]) throws -> [Float]
        let space: FeatureSpace
    }

    /// - Parameters:
    ///   - shards: their folder.
    ///   - places: nil where nobody knows: then items are searched by other items alone.
    /// - Throws: ``InputError`` when models and shards do not belong together.
    init(_ workspace: Workspace, shards: String, _ catalogue: Catalogue, _ places: ModelPlaces?) throws {
        frozen = try FeatureSpace(shards: shards, of: catalogue)
        guard let places else {
            (languages, engines) = ([], [:])
            notes = ["No model is known: begin to browse with --model, the folder that the features were made with"]
            return
        }
        var engines: [String: Engine] = [:]
        var notes: [String] = []
        let description = try CaptionSearch.description(shards)
        // Whoever searches waits for one caption.
        let clip = try CLIP(folder: places.model, precision: .fp32, kernels: .bestForOne)
        guard clip.digest == description.model.digest else {
            let found = ShardDescription.Source(name: clip.name, digest: clip.digest)
            throw InputError(
                file: places.model, "is \(found), and the shards were made with \(description.model)",
                remedy: "name that model by --model")
        }
        if clip.configuration.hasText {
            engines[description.sourceLanguage] = Engine(
                tokenizer: try TokenizerFolder.load(places.model), context: clip.configuration.context,
                encode: { try clip.embed(tokens: [$0]).values() }, space: frozen)
        }
        let final = workspace.file(TrainStage.final)
        if FileManager.default.fileExists(atPath: final + "/state.json") {
            let trained = try Trained(TrainedModel(final), clip, places, shards, catalogue, frozen)
            engines.merge(trained.engines) { $1 }
            notes += trained.notes
        } else {
            notes.append("Nothing is trained here yet")
        }
        // Layers are packed when first used: nobody who searches should wait for it.
        for engine in engines.values { _ = try engine.encode(engine.tokenizer.encode("a", maxLength: engine.context)) }
        self.engines = engines
        self.notes = notes
        let source = description.sourceLanguage
        languages = engines.keys.sorted { ($0 == source ? 0 : 1, $0) < ($1 == source ? 0 : 1, $1) }
    }

    /// The items nearest to a caption among those that pass.
    func nearest(to text: String, in language: String, _ count: Int, among passing: [Bool]) async throws
        -> [FeatureSpace.Match]
    {
        guard let engine = engines[language] else { return [] }
        let query = try engine.encode(engine.tokenizer.encode(text, maxLength: engine.context))
        return try await engine.space.nearest(to: query, count, among: passing)
    }

    /// Those of some items that have features to be found by.
    func searched(in language: String, _ passing: [Bool]) -> [Bool] {
        guard let space = engines[language]?.space else { return passing.map { _ in false } }
        return passing.indices.map { passing[$0] && space.has($0) }
    }

    /// The items that look most like one, without itself; nil for one without features.
    func nearest(toItem item: Int, _ count: Int, among passing: [Bool]) async throws -> [FeatureSpace.Match]? {
        guard let query = frozen.feature(of: item) else { return nil }
        let found = try await frozen.nearest(to: query, count + 1, among: passing)
        return Array(found.filter { $0.item != item }.prefix(count))
    }

    private static func description(_ shards: String) throws -> ShardDescription {
        let index = try ShardIndex(folder: shards)
        guard let first = index.shards.first else {
            throw InputError(file: shards, "has no shards", remedy: "make the features first")
        }
        return try FeatureShard("\(shards)/\(first.file)").description
    }

    /// The languages of a trained model.
    private struct Trained {
        var engines: [String: Engine] = [:]
        var notes: [String] = []

        init(
            _ model: TrainedModel, _ clip: CLIP, _ places: ModelPlaces, _ shards: String, _ catalogue: Catalogue,
            _ frozen: FeatureSpace
        ) throws {
            let encoder = try model.encoder(FrozenModels(clip: clip, text: places.textModel))
            let space: FeatureSpace
            switch encoder.items {
            case .frozen: space = frozen
            case .features(let map): space = try FeatureSpace(shards: shards, of: catalogue, map: map)
            case .pixels:
                notes.append(
                    "The trained model encodes pictures itself, so captions in "
                        + "\(model.languages.joined(separator: ", ")) cannot be compared with the shards' features")
                return
            }
            for language in model.languages {
                guard let folder = places.tokenizers[language] else {
                    notes.append("The tokenizer of '\(language)' is not known: name it by --tokenizer \(language)=DIR")
                    continue
                }
                let tokenizer = try TokenizerFolder.load(folder)
                guard tokenizer.digest == model.tokenizers[language] else {
                    throw InputError(
                        file: folder, "is another tokenizer than the model was trained with in '\(language)'",
                        remedy: "name the one that it was trained with, by --tokenizer \(language)=DIR")
                }
                engines[language] = Engine(
                    tokenizer: tokenizer, context: clip.configuration.captionContext,
                    encode: { tokens in
                        // One caption is too little work to share: two threads take half as long again.
                        Torch.useOneThread()
                        return try withoutGradients { try encoder.features(CaptionBatch([tokens])).values() }
                    }, space: space)
            }
        }
    }
}
