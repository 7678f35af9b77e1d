import ArgumentParser
import Corpus
import Documents
import Features
import Foundation

/// What goes into shards and where they go, for the verbs that write them.
struct ShardOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            A tokenizer for languages, as es,ca=DIR; may stand more than once. The source's is the model's own where \
            none is given.
            """,
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

    /// The folder of each language's tokenizer.
    func tokenizers() throws -> [Language: String] { try TokenizerOption.folders(tokenizer) }

    func size() throws -> ShardSize { try ShardSize(shard) }

    /// The dataset's name in the shards of a corpus.
    func name(of corpus: CorpusFolder) -> String {
        dataset ?? URL(fileURLWithPath: corpus.root).standardizedFileURL.lastPathComponent
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
