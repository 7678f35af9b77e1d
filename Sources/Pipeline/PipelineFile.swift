import Cluster
import Corpus
import Documents
import Features
import Foundation
import Training
import Translate
import Validation

/// A pipeline file: which dataset, which languages, which model, and how to train. Paths are relative to the file.
public struct PipelineFile: Sendable {
    /// The file's own path.
    public let path: String
    public let name: String
    /// The folder that the run works in, or the place in a bucket.
    public var workspace: String
    /// The dataset that is prepared, and evaluated on; of its splits those that the file names.
    public let manifest: Manifest
    /// Items a corpus file and a shard at most; a partition of each stage.
    public let itemsPerShard: Int
    public let translation: Translation
    public let features: FeatureSettings
    /// What is looked for before anything is trained.
    public let validation: ValidationPlan
    /// Where the shards that are trained on come from.
    public let trainingSet: TrainingSet
    /// How to train; nil for a file that only prepares.
    public var recipe: Recipe?
    /// The split that retrieval is evaluated on.
    public let evaluationSplit: String
    /// Languages that are evaluated beside those that are trained.
    public let unseenLanguages: [Language]
    /// How Slurm does the stages, where it is asked to.
    public let slurm: SlurmSettings
    /// What a run would need and not find. Empty in a file that was read to be run: there, it is an error.
    public let missing: [Missing]

    /// What a file is read for.
    public enum Purpose: Sendable {
        case running
        /// To say what a run would do: what it would not find is listed.
        case planning
    }

    /// The `translate` section.
    public struct Translation: Sendable {
        /// Languages, each group with the endpoint that translates into them; empty where nothing is translated.
        public let parts: [TranslationPart]
        /// What is done about doubtful translations.
        public let quality: QualityPolicy
        /// The translation memory's path, where it is not the workspace's own.
        public let memory: String?

        /// All target languages, in order.
        public var languages: [Language] { parts.flatMap(\.languages) }
    }

    /// The `train_on` key.
    public indirect enum TrainingSet: Sendable {
        /// The file's own dataset.
        case own
        /// That of another pipeline file: a model that is evaluated on a dataset it has seen nothing of.
        case prepared(by: PipelineFile)
    }

    /// - Throws: ``InputError`` with file, line, key and remedy; nothing is written.
    public init(contentsOf path: String, for purpose: Purpose = .running) throws {
        let document = try Document(contentsOf: path)
        try document.allow(only: [
            "name", "workspace", "manifest", "splits", "items_per_shard", "endpoints", "translate", "features",
            "validate", "train_on", "train", "evaluate", "slurm",
        ])
        self.path = path
        name = try document.required("name").string()
        workspace = try document.required("workspace").workspace()
        manifest = try PipelineFile.manifest(document)
        itemsPerShard = try document.optional("items_per_shard")?.int(in: 1...10_000_000) ?? 4096
        let (language, endpoints) = (manifest.language, try document.optional("endpoints"))
        translation =
            try document.optional("translate").map {
                try Translation($0, endpoints: endpoints, from: language, keysMayBeMissing: purpose == .planning)
            } ?? .none
        features = try FeatureSettings(document.required("features"))
        validation = try document.optional("validate").map(ValidationPlan.init) ?? ValidationPlan()
        trainingSet = try PipelineFile.trainingSet(document, purpose)
        recipe = try PipelineFile.recipe(document, features, trainingSet, translation, manifest)
        evaluationSplit = try PipelineFile.split(document, manifest)
        unseenLanguages = try PipelineFile.unseen(document, features, manifest, translation)
        slurm =
            try document.optional("slurm").map { try SlurmSettings($0, stages: Pipeline.stageNames) } ?? SlurmSettings()
        missing = try PipelineFile.check(document, features, translation, recipe, from: language, purpose)
        if missing.isEmpty {
            try features.check()
            try recipe?.device.check()
        }
    }

    private static func manifest(_ document: Document) throws -> Manifest {
        let place = try document.required("manifest")
        guard FileManager.default.fileExists(atPath: try place.path()) else {
            throw place.error(
                "there is no manifest \(try place.path())", remedy: "mend the path; it is relative to this file")
        }
        let manifest = try Manifest(contentsOf: place.path())
        guard let splits = try document.optional("splits") else { return manifest }
        let names = try splits.list().map { name in
            let known = manifest.splits.map(\.name)
            guard known.contains(try name.string()) else {
                throw name.error(
                    "the manifest has no split '\(try name.string())'",
                    remedy: "use some of: \(known.joined(separator: ", "))")
            }
            return try name.string()
        }
        guard !names.isEmpty else { throw splits.error("no split", remedy: "name at least one, or take the key out") }
        return manifest.with(splits: names)
    }

    private static func trainingSet(_ document: Document, _ purpose: Purpose) throws -> TrainingSet {
        guard let place = try document.optional("train_on") else { return .own }
        guard try document.optional("train") != nil else {
            throw place.error("nothing is trained here", remedy: "add 'train:', or take the key out")
        }
        guard FileManager.default.fileExists(atPath: try place.path()) else {
            throw place.error(
                "there is no pipeline file \(try place.path())", remedy: "mend the path; it is relative to this file")
        }
        // Before it is read as a whole, or a file that names itself would be read for ever.
        guard try Document(contentsOf: place.path()).optional("train_on") == nil else {
            throw place.error(
                "\(try place.path()) names another file to train on", remedy: "name one that prepares its own dataset")
        }
        let other = try PipelineFile(contentsOf: place.path(), for: purpose)
        guard try other.workspace != document.required("workspace").workspace() else {
            throw place.error("both files work in \(other.workspace)", remedy: "give each a workspace of its own")
        }
        return .prepared(by: other)
    }

    private static func split(_ document: Document, _ manifest: Manifest) throws -> String {
        let section = try document.optional("evaluate")
        try section?.allow(only: ["split", "unseen"])
        guard try document.optional("train") != nil else {
            if let section { throw section.error("nothing is trained here", remedy: "add 'train:', or take it out") }
            return "test"
        }
        let split = try section?.optional("split")
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
