import ArgumentParser
import Corpus
import Documents
import Features
import Workspace

/// `tessera features`: a corpus's media and captions as feature shards.
struct FeaturesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features",
        abstract: "Encode a corpus's media and captions with a frozen CLIP into feature shards.",
        discussion: """
            Writes DIR/shards: one safetensors file a corpus file, or several of a large one, and index.json. Items whose \
            media cannot be read are left out, and named at the end.
            """)

    @Argument(help: "A folder that `tessera translate` or `tessera fetch` wrote.")
    var corpus: String

    @OptionGroup var encoding: EncodingOptions

    @OptionGroup var shards: ShardOptions

    @Flag(help: "Redo the shards in which items failed.")
    var retryFailed = false

    @OptionGroup var options: CommonOptions

    func run() async throws {
        let folder = try CorpusFolder(corpus)
        var settings = try encoding.settings()
        settings.shard = try shards.size()
        settings.tokenizers = try shards.tokenizers()
        let workspace = Workspace(shards.out)
        let stages: [any Stage] = [
            FeaturesStage(
                dataset: shards.name(of: folder), source: try Language(shards.source), corpus: { folder }, settings),
            IndexStage(in: workspace),
        ]
        try ModelPlaces(settings).note(in: workspace)
        let summaries = try await options.run(stages, in: workspace, retryingFailures: retryFailed)
        if options.json { try Console.print(json: summaries) }
        try summaries.check()
    }
}
