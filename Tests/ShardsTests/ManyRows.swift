import Documents
import Foundation
import Tensors

@testable import Shards

/// Shards of random features, larger than the fixtures.
enum ManyRows {
    /// Items with a caption each.
    static func write(to folder: String, shards: Int, items: Int, width: Int) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var random = SeededGenerator(seed: 3)
        func row() -> [Float] { (0..<width).map { _ in Float(random.normal()) } }
        let source = ShardDescription.Source(name: "t", digest: "t")
        let description = ShardDescription(
            dataset: "d", split: "train", sourceLanguage: "en", model: source, preprocessing: "p", sampling: "s",
            pooling: "mean", precision: "fp32", salvage: false, tokenizers: ["en": source])
        var entries: [ShardIndex.Entry] = []
        for shard in 0..<shards {
            var (visual, features, captions) = (FeatureRows(row: [width]), FeatureRows(row: [width]), CaptionColumn())
            for item in 0..<items {
                visual.append(row())
                features.append(row())
                captions.add("", item: item, source: nil, tokens: (0..<1 + random.below(9)).map { Int32($0 * item) })
            }
            captions.features = features
            let (name, path) = ("train-\(shard).safetensors", "\(folder)/train-\(shard).safetensors")
            try ShardWriter.write(
                to: path, description, ids: TextColumn((0..<items).map { "i\($0)" }), visual: visual,
                frames: [Int32](repeating: 1, count: items), captions: ["en": captions])
            let bytes = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            entries.append(
                .init(
                    file: name, split: "train", items: items, captions: ["en": items], bytes: bytes,
                    sha256: try Digest.ofFile(path)))
        }
        try ShardIndex(shards: entries).encoded().write(to: URL(fileURLWithPath: "\(folder)/index.json"))
    }

    /// What the files of a folder take on the disk, holes left out.
    static func bytesOnDisk(_ folder: String) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.reduce(0) { sum, name in
            var status = stat()
            return stat("\(folder)/\(name)", &status) == 0 ? sum + Int(status.st_blocks) * 512 : sum
        }
    }
}
