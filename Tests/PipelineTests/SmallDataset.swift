import Foundation
import TestSupport

/// A dataset and a pipeline file of a few clips of Tests/Fixtures, small enough to run the whole way in seconds.
struct SmallDataset {
    let folder: TemporaryFolder
    /// The pipeline file.
    let pipeline: String

    static let clips = ["h264-bframes.mp4", "h264-short-gop.mp4", "vfr.mp4", "odd-size.mkv", "vp9.webm", "rotated.mp4"]

    /// The workspace of the pipeline file.
    var workspace: String { folder.file("work") }

    init() throws {
        folder = try TemporaryFolder()
        let golden = Golden.own
        var files = ""
        var lines = ""
        for (index, clip) in SmallDataset.clips.enumerated() {
            files += "  - path: \(golden.file("media/" + clip))\n    to: clips/\(clip)\n"
            let split = index < 4 ? "train" : "test"
            let captions = ["A small red circle moves slowly.", "There is a big blue square number \(index)."]
            let line = try JSONSerialization.data(
                withJSONObject: ["id": "clip-\(index)", "video": clip, "split": split, "captions": captions],
                options: .sortedKeys)
            lines += String(decoding: line, as: UTF8.self) + "\n"
        }
        try folder.write(lines, to: "captions.jsonl")
        try folder.write(
            """
            name: small
            licence: Apache-2.0
            language: en
            modality: video
            files:
            \(files)  - path: captions.jsonl
                to: captions.jsonl
            captions:
              importer: json-lines
              file: captions.jsonl
              columns: {id: id, media: video, captions: captions, split: split}
              media: clips
            splits:
              train: {count: 4}
              test: {count: 2}
            """, to: "small.yaml")
        let bert = golden.file("tokenizers/wordpiece")
        pipeline = try folder.write(
            """
            name: small
            workspace: work
            manifest: small.yaml
            items_per_shard: 2
            translate:
              to: [es, ca]
              endpoint: {api: apertium, start: true}
            features:
              model: \(golden.file("clip"))
              tokenizers: {es: \(bert), ca: \(bert)}
            train:
              recipe: dasd
              languages: [es, ca]
              batch: 4
              sizes: {embedding: 8, bottleneck: 8, rank: 4, global: 8}
              stages:
                - {objective: cross-lingual, steps: 60, rate: 0.001}
                - {objective: cross-modal, steps: 20, rate: 0.0001}
              checkpoint_every: 10
              threads: 1
            """, to: "small-pipeline.yaml")
    }

    /// The SHA-256 of every product, by its name in the workspace.
    func products(in workspace: String? = nil) throws -> [String: String] {
        let root = workspace ?? self.workspace
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        let kinds = [".jsonl", ".safetensors", ".json", ".html", ".done"]
        var result: [String: String] = [:]
        for name in names where kinds.contains(where: name.hasSuffix) {
            result[name] = try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(name)")).base64EncodedString()
        }
        return result
    }
}
