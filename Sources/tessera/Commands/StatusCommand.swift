import ArgumentParser
import Cluster
import Documents
import Workspace

/// `tessera status`: how far a run is.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how far a run is: partitions done, running and failed, rate and time left.",
        discussion: "From the workspace's done records and journal and, where stages were given to Slurm, from squeue.")

    @Argument(help: "The workspace of a pipeline file.")
    var workspace: String

    @OptionGroup var options: CommonOptions

    func run() async throws {
        let status = try await RunStatus(Workspace(workspace))
        options.json ? try Console.print(json: status) : Console.print(StatusText(status).text)
    }
}
