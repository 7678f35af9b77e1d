import Foundation
import TestSupport
import Testing

/// A pipeline file that trains on the dataset of another.
@Suite struct ZeroShotTests {
    /// A file that only prepares a dataset, with Spanish by Apertium, and one that trains on it and evaluates on the test
    /// clips of another, whose Spanish captions are by people.
    private struct Files {
        let data: SmallDataset
        let prepared: String
        let zeroShot: String

        init() throws {
            data = try SmallDataset()
            let pipeline = try String(contentsOfFile: data.pipeline, encoding: .utf8)
            let parts = pipeline.split(separator: "\ntrain:\n", maxSplits: 1)
            prepared = try data.folder.write(
                parts[0].replacing("[es, ca]", with: "[es]") + "\n", to: "prepared.yaml")
            let manifest = try String(contentsOfFile: data.folder.file("small.yaml"), encoding: .utf8)
            try data.folder.write("id,text\nclip-4,Un cuadrado azul.\nclip-5,Otro cuadrado.\n", to: "es.csv")
            try data.folder.write(
                manifest.replacing("name: small", with: "name: people")
                    .replacing("files:\n", with: "files:\n  - path: es.csv\n    to: es.csv\n")
                    .replacing("  importer: json-lines", with: "- importer: json-lines")
                    .replacing(
                        "splits:",
                        with: "- importer: csv\n  file: es.csv\n  language: es\n"
                            + "  columns: {id: id, captions: text}\n  joins: true\nsplits:"),
                to: "people.yaml")
            let features = try #require(parts[0].range(of: "features:"))
            zeroShot = try data.folder.write(
                "name: zero-shot\nworkspace: zero\nmanifest: people.yaml\nsplits: [test]\ntrain_on: prepared.yaml\n"
                    + parts[0][features.lowerBound...] + "\ntrain:\n" + parts[1].replacing("[es, ca]", with: "[es]"),
                to: "zero.yaml")
        }

        func file(_ name: String) -> String { data.folder.file(name) }
    }

    @Test func aModelIsTrainedOnOneDatasetAndEvaluatedOnAnother() throws {
        let files = try Files()
        let run = try TesseraProcess.run(["run", files.zeroShot, "--json"])
        #expect(run.status == 0, "\(run.errors)")
        let result = try #require(run.json() as? [String: Any])
        let after = try #require(result["after"] as? [String: Any])
        let languages = try #require(after["languages"] as? [String: Any])
        #expect(Set(languages.keys) == ["en", "es"])
        let exists = { FileManager.default.fileExists(atPath: files.file($0)) }
        #expect(exists("work/shards/train-00000-of-00002.safetensors"))
        #expect(exists("zero/shards/test-00000-of-00001.safetensors"))
        #expect(!exists("zero/shards/train-00000-of-00002.safetensors"))
        #expect(exists("zero/train/final/model.safetensors"))
        #expect(!exists("work/train"))
        let test = try String(contentsOfFile: files.file("zero/corpus/test-00000-of-00001.jsonl"), encoding: .utf8)
        #expect(test.contains("Otro cuadrado."))
        #expect(!test.contains("machine"))

        let again = try TesseraProcess.run(["run", files.zeroShot, "--dry-run"])
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output.contains("  train: 0 to do, 2 done"), "\(again.output)")
        #expect(again.output.contains("videos to decode: 0 of 6"))
        #expect(again.output.contains("videos to decode: 0 of 2"))
        #expect(!again.output.contains("known when"))
    }

    @Test(arguments: [
        ("zero.yaml", "splits: [test]", "splits: [tests]", "splits[0]: the manifest has no split 'tests'"),
        ("zero.yaml", "splits: [test]", "splits: [train]", "splits: the manifest has no split 'test'"),
        ("zero.yaml", "languages: [es]", "languages: [ca]", "train.languages: 'ca' is not translated into"),
        ("zero.yaml", "workspace: zero", "workspace: work", "train_on: both files work in"),
        ("zero.yaml", "train_on: prepared.yaml", "train_on: none.yaml", "train_on: there is no pipeline file"),
        ("zero.yaml", "train_on: prepared.yaml", "train_on: zero.yaml", "zero.yaml names another file"),
        (
            "prepared.yaml", "workspace: work", "workspace: work\nevaluate: {split: test}",
            "evaluate: nothing is trained"
        ),
    ])
    func filesThatDoNotFitAreRefused(_ name: String, _ old: String, _ new: String, _ words: String) throws {
        let files = try Files()
        let text = try String(contentsOfFile: files.file(name), encoding: .utf8)
        try files.data.folder.write(text.replacing(old, with: new, maxReplacements: 1), to: name)
        let run = try TesseraProcess.run(["run", files.zeroShot])
        #expect(run.status == 2)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(!FileManager.default.fileExists(atPath: files.file("zero")))
    }
}
