import Documents
import Foundation
import Shards

/// Random images: features of 512 numbers, an English caption of 8 to 20 tokens, and a German one that translates it.
struct Samples {
    let count: Int

    private static let width = 512

    func write(to folder: String, shards: Int) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let source = ShardDescription.Source(name: "benchmark", digest: "")
        let description = ShardDescription(
            dataset: "benchmark", split: "train", sourceLanguage: "en", model: source, preprocessing: "", sampling: "",
            pooling: "", precision: "", salvage: false, tokenizers: ["en": source, "de": source])
        var random = Numbers()
        var entries: [ShardIndex.Entry] = []
        for shard in 0..<shards {
            let range = count * shard / shards..<count * (shard + 1) / shards
            var visual = FeatureRows(row: [Samples.width], count: range.count)
            var (english, german) = (CaptionColumn(), CaptionColumn())
            for row in 0..<range.count {
                visual.set(row, (0..<Samples.width).map { _ in random.next(4096) / 2048 - 1 })
                english.add("", item: row, source: nil, tokens: random.tokens())
                german.add("", item: row, source: row, tokens: random.tokens())
            }
            let name = "train-\(shard).safetensors"
            try ShardWriter.write(
                to: "\(folder)/\(name)", description, ids: TextColumn(range.map { "image-\($0)" }), visual: visual,
                frames: [Int32](repeating: 1, count: range.count), captions: ["en": english, "de": german])
            entries.append(
                .init(
                    file: name, split: "train", items: range.count,
                    captions: ["en": range.count, "de": range.count], bytes: 0, sha256: ""))
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: "\(folder)/\(ShardIndex.name)"))
    }
}

/// The same numbers each time.
private struct Numbers {
    private var state: UInt64 = 1

    mutating func next(_ bound: UInt64) -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float((state >> 33) % bound)
    }

    mutating func tokens() -> [Int32] { (0..<8 + Int(next(13))).map { _ in Int32(next(50_000)) } }
}
