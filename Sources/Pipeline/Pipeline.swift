import Corpus
import Documents
import Evaluation
import Features
import Fetch
import Reporting
import Training
import Translate
import Workspace

/// The stages of a pipeline file, in the order of the data.
public struct Pipeline: Sendable {
    public let file: PipelineFile
    public let workspace: Workspace
    /// From fetch to report.
    public let stages: [any Stage]

    public init(_ file: PipelineFile) throws {
        self.file = file
        let workspace = Workspace(file.workspace)
        self.workspace = workspace
        let shards = workspace.file(FeaturesStage.folder)
        stages = [
            try FetchStage(file.manifest, in: workspace),
            ImportStage(file.manifest, in: workspace, itemsPerFile: file.itemsPerShard),
            MediaStage(try file.manifest.media.map(MediaSettings.init) ?? MediaSettings(), in: workspace),
            TranslateStage(
                workspace: workspace, from: file.manifest.language, file.translation.parts,
                quality: file.translation.quality, memory: file.translation.memory,
                sources: { try CorpusFolder(workspace.file(ImportStage.folder)).files }),
            QualityStage(
                workspace: workspace, from: file.manifest.language, file.translation.parts,
                quality: file.translation.quality, memory: file.translation.memory,
                corpus: { try CorpusFolder(workspace.file("corpus")).files }),
            FeaturesStage(
                dataset: file.manifest.name, source: file.manifest.language,
                corpus: { try CorpusFolder(workspace.file("corpus")) }, file.features),
            IndexStage(in: workspace),
            TrainStage(
                file.recipe, shards: shards, in: workspace, validator: SplitValidator(file.recipe, shards: shards)),
            EvaluateStage(
                model: file.features.model, shards: shards, split: file.evaluationSplit, in: workspace),
            ReportStage(workspace: workspace, title: file.name),
        ]
    }

    /// The stage of a name.
    /// - Throws: ``InputError`` that lists the stages.
    public func stage(named name: String) throws -> any Stage {
        guard let stage = stages.first(where: { $0.name == name }) else {
            throw InputError(
                key: "--only", "there is no stage '\(name)'",
                remedy: "use one of: \(stages.map(\.name).joined(separator: ", "))")
        }
        return stage
    }

    /// What a run would do, without doing any of it.
    public func plan() async throws -> [StagePlan] {
        var plans: [StagePlan] = []
        for stage in stages {
            // Which partitions a stage has is known only when those before it are done.
            if let before = plans.first(where: { !$0.isDone }) {
                plans.append(StagePlan(stage: stage.name, done: [], pending: [], waitsFor: before.stage))
                continue
            }
            let partitions = try await stage.partitions()
            let done = partitions.filter { workspace.isDone($0, of: stage) }
            let pending = partitions.filter { !workspace.isDone($0, of: stage) }
            plans.append(
                StagePlan(stage: stage.name, done: done.map(\.name), pending: pending.map(\.name), waitsFor: nil))
        }
        return plans
    }
}

extension Pipeline {
    /// What the translation would take.
    /// - Returns: nil when the captions are not imported yet, or not all of them.
    public func translationEstimate() async throws -> TranslationEstimate? {
        let files = CorpusFolder.files(in: workspace.file(ImportStage.folder))
        guard !files.isEmpty, files.allSatisfy({ DoneRecord.read(of: $0) != nil }) else { return nil }
        return try await TranslationEstimate(
            file.translation.parts, from: file.manifest.language, files: files,
            memory: file.translation.memory ?? workspace.file("memory.sqlite"))
    }
}

/// What a run would do in a stage.
public struct StagePlan: Sendable, Codable {
    public let stage: String
    /// Partitions that would be skipped.
    public let done: [String]
    /// Partitions that would be done.
    public let pending: [String]
    /// The stage that must be done before this one's partitions are known.
    public let waitsFor: String?

    var isDone: Bool { pending.isEmpty && waitsFor == nil }

    enum CodingKeys: String, CodingKey {
        case stage, done, pending
        case waitsFor = "waits_for"
    }
}
