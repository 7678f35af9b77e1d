import ArgumentParser
import Corpus
import Documents
import Features
import Foundation
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

    @Option(
        help: ArgumentHelp(
            "A tokenizer for languages other than the source, as es,ca=DIR; may stand more than once.",
            valueName: "languages=dir"))
    var tokenizer: [String] = []

    @Option(help: "The language whose captions get frozen features.")
    var source = "en"

    @Option(
        help: ArgumentHelp(
            "How much goes into a shard: a number of items, or about so many bytes.", valueName: "items|bytes"))
    var shard = "256MB"

    @Option(help: "The dataset's name, for the shards' metadata; the corpus folder's name without it.")
    var dataset: String?

    @Option(help: ArgumentHelp("The folder to write to.", valueName: "dir"))
    var out: String

    @Flag(help: "Redo the shards in which items failed.")
    var retryFailed = false

    @OptionGroup var options: CommonOptions

    func run() async throws {
        let folder = try CorpusFolder(corpus)
        var settings = try encoding.settings()
        settings.shard = try ShardSize(shard)
        settings.tokenizers = try TokenizerOption.folders(tokenizer)
        let workspace = Workspace(out)
        let name = dataset ?? URL(fileURLWithPath: folder.root).standardizedFileURL.lastPathComponent
        let stages: [any Stage] = [
            FeaturesStage(dataset: name, source: try Language(source), corpus: { folder }, settings),
            IndexStage(in: workspace),
        ]
        let summaries = try await options.run(stages, in: workspace, retryingFailures: retryFailed)
        if options.json { try Console.print(json: summaries) }
        try summaries.check()
    }
}

/// `--tokenizer es,ca=DIR`, which may stand more than once.
enum TokenizerOption {
    /// The folder of each language.
    /// - Throws: ``InputError`` for another form, or what is no language.
    static func folders(_ values: [String]) throws -> [Language: String] {
        var result: [Language: String] = [:]
        for text in values {
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
