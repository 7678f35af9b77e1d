import Corpus
import Documents
import Evaluation
import Features
import Fetch
import Reporting
import Training
import Translate
import Validation
import Workspace

/// The stages of a pipeline file, in the order of the data.
public struct Pipeline: Sendable {
    /// Stages that work in one folder.
    public struct Part: Sendable {
        public let file: PipelineFile
        public let workspace: Workspace
        public let stages: [any Stage]
    }

    /// What stages there can be, in the order of the data.
    public static let stageNames = [
        "fetch", "import", "media", "translate", "quality", "features", "index", "validate", "train", "evaluate",
        "report",
    ]

    public let file: PipelineFile
    /// What is run, in order: the preparation of another file's dataset, where one is trained on, and all of this file's.
    public let parts: [Part]
    public let workspace: Workspace
    /// This file's own, from fetch to report.
    public let stages: [any Stage]

    /// - Parameter cache: what lies here of workspaces in buckets.
    public init(_ file: PipelineFile, cache: WorkspaceCache = WorkspaceCache()) throws {
        self.file = file
        let workspace = try cache.workspace(file.workspace)
        self.workspace = workspace
        var trained = workspace
        var parts: [Part] = []
        if case .prepared(let other) = file.trainingSet {
            trained = try cache.workspace(other.workspace)
            parts.append(
                Part(file: other, workspace: trained, stages: try Pipeline.preparation(of: other, in: trained)))
        }
        var stages = try Pipeline.preparation(of: file, in: workspace)
        if let recipe = file.recipe {
            let shards = trained.file(FeaturesStage.folder)
            let validator = SplitValidator(recipe, shards: shards)
            stages.append(
                cache.stream(trained).map {
                    TrainStage(recipe, stream: $0, in: workspace, validator: validator)
                } ?? TrainStage(recipe, shards: shards, in: workspace, validator: validator))
            stages.append(
                EvaluateStage(
                    model: file.features.model, textModel: recipe.method.textModel,
                    shards: workspace.file(FeaturesStage.folder),
                    split: file.evaluationSplit, unseen: file.unseenLanguages.map(\.tag),
                    disentangles: recipe.method.disentangles, media: workspace.path,
                    readsMedia: recipe.method.pixels != nil,
                    device: recipe.device, in: workspace))
        }
        stages.append(ReportStage(workspace: workspace, title: file.name))
        self.stages = stages
        self.parts = parts + [Part(file: file, workspace: workspace, stages: stages)]
    }

    /// From a manifest to shards.
    private static func preparation(of file: PipelineFile, in workspace: Workspace) throws -> [any Stage] {
        let translation = file.translation
        return [
            try FetchStage(file.manifest, in: workspace),
            ImportStage(file.manifest, in: workspace, itemsPerFile: file.itemsPerShard),
            MediaStage(try file.manifest.media.map(MediaSettings.init) ?? MediaSettings(), in: workspace),
            TranslateStage(
                workspace: workspace, from: file.manifest.language, translation.parts, quality: translation.quality,
                memory: translation.memory, sources: { try CorpusFolder(workspace.file(ImportStage.folder)).files }),
            QualityStage(
                workspace: workspace, from: file.manifest.language, translation.parts, quality: translation.quality,
                memory: translation.memory, corpus: { try CorpusFolder(workspace.file("corpus")).files }),
            FeaturesStage(
                dataset: file.manifest.name, source: file.manifest.language,
                corpus: { try CorpusFolder(workspace.file("corpus")) }, file.features, in: workspace),
            IndexStage(in: workspace),
            ValidateStage(file.manifest, file.validation, in: workspace),
        ]
    }

    /// Notes in the workspaces where the models lie, for those who come after the stages.
    public func noteModels() throws {
        for part in parts {
            let isTrained = part.workspace.path == workspace.path
            try ModelPlaces(part.file.features, textModel: isTrained ? file.recipe?.method.textModel : nil)
                .note(in: part.workspace)
        }
    }

    /// What is run, or of it one stage of this file's own.
    /// - Throws: as ``stage(named:)``.
    public func parts(only name: String?) throws -> [Part] {
        guard let name else { return parts }
        return [Part(file: file, workspace: workspace, stages: [try stage(named: name)])]
    }

    /// The stage of a name, of this file's own.
    /// - Throws: ``InputError`` that lists the stages.
    public func stage(named name: String) throws -> any Stage {
        guard let stage = stages.first(where: { $0.name == name }) else {
            throw InputError(
                key: "--only", "there is no stage '\(name)'",
                remedy: "use one of: \(stages.map(\.name).joined(separator: ", "))")
        }
        return stage
    }
}
