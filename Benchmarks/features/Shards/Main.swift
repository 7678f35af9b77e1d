import Foundation
import Shards
import Workspace

/// Writes 100,000 images' worth of feature shards as `tessera features` does, once the features are there: columns to a
/// temporary file, synced, renamed, digested, with their done records. Prints the bytes and the seconds as JSON.
///
///     shard-benchmark DIR [IMAGES]
@main
struct Main {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let images = arguments.count > 2 ? Int(arguments[2]) ?? 100_000 : 100_000
        let workspace = Workspace(arguments[1])
        let stage = PreparedShards(images: images)
        let begin = ContinuousClock.now
        let records = try await LocalExecutor(workspace).run(stage)
        let seconds = begin.duration(to: .now).seconds
        print("{\"bytes\": \(records.reduce(0) { $0 + $1.bytes }), \"seconds\": \(seconds)}")
    }
}

/// Shards of one content: as many images as `tessera features` puts into one when nothing else is asked for, five captions
/// each, features of 512 numbers.
private final class PreparedShards: Stage {
    let name = "features"
    let version = 0
    private let images: Int
    private let ids: TextColumn
    private let visual: FeatureRows
    private let captions: CaptionColumn

    private static let items = 33_334
    private static let width = 512
    private static let captionsEach = 5

    init(images: Int) {
        self.images = images
        var state: UInt64 = 1
        func row() -> [Float] {
            (0..<PreparedShards.width).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Float(state >> 40) / Float(1 << 23) - 1
            }
        }
        var visual = FeatureRows(row: [PreparedShards.width])
        var captions = CaptionColumn()
        var features = FeatureRows(row: [PreparedShards.width])
        for item in 0..<PreparedShards.items {
            visual.append(row())
            for caption in 0..<PreparedShards.captionsEach {
                captions.add(
                    "A caption of about fifty letters, such as number \(caption).", item: item, source: nil,
                    tokens: (0..<14).map { Int32(item + $0) })
                features.append(row())
            }
        }
        captions.features = features
        self.visual = visual
        self.captions = captions
        ids = TextColumn((0..<PreparedShards.items).map { "image-\($0)" })
    }

    func partitions() async throws -> [Partition] {
        (0..<(images + PreparedShards.items - 1) / PreparedShards.items).map {
            Partition(name: "train-\($0)", output: "shards/train-\($0).safetensors", inputs: [:])
        }
    }

    func run(_ partition: Partition, to temporary: String, reporting: ProgressReporter) async throws
        -> Outcome
    {
        let source = ShardDescription.Source(name: "benchmark", digest: "")
        try ShardWriter.write(
            to: temporary,
            ShardDescription(
                dataset: "benchmark", split: "train", sourceLanguage: "en", model: source, preprocessing: "",
                sampling: "", pooling: "", precision: "", salvage: false, tokenizers: ["en": source]),
            ids: ids, visual: visual, frames: [Int32](repeating: 1, count: PreparedShards.items),
            captions: ["en": captions])
        return Outcome(counts: ["items": PreparedShards.items])
    }
}
