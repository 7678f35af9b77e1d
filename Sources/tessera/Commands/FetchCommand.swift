import ArgumentParser
import Corpus
import Fetch
import Workspace

/// `tessera fetch`: a dataset's files and captions.
struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Fetch a dataset that a manifest names, and read its captions.",
        discussion:
            "Writes DIR/media (the files) and DIR/source (the captions as a corpus, one JSON object an item a line).")

    @Argument(help: ArgumentHelp("The manifest, such as Manifests/demo.yaml.", valueName: "manifest.yaml"))
    var manifest: String

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var out: String

    @Option(help: "Items a corpus file at most.")
    var itemsPerFile = 4096

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard itemsPerFile > 0 else { throw ValidationError("--items-per-file must be at least 1.") }
    }

    func run() async throws {
        let manifest = try Manifest(contentsOf: manifest)
        let workspace = Workspace(out)
        let stages: [any Stage] = [
            try FetchStage(manifest, in: workspace), ImportStage(manifest, in: workspace, itemsPerFile: itemsPerFile),
        ]
        let summaries = try await options.run(stages, in: workspace)
        if options.json { try Console.print(json: summaries) }
        try summaries.check()
    }
}
