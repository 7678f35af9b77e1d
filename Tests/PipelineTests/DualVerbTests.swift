import Foundation
import TestSupport
import Testing

/// The recipes `parallel` and `finetune` through the command, on pictures and clips of Tests/Fixtures.
@Suite struct DualVerbTests {
    private static let vit = testsFolder + "/Fixtures/dual/vit"
    private static let text = testsFolder + "/Fixtures/text/bert"
    private static let media = ["wide.jpg", "gray.jpg", "h264-short-gop.mp4", "vp9.webm"]

    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let words = [
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "thing", "ein", "ding", "das", "one", "chose", "0", "1",
            "2", "3",
        ]
        try folder.write(words.joined(separator: "\n"), to: "words/vocab.txt")
        for split in ["train", "test"] {
            try folder.write(corpus(split), to: "work/corpus/\(split)-00000-of-00001.jsonl")
        }
        for name in Self.media {
            let kind = name.hasSuffix(".jpg") ? "images" : "media"
            try FileManager.default.copyItem(
                atPath: Golden.own.file("\(kind)/\(name)"), toPath: folder.file("work/\(name)"))
        }
    }

    /// Four items, each with two English captions, their translations, and what the German ones become in English.
    private func corpus(_ split: String) throws -> String {
        try Self.media.enumerated().map { index, name in
            let captions = [0, 1].flatMap { caption -> [[String: Any]] in
                func text(_ words: String) -> String { "\(words) \(index) \(caption)" }
                func translated(_ language: String, _ words: String, of source: Int) -> [String: Any] {
                    ["language": language, "text": text(words), "origin": "machine", "source": source]
                }
                let english = 5 * caption
                return [
                    ["language": "en", "text": text("a thing"), "origin": "human"],
                    translated("de", "ein ding", of: english), translated("fr", "chose", of: english),
                    translated("de-t-en", "das ding", of: english), translated("en-t-de", "one thing", of: english + 1),
                ]
            }
            let kind = name.hasSuffix(".jpg") ? "image" : "video"
            let item: [String: Any] = [
                "id": "\(split)-\(index)", "split": split, "captions": captions,
                "media": ["kind": kind, "path": name],
            ]
            return String(decoding: try JSONSerialization.data(withJSONObject: item), as: UTF8.self) + "\n"
        }.joined()
    }

    @discardableResult
    private func run(_ arguments: String...) throws -> TesseraProcess.Result {
        let run = try TesseraProcess.run(arguments)
        try #require(run.status == 0, "\(run.errors)")
        return run
    }

    /// Shards of a model's features, in a folder of their own.
    private func features(_ model: String, tokenized languages: String) throws -> String {
        let out = folder.file("features-\((model as NSString).lastPathComponent)")
        try run(
            "features", folder.file("work"), "--model", model, "--tokenizer", "\(languages)=\(folder.file("words"))",
            "--sample", "uniform:2", "--out", out)
        return out
    }

    private func write(_ recipe: String, _ keys: String) throws -> String {
        try folder.write(
            """
            recipe: \(recipe)
            batch: 4
            stages: [{objective: cross-modal, steps: 6, rate: 0.001}]
            threads: 1
            \(keys)
            """, to: "\(recipe).yaml")
    }

    private func parallel(_ keys: String) throws -> String {
        try write(
            "parallel",
            """
            model: \(Self.vit)
            text_model: \(Self.text)
            tokenizer: \(folder.file("words"))
            languages: [en, de]
            projection: 8
            frozen_epochs: 1
            \(keys)
            """)
    }

    private func weights(_ out: String) throws -> ReferenceTensors {
        try ReferenceTensors(folder.file("\(out)/train/final/model.safetensors"))
    }

    @Test func parallelTrainsOnPixels() throws {
        let shards = try features(Self.vit, tokenized: "en,de,fr,de-t-en,en-t-de")
        let recipe = try parallel("pixels: {media: work, sample: \"uniform:2\", crop: {area: [0.5, 1]}, flip: true}")
        let train = try run("train", recipe, "--shards", shards, "--out", folder.file("out"))
        #expect(train.output.hasPrefix("trained "))
        let before = try ReferenceTensors(folder.file("out/train/initial/model.safetensors"))
        let after = try weights("out")
        #expect(before.names == after.names)
        // Two steps of four captions are an epoch; then the transformers are trained too.
        for name in ["vision.embeddings.cls_token", "text.bert.encoder.layer.0.output.dense.weight", "logit_scale"] {
            #expect(before.floats(name) != after.floats(name), "\(name)")
        }
        let evaluate = [
            "evaluate", "--checkpoint", folder.file("out/train/final"), "--shards", shards, "--model", Self.vit,
            "--text-model", Self.text, "--unseen", "fr", "--media",
        ]
        let found = try TesseraProcess.run(evaluate + [folder.file("work"), "--json"])
        let report = try #require(try found.json() as? [String: Any], "\(found.errors)")
        let languages = try #require(report["languages"] as? [String: Any])
        #expect(Set(languages.keys) == ["en", "de", "fr"])
        #expect(report["unseen"] as? [String] == ["fr"] && report["frozen"] == nil)
        let table = try TesseraProcess.run(evaluate + [folder.file("work")])
        #expect(table.output.contains("fr (not trained)"))
        let lost = try TesseraProcess.run(evaluate + [folder.file("nowhere")])
        #expect(lost.status == 2 && lost.errors.contains("nowhere"), "\(lost.errors)")
        // Texts come into the model's own space, from a checkpoint and from the file that is made of it.
        let exported = folder.file("model.safetensors")
        try run("export", "--checkpoint", folder.file("out/train/final"), "--out", exported)
        let texts = try folder.write("ein ding 0\nein ding 1 2\n", to: "texts.txt")
        for (place, checkpoint) in [folder.file("out/train/final"), exported].enumerated() {
            try run(
                "embed", "--model", Self.vit, "--text-model", Self.text, "--checkpoint", checkpoint, "--texts", texts,
                "--tokenizer", folder.file("words"), "--language", "de", "--out",
                folder.file("texts-\(place).safetensors"))
        }
        let embedded = try (0..<2).map { try ReferenceTensors(folder.file("texts-\($0).safetensors")) }
        #expect(embedded[0].shape("text_embeds") == [2, 8])
        #expect(embedded[0].floats("text_embeds") == embedded[1].floats("text_embeds"))
        // A clip that is gone is named, and nothing is half-written.
        try FileManager.default.removeItem(atPath: folder.file("work/vp9.webm"))
        let broken = try TesseraProcess.run(["train", recipe, "--shards", shards, "--out", folder.file("other")])
        #expect(broken.status == 2 && broken.errors.contains("vp9.webm"), "\(broken.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.file("other/train/final")))
    }

    @Test func parallelTrainsOnShardsAndOnEnglishAlone() throws {
        let shards = try features(Self.vit, tokenized: "en,de,fr,de-t-en,en-t-de")
        let recipe = try parallel("validation: {split: test, every: 3}\ntuning: {method: lora}")
        try run("train", recipe, "--shards", shards, "--out", folder.file("three"))
        try run("train", recipe, "--shards", shards, "--out", folder.file("one"), "--languages", "en")
        let (three, one) = (try weights("three"), try weights("one"))
        #expect(three.names == one.names && three.names.contains("visual_projection.weight"))
        #expect(!three.names.contains { $0.hasPrefix("vision.") || $0.hasSuffix("word_embeddings.weight") })
        #expect(three.floats("text_projection.weight") != one.floats("text_projection.weight"))
        let found = try run(
            "evaluate", "--checkpoint", folder.file("one/train/final"), "--shards", shards, "--model", Self.vit,
            "--text-model", Self.text, "--unseen", "de,fr,de", "--json")
        let report = try #require(try found.json() as? [String: Any])
        #expect(report["unseen"] as? [String] == ["de", "fr"])
    }

    @Test(arguments: [
        ("target", "de"), ("target-to-english", "de"), ("target-to-translated", "de"), ("translated", "en-t-de"),
        ("translated-to-english", "en-t-de"),
    ])
    func everyRoutineOfAlignmentIsTrained(_ routine: String, _ language: String) throws {
        let clip = Golden.own.file("clip")
        let shards = try features(clip, tokenized: "en,de,fr,de-t-en,en-t-de")
        let recipe = try write(
            "alignment",
            """
            model: \(clip)
            text_model: \(Self.text)
            tokenizer: \(folder.file("words"))
            languages: [\(language)]
            routine: \(routine)
            """)
        let train = try run("train", recipe, "--shards", shards, "--out", folder.file("out"))
        #expect(train.output.hasPrefix("trained "))
        let lines = try String(contentsOfFile: folder.file("out/train/final/metrics.jsonl"), encoding: .utf8)
        #expect(lines.contains("alignment_mse") == routine.contains("-to-"))
        let found = try run(
            "evaluate", "--checkpoint", folder.file("out/train/final"), "--shards", shards, "--model", clip,
            "--text-model", Self.text, "--json")
        let report = try #require(try found.json() as? [String: Any])
        #expect((report["languages"] as? [String: Any])?.keys.sorted() == ["en", language].sorted())
    }

    @Test func aFineTunedCLIPIsAModelsFolder() throws {
        // As a published folder may be, in half precision by its configuration.
        let clip = folder.file("half")
        try FileManager.default.copyItem(atPath: Golden.own.file("clip"), toPath: clip)
        let half = try String(contentsOfFile: clip + "/config.json", encoding: .utf8)
            .replacing("\"dtype\": \"float32\"", with: "\"dtype\": \"float16\"")
        try FileManager.default.removeItem(atPath: clip + "/config.json")
        try folder.write(half, to: "half/config.json")
        let shards = try features(clip, tokenized: "de,fr,de-t-en,en-t-de")
        let recipe = try write(
            "finetune",
            "model: \(clip)\ntokenizer: \(clip)\nlanguages: [en]\npixels: {media: work, sample: \"uniform:2\"}")
        try run("train", recipe, "--shards", shards, "--out", folder.file("tuned"))
        let model = folder.file("tuned/train/final")
        let (before, after) = (try ReferenceTensors(clip + "/model.safetensors"), try weights("tuned"))
        #expect(Set(before.names) == Set(after.names))
        // Nothing of the configuration is another, but for the type of the numbers: readers tell 1.0 from 1.
        let config = try String(contentsOfFile: model + "/config.json", encoding: .utf8)
        #expect(config == half.replacing("float16", with: "float32") && config != half && config.contains("1.0"))
        let again = folder.file("again")
        try run(
            "features", folder.file("work"), "--model", model, "--tokenizer",
            "de,fr,de-t-en,en-t-de=\(folder.file("words"))",
            "--sample",
            "uniform:2", "--out", again)
        // What the checkpoint encodes is what the new folder's frozen towers do.
        let texts = try folder.write("a thing 0 0\na thing 3 1\n", to: "texts.txt")
        let images = Self.media.prefix(2).map { folder.file("work/\($0)") }
        let frozen = ["embed", "--model", model, "--texts", texts, "--out", folder.file("frozen"), "--images"]
        #expect(try TesseraProcess.run(frozen + images).status == 0)
        let trained = ["embed", "--model", clip, "--checkpoint", model, "--out", folder.file("trained")]
        let wanted = try ReferenceTensors(folder.file("frozen"))
        for (name, inputs) in [
            ("image_embeds", ["--images"] + images),
            ("text_embeds", ["--texts", texts, "--tokenizer", clip, "--language", "en"]),
        ] {
            let run = try TesseraProcess.run(trained + inputs)
            try #require(run.status == 0, "\(run.errors)")
            let found = try ReferenceTensors(folder.file("trained"))
            #expect(relativeDifference(found.floats(name), wanted.floats(name)) < 1e-4, "\(name)")
        }
        let found = try run(
            "evaluate", "--checkpoint", model, "--shards", shards, "--model", clip, "--media", folder.file("work"),
            "--json")
        let report = try #require(try found.json() as? [String: Any])
        #expect((report["languages"] as? [String: Any])?.keys.sorted() == ["en"])
    }
}
