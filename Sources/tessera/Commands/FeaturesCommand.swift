import ArgumentParser
import Corpus
import Documents
import Features
import Foundation
import Media
import Workspace

/// `tessera features`: a corpus's media and captions as feature shards.
struct FeaturesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "features",
        abstract: "Encode a corpus's media and captions with a frozen CLIP into feature shards.",
        discussion: "Writes DIR/shards: one safetensors file a corpus file, and index.json.")

    @Argument(help: "A folder that `tessera translate` or `tessera fetch` wrote.")
    var corpus: String

    @Option(help: ArgumentHelp("A CLIP in the Hugging Face layout.", valueName: "dir"))
    var model: String

    @Option(
        help: ArgumentHelp(
            "A tokenizer for languages other than the source, as es,ca=DIR; may stand more than once.",
            valueName: "languages=dir"))
    var tokenizer: [String] = []

    @Option(help: "The language whose captions get frozen features.")
    var source = "en"

    @Option(help: ArgumentHelp("The frames of a video: uniform:N, midpoints:N or all.", valueName: "strategy"))
    var sample = "uniform:12"

    @Option(help: "The dataset's name, for the shards' metadata; the corpus folder's name without it.")
    var dataset: String?

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var out: String

    @Flag(help: "Redo the shards in which items failed.")
    var retryFailed = false

    @OptionGroup var options: CommonOptions

    func run() async throws {
        let folder = try CorpusFolder(corpus)
        let settings = FeatureSettings(
            model: model, sampling: try FrameSampling(sample), tokenizers: try tokenizers())
        let workspace = Workspace(out)
        let name = dataset ?? URL(fileURLWithPath: folder.root).standardizedFileURL.lastPathComponent
        let stages: [any Stage] = [
            FeaturesStage(dataset: name, source: try Language(source), corpus: { folder }, settings, in: workspace),
            IndexStage(in: workspace),
        ]
        let summaries = try await options.run(stages, in: workspace, retryingFailures: retryFailed)
        if options.json { try Console.print(json: summaries) }
        try summaries.check()
    }

    private func tokenizers() throws -> [Language: String] {
        var result: [Language: String] = [:]
        for text in tokenizer {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw InputError(
                    key: "--tokenizer", "'\(text)' is not of the form languages=dir",
                    remedy: "write, for example, es,ca=bert")
            }
            for language in parts[0].split(separator: ",") { result[try Language(String(language))] = parts[1] }
        }
        return result
    }
}
