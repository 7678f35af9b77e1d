import ArgumentParser
import Corpus
import Documents
import Features
import Fetch
import Workspace

/// `tessera fetch`: a dataset's files and captions, or a model.
struct FetchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Fetch a dataset or a model that a manifest names.",
        discussion: """
            Of a dataset, writes DIR/media (the files) and DIR/source (the captions as a corpus, one JSON object an item a \
            line). Of a model, writes its folder, which --model and pipeline files take.
            """)

    @Argument(
        help: ArgumentHelp(
            "The manifest, such as Manifests/demo.yaml or Manifests/models/clip-vit-base-patch32.yaml.",
            valueName: "manifest.yaml"))
    var manifest: String

    @Option(
        help: ArgumentHelp("The folder to write to; for a model Models/NAME where it is left out.", valueName: "dir"))
    var out: String?

    @Option(help: "Items a corpus file at most.")
    var itemsPerFile = 4096

    @Flag(help: "Leave out images and videos: fetch only what captions are read from.")
    var captionsOnly = false

    @Flag(help: "Redo what failed: files that were missing, and items of address lists.")
    var retryFailed = false

    @Flag(help: "Say which files would be fetched, and do nothing.")
    var dryRun = false

    @OptionGroup var options: CommonOptions

    func validate() throws {
        guard itemsPerFile > 0 else { throw ValidationError("--items-per-file must be at least 1.") }
    }

    func run() async throws {
        switch try ManifestKind(of: manifest) {
        case .dataset: try await fetchDataset()
        case .model: try await fetchModel()
        }
    }

    private func fetchDataset() async throws {
        let manifest = try Manifest(contentsOf: manifest)
        guard let out else {
            throw InputError(key: "--out", "a dataset needs a folder to go into", remedy: "add --out DIR")
        }
        let workspace = Workspace(out)
        let fetch = try FetchStage(manifest, in: workspace, annotationsOnly: captionsOnly)
        if dryRun { return try await show(fetch.plan(retryingFailures: retryFailed), in: out) }
        var stages: [any Stage] = [fetch, ImportStage(manifest, in: workspace, itemsPerFile: itemsPerFile)]
        if !captionsOnly {
            stages.append(MediaStage(try manifest.media.map(MediaSettings.init) ?? MediaSettings(), in: workspace))
        }
        let summaries = try await options.run(stages, in: workspace, retryingFailures: retryFailed)
        if options.json { try Console.print(json: summaries) }
        try summaries.check()
    }

    private struct FetchedModel: Encodable {
        let folder: String
        let layout: String
        let use: ModelFolder.Use
        let width: Int
        let stages: [StageSummary]
    }

    private func fetchModel() async throws {
        let manifest = try ModelManifest(contentsOf: manifest)
        if captionsOnly {
            throw InputError(key: "--captions-only", "a model has no captions", remedy: "leave it out")
        }
        let folder = out ?? "Models/\(manifest.name)"
        let workspace = Workspace(folder)
        let fetch = try FetchStage(manifest, in: workspace)
        if dryRun { return try await show(fetch.plan(retryingFailures: retryFailed), in: folder) }
        let summaries = try await options.run([fetch], in: workspace, retryingFailures: retryFailed)
        try summaries.check()
        let model = try ModelFolder(checking: folder)
        if options.json {
            return try Console.print(
                json: FetchedModel(
                    folder: folder, layout: model.layout, use: model.use, width: model.width, stages: summaries))
        }
        Console.print("\(folder): \(model.layout), width \(model.width), for \(model.use.rawValue)")
    }

    private func show(_ plan: FetchPlan, in folder: String) throws {
        if options.json { return try Console.print(json: plan) }
        for file in plan.files {
            Console.print("\(file.done ? "there" : "fetch")  \(folder)/\(file.to)  \(file.from)")
        }
        Console.print("\(plan.pending) of \(plan.files.count) files to fetch")
    }
}
