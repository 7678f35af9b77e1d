import Corpus
import Documents
import Features
import Foundation
import Tokenizers
import Training

extension PipelineFile {
    /// How to train, by the section `train`.
    /// - Throws: ``InputError`` for languages that there are no captions in, and tokenizers and models that do not fit together.
    static func recipe(
        _ document: Document, _ features: FeatureSettings, _ trainingSet: TrainingSet, _ translation: Translation,
        _ manifest: Manifest
    ) throws -> Recipe? {
        guard let section = try document.optional("train") else { return nil }
        let source = manifest.language
        let keys = section.isMapping ? section : try Document(contentsOf: section.path())
        let first = try keys.optional("languages")?.list().first?.language() ?? translation.languages.first
        let tokenizer = first.flatMap { features.tokenizers[$0] ?? ($0 == source ? features.model : nil) }
        let recipe = try Recipe(keys, model: features.model, tokenizer: tokenizer)
        let prepared = if case .prepared(let other) = trainingSet { other } else { nil as PipelineFile? }
        let known = languages(
            prepared?.manifest ?? manifest, prepared?.translation ?? translation,
            written: recipe.method.trainsOnWritten)
        for language in recipe.languages where !known.contains(language) {
            throw try keys.required("languages").error(
                "'\(language)' is not translated into, and the manifest has no captions in it",
                remedy: "add it to translate.to, or take it out here")
        }
        for language in recipe.languages {
            let own = features.tokenizers[language] ?? (language == source ? features.model : nil)
            guard let own, own != recipe.tokenizer, let wanted = try digest(recipe.tokenizer),
                let found = try digest(own), found != wanted
            else { continue }
            throw try document.required("features").error(
                "captions in '\(language)' have another tokenizer than \(recipe.tokenizer), which the recipe asks for",
                remedy: "name one tokenizer for all its languages, as features.tokenizers.\(language)")
        }
        guard let other = prepared else { return recipe }
        let place = try document.required("train_on")
        guard other.features.model == features.model else {
            throw place.error(
                "\(other.path) has the model \(other.features.model), and this file \(features.model)",
                remedy: "name one model in both")
        }
        for language in recipe.languages where other.features.tokenizers[language] != features.tokenizers[language] {
            throw place.error(
                "\(other.path) has another tokenizer for '\(language)'", remedy: "name one tokenizer in both")
        }
        return recipe
    }

    /// The digest of a tokenizer's folder; nil where there is none yet.
    private static func digest(_ folder: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: folder) else { return nil }
        return try TokenizerFolder.load(folder).digest
    }

    /// The languages that a dataset has captions in.
    /// - Parameter written: whether those count that people wrote in others than the source language.
    private static func languages(_ manifest: Manifest, _ translation: Translation, written: Bool) -> [Language] {
        translation.languages + (written ? manifest.captions.map(\.language) : [manifest.language])
    }

    static func unseen(
        _ document: Document, _ features: FeatureSettings, _ manifest: Manifest, _ translation: Translation
    ) throws -> [Language] {
        guard let key = try document.optional("evaluate")?.optional("unseen") else { return [] }
        let (source, known) = (manifest.language, languages(manifest, translation, written: true))
        return try key.list().map { value in
            let language = try value.language()
            guard known.contains(language) else {
                throw value.error(
                    "'\(language)' is not translated into, and the manifest has no captions in it",
                    remedy: "add it to translate.to, or take it out here")
            }
            guard features.tokenizers[language] != nil || language == source else {
                throw value.error(
                    "no tokenizer for '\(language)'", remedy: "add features.tokenizers.\(language), or take it out here"
                )
            }
            return language
        }
    }
}
