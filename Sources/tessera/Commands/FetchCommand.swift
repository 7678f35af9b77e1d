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

    @Flag(help: "Leave out images and videos: fetch only what captions are read from.")
    var captionsOnly = false

    @Flag(help: "Redo what failed: files that were missing, and items of address lists.")
    var retryFailed = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard itemsPerFile > 0 else { throw ValidationError("--items-per-file must be at least 1.") }
    }

    func run() async throws {
        let manifest = try Manifest(contentsOf: manifest)
        let workspace = Workspace(out)
        var stages: [any Stage] = [
            try FetchStage(manifest, in: workspace, annotationsOnly: captionsOnly),
            ImportStage(manifest, in: workspace, itemsPerFile: itemsPerFile),
        ]
        if !captionsOnly {
            stages.append(MediaStage(try manifest.media.map(MediaSettings.init) ?? MediaSettings(), in: workspace))
        }
        let summaries = try await options.run(stages, in: workspace, retryingFailures: retryFailed)
        if options.json { try Console.print(json: summaries) }
        try summaries.check()
    }
}
