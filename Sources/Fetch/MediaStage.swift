import Corpus
import Documents
import Foundation
import Transfer
import Workspace

/// Fetches the files of a URL list into WebDataset shards, `media/SPLIT-00000-of-00004.tar`, one for each corpus file.
///
/// A sample is `KEY.jpg` (or what the bytes are), `KEY.txt` with the first caption, and `KEY.json` with what is known of
/// it; ``SampleKey`` makes the key. Of an item that failed there is the `KEY.json` only, which says why, and a line in
/// `media/SPLIT-00000-of-00004.failures.tsv`.
public struct MediaStage: Stage {
    public let name = "media"
    public let version = 1
    private let settings: MediaSettings
    private let workspace: Workspace
    private let engine: TransferEngine

    public init(_ settings: MediaSettings, in workspace: Workspace) {
        self.settings = settings
        self.workspace = workspace
        engine = MediaFetcher.engine(settings)
    }

    /// The shard of a corpus file, relative to the workspace.
    /// - Parameter corpusFile: the file's name, without its folder.
    public static func shard(of corpusFile: String) -> String {
        "\(FetchStage.folder)/\((corpusFile as NSString).deletingPathExtension).tar"
    }

    public func partitions() async throws -> [Partition] {
        try await workspace.bring([ImportStage.folder])
        return try CorpusFolder.files(in: workspace.file(ImportStage.folder)).compactMap { path in
            let file = (path as NSString).lastPathComponent
            let shard = MediaStage.shard(of: file)
            var items = try ListedItems(path, in: shard)
            guard try ListedItems.mayHoldSome(path, in: shard), try items.next() != nil else { return nil }
            let output = "\(ImportStage.folder)/\(file)"
            return Partition(
                name: (file as NSString).deletingPathExtension, output: shard,
                items: DoneRecord.read(of: workspace.file(output))?.outcome.counts["items"],
                inputs: ["items": try workspace.digest(of: output), "settings": settings.fingerprint],
                companions: [MediaStage.failures(beside: shard)])
        }
    }

    private static func failures(beside shard: String) -> String {
        (shard as NSString).deletingPathExtension + ".failures.tsv"
    }

    public func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        try await workspace.bring(["\(ImportStage.folder)/\(partition.name).jsonl"])
        let spool = workspace.file(".downloads")
        try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: true)
        let previous = try workspace.previous(of: partition, of: self).map { try PreviousShard($0.path) }
        var items = try ListedItems(
            workspace.file("\(ImportStage.folder)/\(partition.name).jsonl"), in: partition.output)
        var builder = try ShardBuilder(
            MediaFetcher(engine, settings, folder: spool), settings, to: temporary, previous: previous,
            reporting: reporting)
        try await builder.build(&items)
        try builder.table.write(to: workspace.file(MediaStage.failures(beside: partition.output)))
        let failures = builder.table.failures
        let counts = ["items": builder.samples + failures.count, "samples": builder.samples]
        return Outcome(counts: counts.merging(builder.table.counts) { $1 }, failures: failures)
    }

    public func finish() async {
        engine.close()
    }
}
