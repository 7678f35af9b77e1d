import Foundation
import TestSupport
import Testing

/// Two pictures with captions in English and German, as shards of two splits, and a recipe for a small DASD.
final class SmallTraining: Sendable {
    static let clip = Golden.own.file("clip")
    static let tokenizer = Golden.own.file("tokenizers/wordpiece")

    let folder: TemporaryFolder
    let german = ["ein Kreis", "ein Quadrat steht da", "zwei Kreise", "ein grauer Kreis, und noch einer"]

    private static let images = ["wide.jpg", "gray.jpg"]

    /// - Parameters: keys: lines that the recipe has besides; steps: that it takes.
    init(_ keys: String = "", steps: Int = 2) throws {
        folder = try TemporaryFolder()
        for split in ["train", "test"] {
            try folder.write(corpus(split), to: "work/corpus/\(split)-00000-of-00001.jsonl")
        }
        for image in SmallTraining.images {
            try FileManager.default.copyItem(
                atPath: Golden.own.file("images/" + image), toPath: folder.file("work/" + image))
        }
        try folder.write(
            """
            recipe: dasd
            languages: [de]
            batch: 2
            sizes: {embedding: 8, bottleneck: 8, rank: 4, global: 8}
            stages: [{objective: cross-lingual, steps: \(steps), rate: 0.001}]
            threads: 1
            model: \(SmallTraining.clip)
            tokenizer: \(SmallTraining.tokenizer)
            \(keys)
            """, to: "recipe.yaml")
        let work = folder.file("work")
        let features = try TesseraProcess.run([
            "features", work, "--model", SmallTraining.clip, "--tokenizer", "de=\(SmallTraining.tokenizer)", "--out",
            work,
        ])
        try #require(features.status == 0, "\(features.errors)")
    }

    /// Trains into a folder.
    func train(_ out: String, shards: String, _ others: String...) throws {
        let run = try TesseraProcess.run(
            ["train", folder.file("recipe.yaml"), "--shards", shards, "--out", folder.file(out)] + others)
        try #require(run.status == 0, "\(run.errors)")
    }

    /// Two pictures, each with two captions a language.
    private func corpus(_ split: String) throws -> String {
        try SmallTraining.images.enumerated().map { index, image in
            let captions = [0, 1].flatMap { caption in
                let translated: [String: Any] = [
                    "language": "de", "text": german[2 * index + caption], "origin": "machine", "source": 2 * caption,
                ]
                return [["language": "en", "text": "a thing \(index) \(caption)", "origin": "human"], translated]
            }
            let item: [String: Any] = [
                "id": "\(split)-\(index)", "split": split, "captions": captions,
                "media": ["kind": "image", "path": image],
            ]
            return String(decoding: try JSONSerialization.data(withJSONObject: item), as: UTF8.self) + "\n"
        }.joined()
    }
}
