import Corpus
import Documents
import Features
import Foundation
import Media
import Training
import Translate

/// A pipeline file: which dataset, which languages, which model, and how to train. Paths are relative to the file.
public struct PipelineFile: Sendable {
    /// The file's own path.
    public let path: String
    public let name: String
    /// The folder that the run works in.
    public var workspace: String
    public let manifest: Manifest
    /// Items a corpus file and a shard at most; a partition of each stage.
    public let itemsPerShard: Int
    public let translation: Translation
    public let features: FeatureSettings
    public var recipe: Recipe
    /// The split that retrieval is evaluated on.
    public let evaluationSplit: String

    /// The `translate` section.
    public struct Translation: Sendable {
        /// Languages, each group with the endpoint that translates into them.
        public let parts: [TranslationPart]
        /// What is done about doubtful translations.
        public let quality: QualityPolicy
        /// The translation memory's path, where it is not the workspace's own.
        public let memory: String?

        /// All target languages, in order.
        public var languages: [Language] { parts.flatMap(\.languages) }
    }

    /// - Throws: ``InputError`` with file, line, key and remedy; nothing is written.
    public init(contentsOf path: String) throws {
        let document = try Document(contentsOf: path)
        try document.allow(only: [
            "name", "workspace", "manifest", "items_per_shard", "endpoints", "translate", "features", "train",
            "evaluate",
        ])
        self.path = path
        name = try document.required("name").string()
        workspace = try document.required("workspace").path()
        let place = try document.required("manifest")
        guard FileManager.default.fileExists(atPath: try place.path()) else {
            throw place.error(
                "there is no manifest \(try place.path())", remedy: "mend the path; it is relative to this file")
        }
        manifest = try Manifest(contentsOf: place.path())
        itemsPerShard = try document.optional("items_per_shard")?.int(in: 1...10_000_000) ?? 4096
        translation = try Translation(
            document.required("translate"), endpoints: document.optional("endpoints"), from: manifest.language)
        features = try FeatureSettings(document.required("features"))
        try PipelineFile.check(features, translation, document)
        try features.check()
        recipe = try PipelineFile.recipe(document.required("train"), features, translation)
        evaluationSplit = try PipelineFile.split(document.optional("evaluate"), manifest)
    }

    private static func check(_ features: FeatureSettings, _ translation: Translation, _ document: Document) throws {
        let section = try document.required("features")
        for language in translation.languages where features.tokenizers[language] == nil {
            throw section.error("no tokenizer for '\(language)'", remedy: "add features.tokenizers.\(language)")
        }
        for (key, folder) in [("model", features.model)]
            + features.tokenizers.map({ ("tokenizers.\($0.key)", $0.value) })
        {
            guard !FileManager.default.fileExists(atPath: folder) else { continue }
            let line = try key == "model" ? section.required("model").line : section.optional("tokenizers")?.line
            throw InputError(
                file: document.file, line: line, key: "features.\(key)", "there is no folder \(folder)",
                remedy: "mend the path; it is relative to this file")
        }
    }

    private static func recipe(_ section: Document, _ features: FeatureSettings, _ translation: Translation) throws
        -> Recipe
    {
        let document = section.isMapping ? section : try Document(contentsOf: section.path())
        let first = try document.optional("languages")?.list().first?.language() ?? translation.languages.first
        let recipe = try Recipe(
            document, model: features.model, tokenizer: first.flatMap { features.tokenizers[$0] })
        for language in recipe.languages where !translation.languages.contains(language) {
            throw try document.required("languages").error(
                "'\(language)' is not translated into", remedy: "add it to translate.to, or take it out here")
        }
        return recipe
    }

    private static func split(_ document: Document?, _ manifest: Manifest) throws -> String {
        try document?.allow(only: ["split"])
        let split = try document?.optional("split")
        let name = try split?.string() ?? "test"
        guard manifest.splits.contains(where: { $0.name == name }) else {
            let known = manifest.splits.map(\.name).joined(separator: ", ")
            let complaint = "the manifest has no split '\(name)'"
            throw split?.error(complaint, remedy: "use one of: \(known)")
                ?? InputError(
                    file: manifest.path, key: "splits", complaint, remedy: "name evaluate.split in the pipeline file")
        }
        return name
    }
}
