import Documents
import Foundation
import Workspace

/// Writes the report of a workspace: one partition, whose output is the folder `report`. It tells no times, so that runs on
/// the same inputs have the same bytes; `tessera report` does.
public struct ReportStage: Stage {
    public let name = "report"
    public let version = 2
    private let workspace: Workspace
    private let title: String

    /// - Parameter title: the page's heading; a dataset's or a pipeline's name.
    public init(workspace: Workspace, title: String) {
        self.workspace = workspace
        self.title = title
    }

    /// The page tells of every stage, so all their done records are its inputs: a stage that was redone, or run for the
    /// first time, makes the report anew.
    public func partitions() throws -> [Partition] {
        [
            Partition(
                name: "report", output: "report",
                inputs: ["title": title, "records": RecordScan(workspace).digest])
        ]
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        try await workspace.bring(["media", "source", "corpus", "quality", "validate", "train", "evaluate"])
        let report = try ReportWriter.write(workspace: workspace, title: title, to: temporary)
        reporting(1)
        return Outcome(counts: ["samples": report.samples.count, "stages": report.stages.count])
    }
}
