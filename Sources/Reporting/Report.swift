import Corpus
import Documents
import Evaluation
import Foundation
import Training
import Translate
import Validation
import Workspace

/// What a workspace holds, in numbers: what report.json says, and what the page is made of.
///
/// A part whose stage has not run is nil, or empty. Nothing in it depends on when, where or on which machine it is made, so the same workspace gives the same bytes. The times of
/// stages are those of the workspace's journal.
public struct Report: Sendable, Equatable, Codable {
    /// The version of report.json.
    public var format = "tessera.report/2"
    public var title: String
    /// In the order of the data; the report's own stage is left out.
    public var stages: [StageSummary]
    public var corpus: CorpusSummary?
    /// How good the translations look, and what they cost; nil where nobody looked.
    public var translation: QualityReport?
    /// What validation found; nil where nobody looked.
    public var findings: ValidationReport?
    /// The workspace's own run first.
    public var runs: [TrainingRun]
    public var retrieval: RetrievalComparison?
    /// Where captions lie by what they say, and by how; nil where the model does not tell, or nobody looked.
    public var representations: RepresentationReport?
    /// Some items of the test split, spread over it.
    public var samples: [Item]
    /// Some items of all splits, spread over them.
    public var sheet: [Item]

    /// Items in ``samples``, where the split has as many.
    static let sampleCount = 10
    /// Items in ``sheet``, where the corpus has as many.
    static let sheetCount = 24

    /// Gathers the numbers of a workspace.
    /// - Parameters:
    ///   - others: folders of training runs elsewhere, to be shown beside the workspace's own.
    ///   - withTimes: whether to tell how long stages took: two runs that made the same differ in nothing else.
    /// - Throws: ``InputError`` for a folder in which no stage has left a done record, and for an output that is not
    ///   what its name says.
    public init(of workspace: Workspace, title: String, others: [String] = [], withTimes: Bool = false) throws {
        let records = RecordScan(workspace).records
        guard !records.isEmpty else {
            throw InputError(
                file: workspace.path, "is not a workspace: no stage has left a done record in it",
                remedy: "name the folder that `tessera run` works in")
        }
        self.title = title
        stages = StageSummary.all(of: records, times: withTimes ? Journal(workspace).last() : [:], in: workspace)
        let scan = try CorpusScan(workspace)
        corpus = scan?.summary
        samples = try scan?.samples(Report.sampleCount) ?? []
        sheet = try scan?.spread(Report.sheetCount) ?? []
        let quality = workspace.file(QualityReport.path)
        translation = FileManager.default.fileExists(atPath: quality) ? try QualityReport(contentsOf: quality) : nil
        let findings = workspace.file(ValidateStage.path)
        self.findings =
            FileManager.default.fileExists(atPath: findings) ? try ValidationReport(contentsOf: findings) : nil
        runs = try TrainingRuns.gather(
            records.filter { $0.record.stage == "train" }.map(\.output), in: workspace, others: others)
        retrieval = try RetrievalComparison(in: workspace)
        let maps = workspace.file(EvaluateStage.representations)
        representations =
            FileManager.default.fileExists(atPath: maps) ? try RepresentationReport(contentsOf: maps) : nil
    }
}
