import Foundation
import Models
import Shards
import TestSupport
import Tokenizers
import Workspace

@testable import Browsing

/// A workspace by hand: four items of `test` and two of `train`. An item's visual features are its English caption's text
/// features, of the demo's frozen model, so that who searches for the caption must find the item.
struct SmallWorkspace {
    let folder: TemporaryFolder
    var workspace: Workspace { Workspace(folder.path) }

    static let model = testsFolder + "/../Manifests/demo/models/clip"

    struct Entry {
        let id: String
        let split: String
        let path: String
        let english: String
        /// None where the item has no Spanish caption.
        var spanish: String?
        var flags: [String] = []
    }

    static let entries = [
        Entry(
            id: "a b&c", split: "test", path: "media/a.mp4", english: "A red circle is moving.",
            spanish: "Un círculo <b>rojo</b>", flags: ["unknown-words"]),
        Entry(
            id: "missing", split: "test", path: "media/missing.mp4", english: "A blue square on sand.",
            spanish: "Un cuadrado"),
        Entry(id: "outside", split: "test", path: "../outside.mp4", english: "The star is green and large."),
        Entry(
            id: "linked", split: "test", path: "media/link.mp4", english: "Somebody has drawn a heart.",
            spanish: "Un corazón"),
        Entry(id: "absolute", split: "train", path: "/etc/passwd", english: "Over fresh snow, a yellow triangle."),
        Entry(
            id: "plain", split: "train", path: "media/a.mp4", english: "A small moon.", spanish: "Una luna",
            flags: ["too-short"]),
    ]

    init(withShards: Bool = true) throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("media"), withIntermediateDirectories: true)
        let video = Golden.own.file("media/h264-bframes.mp4")
        try FileManager.default.copyItem(atPath: video, toPath: folder.file("media/a.mp4"))
        try FileManager.default.createSymbolicLink(atPath: folder.file("media/link.mp4"), withDestinationPath: video)
        for split in ["test", "train"] {
            let lines = try SmallWorkspace.entries.filter { $0.split == split }.map(SmallWorkspace.line)
            try folder.write(lines.joined(separator: "\n") + "\n", to: "corpus/\(split)-00000-of-00001.jsonl")
        }
        if withShards { try addShards() }
    }

    private static func line(_ entry: Entry) throws -> String {
        var captions: [[String: Any]] = [["language": "en", "text": entry.english, "origin": "human"]]
        if let spanish = entry.spanish {
            captions.append([
                "language": "es", "text": spanish, "origin": "machine", "source": 0, "engine": "apertium",
                "version": "3.8", "date": "2026-11-21", "flags": entry.flags,
            ])
        }
        let item: [String: Any] = [
            "id": entry.id, "split": entry.split, "media": ["kind": "video", "path": entry.path], "captions": captions,
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: item, options: .sortedKeys), as: UTF8.self)
    }

    /// The features of captions, by the model itself.
    static func features(_ texts: [String]) throws -> [[Float]] {
        let clip = try CLIP(folder: model)
        let tokenizer = try TokenizerFolder.load(model)
        return try texts.map { text in
            try clip.embed(tokens: [tokenizer.encode(text, maxLength: clip.configuration.context)]).values()
        }
    }

    private func addShards() throws {
        let digest = try CLIP.digest(of: SmallWorkspace.model)
        try FileManager.default.createDirectory(atPath: folder.file("shards"), withIntermediateDirectories: true)
        let index = try ["test", "train"].map { split in
            let entries = SmallWorkspace.entries.filter { $0.split == split }
            let features = try SmallWorkspace.features(entries.map(\.english))
            var visual = FeatureRows(row: [features[0].count])
            for row in features { visual.append(row) }
            let file = "\(split)-00000-of-00001.safetensors"
            let description = ShardDescription(
                dataset: "d", split: split, sourceLanguage: "en", model: .init(name: "clip", digest: digest),
                preprocessing: "p", sampling: "uniform:12", pooling: "mean", precision: "fp32", salvage: false,
                tokenizers: [:], vocabularies: [:])
            try ShardWriter.write(
                to: folder.file("shards/\(file)"), description, ids: TextColumn(entries.map(\.id)), visual: visual,
                frames: entries.map { _ in 12 }, captions: [:])
            return ShardIndex.Entry(
                file: file, split: split, items: entries.count, captions: [:], bytes: 0, sha256: "")
        }
        try ShardIndex(shards: index).encoded().write(to: URL(fileURLWithPath: folder.file("shards/index.json")))
    }
}
