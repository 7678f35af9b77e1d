import Corpus
import Documents
import Foundation
import Training
import Validation
import Workspace

/// What a workspace holds, in numbers: what report.json says, and what the page is made of.
///
/// A part whose stage has not run is nil, or empty. Nothing in it depends on the time, the machine or the workspace's
/// place, so the same workspace gives the same bytes.
public struct Report: Sendable, Equatable, Codable {
    /// The version of report.json.
    public var format = "tessera.report/1"
    public var title: String
    /// In the order of the data; the report's own stage is left out.
    public var stages: [StageSummary]
    public var corpus: CorpusSummary?
    /// What validation found; nil where nobody looked.
    public var findings: ValidationReport?
    public var training: TrainingRun?
    public var retrieval: RetrievalComparison?
    /// Some items of the test split, spread over it.
    public var samples: [Item]

    /// Items in ``samples``, where the split has as many.
    static let sampleCount = 10

    /// Gathers the numbers of a workspace.
    /// - Throws: ``InputError`` for a folder in which no stage has left a done record, and for an output that is not
    ///   what its name says.
    public init(of workspace: Workspace, title: String) throws {
        let records = RecordScan(workspace).records
        guard !records.isEmpty else {
            throw InputError(
                file: workspace.path, "is not a workspace: no stage has left a done record in it",
                remedy: "name the folder that `tessera run` works in")
        }
        self.title = title
        stages = StageSummary.all(of: records.map(\.record), in: workspace)
        let scan = try CorpusScan(workspace)
        corpus = scan?.summary
        samples = try scan?.samples(Report.sampleCount) ?? []
        let findings = workspace.file(ValidateStage.path)
        self.findings =
            FileManager.default.fileExists(atPath: findings) ? try ValidationReport(contentsOf: findings) : nil
        training = try TrainingRun(folder: TrainStage.final, in: workspace)
        retrieval = try RetrievalComparison(in: workspace)
    }
}
