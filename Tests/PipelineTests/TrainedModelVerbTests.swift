import Foundation
import Tensors
import TestSupport
import Testing

/// `tessera evaluate`, `export` and `embed` with a trained model.
@Suite struct TrainedModelVerbTests {
    private let data: SmallTraining
    private let clip = SmallTraining.clip
    private let bert = SmallTraining.tokenizer
    private var folder: TemporaryFolder { data.folder }
    private var german: [String] { data.german }

    /// Trains a model for two steps, on pictures with captions in English and German.
    init() throws {
        data = try SmallTraining()
        try data.train("work", shards: folder.file("work"))
    }

    private var final: String { folder.file("work/train/final") }

    private func evaluate(_ checkpoint: String, _ others: String...) throws -> TesseraProcess.Result {
        try TesseraProcess.run(
            ["evaluate", "--checkpoint", checkpoint, "--shards", folder.file("work"), "--model", clip] + others)
    }

    @Test func anExportedFileIsEvaluatedAndEmbedsAsItsCheckpoint() throws {
        let exported = folder.file("model.safetensors")
        let export = try TesseraProcess.run(["export", "--checkpoint", final, "--out", exported, "--json"])
        #expect(export.status == 0, "\(export.errors)")
        #expect(try (export.json() as? [String: String])?["out"] == exported)

        let results = try evaluate(final, "--json")
        #expect(results.status == 0, "\(results.errors)")
        #expect(try evaluate(exported, "--json").output == results.output)
        let document = try #require(results.json() as? [String: Any])
        let languages = try #require(document["languages"] as? [String: [String: Any]])
        #expect(Set(languages.keys) == ["de", "en"])
        for language in languages.values {
            for (direction, queries) in [("text_to_visual", 4), ("visual_to_text", 2)] {
                let metrics = try #require(language[direction] as? [String: Any])
                #expect(metrics["queries"] as? Int == queries)
                let accuracy = try #require(metrics["accuracy_at_k"] as? [Double])
                #expect(accuracy.count == 100)
                #expect(accuracy[0] == metrics["r1"] as? Double)
                #expect(accuracy[99] == 100)
                #expect((metrics["quartiles"] as? [Double])?[1] == metrics["median_rank"] as? Double)
            }
        }
        #expect(document["sum_r1"] is Double)

        let texts = try folder.write(german.joined(separator: "\n") + "\n", to: "texts")
        var features: [[Float]] = []
        for path in [final, exported] {
            let out = folder.file("out.safetensors")
            let embed = try TesseraProcess.run([
                "embed", "--checkpoint", path, "--model", clip, "--tokenizer", bert, "--language", "de", "--texts",
                texts,
                "--out", out,
            ])
            #expect(embed.status == 0, "\(embed.errors)")
            #expect(try ReferenceTensors(out).shape("text_embeds") == [4, 24])
            features.append(try ReferenceTensors(out).floats("text_embeds"))
        }
        #expect(features[0] == features[1])
        #expect(Set(features[0]).count > 24)
    }

    /// A flipped bit in a weight gives numbers that nobody trained.
    @Test func aCheckpointThatWasAlteredIsRefused() throws {
        let file = URL(fileURLWithPath: final + "/model.safetensors")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count - 5] ^= 1
        try bytes.write(to: file)
        for path in [final, final + "/"] {
            let results = try evaluate(path)
            #expect(results.status == 2 && results.errors.contains("train/final: is not what"), "\(results.errors)")
        }
        let export = try TesseraProcess.run(["export", "--checkpoint", final, "--out", folder.file("out.safetensors")])
        #expect(export.status == 2 && !FileManager.default.fileExists(atPath: folder.file("out.safetensors")))
    }

    @Test func theTableHasBothDirectionsOfEveryLanguage() throws {
        let lines = try evaluate(final).output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(lines.first?.prefix(4) == ["language", "direction", "queries", "R@1"])
        #expect(
            lines.dropFirst().map { $0.prefix(3) } == [
                ["de", "T→V", "4"], ["de", "V→T", "2"], ["en", "T→V", "4"], ["en", "V→T", "2"], ["sum", "of", "R@1"],
            ])
    }

    private static let hasCUDA = (try? Device.cuda.check()) != nil

    /// What is missing is said before anything is read: there are no shards here.
    @Test(.enabled(if: !hasCUDA)) func aDeviceThatIsNotThereIsRefused() throws {
        let recipe = folder.file("recipe.yaml")
        let own = try String(contentsOfFile: recipe, encoding: .utf8)
        let onDevice = try folder.write(own + "\ndevice: cuda\n", to: "device.yaml")
        let (texts, none, out) = (try folder.write("ein Kreis\n", to: "texts"), folder.file("none"), folder.file("out"))
        for arguments in [
            ["train", recipe, "--shards", none, "--out", out, "--device", "cuda"],
            ["train", onDevice, "--shards", none, "--out", out],
            ["evaluate", "--checkpoint", none, "--shards", none, "--model", none, "--device", "cuda"],
            [
                "embed", "--checkpoint", none, "--model", none, "--tokenizer", none, "--language", "de", "--texts",
                texts, "--out", out, "--device", "cuda",
            ],
        ] {
            let run = try TesseraProcess.run(arguments)
            #expect(run.status == 2)
            #expect(
                run.errors.contains("device cuda: ") && run.errors.contains("leave the device at cpu"), "\(run.errors)")
            #expect(!FileManager.default.fileExists(atPath: out))
        }
    }

    /// The option goes before the recipe.
    @Test func theOptionPutsARecipeForAnotherDeviceOnTheCPU() throws {
        let own = try String(contentsOfFile: folder.file("recipe.yaml"), encoding: .utf8)
        let recipe = try folder.write(own + "\ndevice: cuda\n", to: "device.yaml")
        let (work, out) = (folder.file("work"), folder.file("again"))
        let run = try TesseraProcess.run(["train", recipe, "--shards", work, "--out", out, "--device", "cpu"])
        #expect(run.status == 0, "\(run.errors)")
        let weights = "/train/final/model.safetensors"
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: out + weights))
                == Data(contentsOf: URL(fileURLWithPath: work + weights)))
        let strange = try TesseraProcess.run(["train", recipe, "--shards", work, "--out", out, "--device", "stand-in"])
        #expect(strange.status == 2)
    }

    @Test func whatDoesNotBelongTogetherIsRefused() throws {
        let texts = try folder.write("ein Kreis\n", to: "texts")
        func embed(_ model: String, _ tokenizer: String, _ language: String) throws -> TesseraProcess.Result {
            try TesseraProcess.run([
                "embed", "--checkpoint", final, "--model", model, "--tokenizer", tokenizer, "--language", language,
                "--texts", texts, "--out", folder.file("out"),
            ])
        }
        let other = testsFolder + "/Fixtures/encoders/clip-gelu"
        for (run, words) in [
            (try embed(other, bert, "de"), ["clip-gelu (SHA-256", "clip (SHA-256"]),
            (try embed(clip, Golden.own.file("tokenizers/clip-bpe"), "de"), ["is the tokenizer clip-bpe", "for 'de'"]),
            (try embed(clip, bert, "ja"), ["its languages are de"]),
        ] {
            #expect(run.status == 2)
            for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
            #expect(!FileManager.default.fileExists(atPath: folder.file("out")))
        }
    }
}
