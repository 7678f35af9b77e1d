import ArgumentParser
import Corpus
import Documents
import Features
import Foundation
import Workspace

/// `tessera import-features`: shards from features that others made.
struct ImportFeaturesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-features",
        abstract: "Make feature shards of a corpus from .npy files that another program made.",
        discussion: """
            With --ids, the rows of the arrays, [N, D] or [N, F, D] for F frames, are in the lists' order; so \
            clip-retrieval's output is read with

              tessera import-features img_emb --ids metadata/*.csv --id-column image_path --match file …

            once its metadata are CSV: python -c "import pandas, sys; [pandas.read_parquet(p).to_csv(p[:-7] + 'csv') for \
            p in sys.argv[1:]]" metadata/*.parquet. Without --ids each file holds one item's feature, [D] or [F, D], and \
            is named as the item.
            """)

    @Argument(help: ArgumentHelp("Arrays, or folders of them.", valueName: "npy"))
    var arrays: [String]

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Lists of the rows' names: text, .csv, .tsv or .jsonl.", valueName: "file"))
    var ids: [String] = []

    @Option(help: ArgumentHelp("The column of a table, or the key of JSON Lines, that holds them; id without it."))
    var idColumn: String?

    @Option(help: "Whether the names are the items' ids, or the names of their files or samples.")
    var match = FeatureMatch.id

    @Option(help: ArgumentHelp("A folder that `tessera translate` or `tessera fetch` wrote.", valueName: "dir"))
    var corpus: String

    @Option(help: ArgumentHelp("The model that made the features, in the Hugging Face layout.", valueName: "dir"))
    var model: String?

    @Option(help: "The model's name; without --model, source captions get no features.")
    var modelName: String?

    @OptionGroup var shards: ShardOptions

    @OptionGroup var options: CommonOptions

    func run() async throws {
        let folder = try CorpusFolder(corpus)
        let source = try Language(shards.source)
        let made = try ImportedFeatures.Model(
            name: modelName, folder: model, tokenizers: shards.tokenizers(), source: source)
        let table = try FeatureTable(arrays, names: ids, match: match, column: idColumn)
        let workspace = Workspace(shards.out)
        let stages: [any Stage] = [
            try ImportedFeatures(
                dataset: shards.name(of: folder), source: source, corpus: folder, table, match: match, made,
                shard: shards.size()),
            IndexStage(in: workspace),
        ]
        let summaries = try await options.run(stages, in: workspace)
        if options.json { try Console.print(json: summaries) }
        try summaries.check(remedy: "add their features, and run it again")
    }
}

extension FeatureMatch: ExpressibleByArgument {}
