import Documents
import Foundation
import Training
import Workspace

/// The training runs that are shown beside each other.
enum TrainingRuns {
    /// The workspace's own run first, then the others in it, such as the cells of a grid, by name; then those from elsewhere,
    /// as they were named.
    /// - Parameters:
    ///   - outputs: of the workspace's train stages.
    ///   - others: folders that `tessera train` or `tessera run` wrote, or checkpoints in them.
    /// - Throws: ``InputError`` for a folder without metrics.
    static func gather(_ outputs: [String], in workspace: Workspace, others: [String]) throws -> [TrainingRun] {
        let trained = outputs.filter { $0 == TrainStage.final || $0.hasSuffix("/" + TrainStage.final) }
        let own = try trained.sorted { ($0 == TrainStage.final ? 0 : 1, $0) < ($1 == TrainStage.final ? 0 : 1, $1) }
            .compactMap { try TrainingRun(checkpoint: workspace.file($0), name: name(ofOutput: $0)) }
        return try own + others.map(run)
    }

    /// As `train`, or `grid/rate=0.0001`.
    private static func name(ofOutput output: String) -> String {
        output == TrainStage.final ? "train" : String(output.dropLast(TrainStage.final.count + 1))
    }

    private static func run(_ path: String) throws -> TrainingRun {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        let folders = [url.appending(path: TrainStage.final), url]
        for folder in folders {
            if let run = try TrainingRun(checkpoint: folder.path, name: url.lastPathComponent) { return run }
        }
        throw InputError(
            file: path, "has no metrics of a training run",
            remedy: "name a folder that `tessera train` or `tessera run` wrote, or a checkpoint in it")
    }
}
