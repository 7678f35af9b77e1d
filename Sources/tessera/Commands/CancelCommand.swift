import ArgumentParser
import Cluster
import Documents
import Workspace

/// `tessera cancel`: stops a run on Slurm.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Stop a run on Slurm: its tasks, and the command that waits for them.",
        discussion:
            "What is done stays done; `tessera run` goes on with the rest. A run on this machine stops by Ctrl-C.")

    @Argument(help: "The workspace of a pipeline file.")
    var workspace: String

    @OptionGroup var options: CommonOptions

    private struct Result: Encodable {
        let workspace: String
        let tasks: Int
    }

    func run() async throws {
        let workspace = Workspace(workspace)
        // Says so where there is no such folder.
        _ = try await RunStatus(workspace)
        let tasks = try await SlurmExecutor.cancel(workspace)
        if options.json { return try Console.print(json: Result(workspace: workspace.path, tasks: tasks)) }
        Console.print(tasks == 0 ? "no task waited or ran" : "\(tasks) task\(tasks == 1 ? "" : "s") cancelled")
    }
}
