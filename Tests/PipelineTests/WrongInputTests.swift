import Foundation
import TestSupport
import Testing

/// One line that names file, line, key and remedy; exit 2; nothing written.
@Suite struct WrongInputTests {
    /// What is changed in the pipeline file, and the words of the complaint.
    @Test(arguments: [
        ("items_per_shard: 2", "item_per_shard: 2", ":4: item_per_shard: unknown key; did you mean 'items_per_shard'?"),
        ("to: [es, ca]", "to: [es, jp]", ":6: translate.to[1]: 'jp' is not a BCP 47 language; write 'ja'"),
        ("to: [es, ca]", "to: [es, zz]", ":6: translate.to[1]: 'zz' is not a known language"),
        ("manifest: small.yaml", "manifest: none.yaml", ":3: manifest: there is no manifest"),
        ("api: apertium", "api: babelfish", ":7: translate.endpoint.api: 'babelfish' is not known"),
        ("recipe: dasd", "recipe: dads", ":12: train.recipe: the recipe 'dads' is not known"),
        ("rate: 0.001", "rate: fast", "train.stages[0].rate: expected a number"),
        ("languages: [es, ca]", "languages: [es, de]", "train.languages: 'de' is not translated into"),
    ])
    func aPipelineFileIsRefused(_ old: String, _ new: String, _ words: String) throws {
        let data = try SmallDataset()
        let text = try String(contentsOfFile: data.pipeline, encoding: .utf8)
        try data.folder.write(text.replacing(old, with: new, maxReplacements: 1), to: "small-pipeline.yaml")
        let run = try TesseraProcess.run(["run", data.pipeline])
        #expect(run.status == 2)
        #expect(run.errors.contains(words), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(run.output.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: data.workspace))
    }

    @Test func aWrongChecksumIsRefusedAndLeavesNothing() throws {
        let data = try SmallDataset()
        let digest = String(repeating: "0", count: 64)
        let manifest = try String(contentsOfFile: data.folder.file("small.yaml"), encoding: .utf8)
        try data.folder.write(
            manifest.replacing("    to: captions.jsonl", with: "    sha256: '\(digest)'\n    to: captions.jsonl"),
            to: "small.yaml")
        let run = try TesseraProcess.run(["run", data.pipeline, "--quiet"])
        #expect(run.status == 2)
        #expect(run.errors.contains("small.yaml:19: files[6].sha256: captions.jsonl has SHA-256"), "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1)
        #expect(!FileManager.default.fileExists(atPath: data.workspace + "/media/captions.jsonl"))
    }

    @Test func aWrongCountIsRefused() throws {
        let data = try SmallDataset()
        let manifest = try String(contentsOfFile: data.folder.file("small.yaml"), encoding: .utf8)
        try data.folder.write(manifest.replacing("train: {count: 4}", with: "train: {count: 5}"), to: "small.yaml")
        let run = try TesseraProcess.run(["run", data.pipeline, "--quiet"])
        #expect(run.status == 2)
        #expect(
            run.errors.contains("splits.train.count: 5 items are expected, and the annotation files have 4"),
            "\(run.errors)")
    }

    @Test func anotherModelLayoutIsRefused() throws {
        let data = try SmallDataset()
        try data.folder.write(#"{"model_type": "blip"}"#, to: "model/config.json")
        try data.folder.write("", to: "model/model.safetensors")
        let text = try String(contentsOfFile: data.pipeline, encoding: .utf8)
        try data.folder.write(text.replacing(Golden.own.file("clip"), with: "model"), to: "small-pipeline.yaml")
        let run = try TesseraProcess.run(["run", data.pipeline, "--quiet"])
        #expect(run.status == 2)
        #expect(
            run.errors.contains("model/config.json:1: model_type: the layout 'blip' is not supported"), "\(run.errors)")
    }

    @Test(arguments: ["translate", "features", "index", "train", "evaluate", "report"])
    func aStageWithoutTheOneBeforeIsRefused(_ stage: String) throws {
        let data = try SmallDataset()
        let run = try TesseraProcess.run(["run", data.pipeline, "--only", stage, "--quiet"])
        #expect(run.status == 2, "\(run.errors)")
        #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        let left = FileManager.default.enumerator(atPath: data.workspace)?.allObjects as? [String] ?? []
        #expect(
            left.filter { $0.hasSuffix(".done") || $0.hasSuffix(".json") || $0.hasSuffix(".html") }.isEmpty, "\(left)")
    }

    @Test(arguments: [
        ["run"], ["run", "/nowhere.yaml"], ["fly"], ["fetch", "x.yaml"], ["tokenize", "--tokenizer", "/nowhere"],
        ["evaluate", "--checkpoint", "/nowhere", "--shards", "/nowhere", "--model", "/nowhere"],
        ["inspect", "/nowhere"],
        ["embed", "--model", "/nowhere", "--out", "/tmp/x"], ["frames", "/nowhere.mp4"], ["validate", "/nowhere"],
        ["report", "/nowhere", "--out", "/tmp/never-written"],
    ])
    func badUsageEndsWithTwo(_ arguments: [String]) throws {
        let run = try TesseraProcess.run(arguments)
        #expect(run.status == 2, "\(run.errors)")
        #expect(!run.errors.isEmpty)
        #expect(run.output.isEmpty)
    }

    @Test func helpIsNoError() throws {
        let run = try TesseraProcess.run(["--help"])
        #expect(run.status == 0)
        #expect(run.output.contains("tessera run Pipelines/demo.yaml"))
    }
}
