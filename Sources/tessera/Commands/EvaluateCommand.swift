import ArgumentParser
import Corpus
import Evaluation
import Models
import Shards
import Tensors
import Training

/// `tessera evaluate`: retrieval metrics of a checkpoint.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure retrieval in both directions, in every language of a checkpoint.")

    @Option(
        help: ArgumentHelp("A checkpoint's folder, such as DIR/train/final, or an exported file.", valueName: "path"))
    var checkpoint: String

    @Option(
        help: ArgumentHelp(
            "The folder of shards, or the one above it; or its URL, from which the split's are fetched first.",
            valueName: "dir|url"))
    var shards: String

    @Option(help: ArgumentHelp("The frozen model that the shards were made with.", valueName: "dir"))
    var model: String

    @Option(
        help: ArgumentHelp("The text model that the recipe `alignment` or `parallel` began with.", valueName: "dir"))
    var textModel: String?

    @Option(help: "The split to search in.")
    var split = "test"

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A language to measure that the checkpoint was not trained in; may stand more than once, or name several, as de,fr.",
            valueName: "languages"))
    var unseen: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            The folder that the corpus's paths of images and videos are relative to, for checkpoints that encode them; \
            otherwise the one above the shards.
            """, valueName: "dir"))
    var media: String?

    @Option(
        help: ArgumentHelp(
            "With --json, the captions of each language that find their items last, and what stands before.",
            valueName: "n"))
    var hardest = 0

    @Option(help: "Where captions are encoded.")
    var device = Device.cpu

    @OptionGroup var cache: CacheOptions
    @OptionGroup var options: CommonOptions

    func run() async throws {
        // Before weights are read: libtorch remembers that it began without a GPU.
        try device.check()
        if RemoteFolder.isURL(shards) {
            return try await cache.reading(shards) { shards in
                try await shards.fetch(split)
                try await evaluate(shards.folder)
            }
        }
        try cache.refuse(for: shards)
        try await evaluate(ShardIndex.folder(in: shards))
    }

    private func evaluate(_ shards: String) async throws {
        let evaluator = try Evaluator(
            TrainedModel(checkpoint), FrozenModels(clip: CLIP(folder: model, device: device), text: textModel),
            shards: shards, split: split,
            unseen: unseen.flatMap { $0.split(separator: ",") }.map { try Language(String($0)).tag }, media: media)
        let report = try await evaluator.evaluate(hardest: max(0, hardest))
        if options.json { return try Console.print(json: report) }
        Console.print(RetrievalTable(report).text)
    }
}
