import ArgumentParser
import Foundation
import Reporting
import Workspace

/// `tessera report`: a page about a workspace.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write one HTML page about what a workspace holds.")

    @Argument(help: "The workspace, such as .tessera/demo.")
    var workspace: String

    @Option(help: ArgumentHelp("The folder to write index.html and report.json to.", valueName: "dir"))
    var out: String

    @Option(
        name: .customLong("run"),
        help: ArgumentHelp(
            "Another training run to draw beside the workspace's own: a folder that `tessera train` wrote; may stand more than once.",
            valueName: "dir"))
    var runs: [String] = []

    @OptionGroup var options: CommonOptions

    func run() async throws {
        let workspace = Workspace(workspace)
        let title = URL(fileURLWithPath: workspace.path).standardizedFileURL.lastPathComponent
        try await AtomicOutput.publish(out) { temporary in
            _ = try ReportWriter.write(workspace: workspace, title: title, others: runs, withTimes: true, to: temporary)
        }
        if options.json { return try Console.print(json: ["report": "\(out)/index.html"]) }
        Console.print("report: \(out)/index.html")
    }
}
