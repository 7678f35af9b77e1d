import Foundation
import TestSupport
import Tensors
import Testing

/// `tessera validate` as a user runs it.
@Suite(.serialized) struct ValidateVerbTests {
    private struct Result: Decodable {
        struct Finding: Decodable {
            struct Example: Decodable {
                let file: String
                let line: Int
                let message: String
            }

            let rule: String
            let severity: String
            let count: Int
            let examples: [Example]
        }

        let findings: [Finding]
    }

    private func findings(_ arguments: String...) throws -> (status: Int32, findings: [Result.Finding]) {
        let run = try TesseraProcess.run(["validate", "--json"] + arguments)
        try #require([0, 1].contains(run.status), "\(run.errors)")
        return (run.status, try JSONDecoder().decode(Result.self, from: Data(run.output.utf8)).findings)
    }

    @Test func severityDecidesTheStatus() throws {
        let folder = try TemporaryFolder()
        let item = """
            {"captions":[{"language":"en","origin":"human","text":"A dog &amp; a cat."}],"id":"a",\
            "media":{"kind":"image","path":"a.jpg"},"split":"train"}
            """
        try folder.write(item + "\n", to: "corpus/train-00000-of-00001.jsonl")
        let found = try findings(folder.path)
        #expect(found.status == 0)
        #expect(found.findings.map(\.rule) == ["html-entity", "media-absent"])
        #expect(found.findings.map(\.severity) == ["warning", "note"])
        #expect(try findings(folder.path, "--fail-on", "warning").status == 1)
        #expect(try findings(folder.path, "--fail-on", "warning", "--skip", "html-entity").status == 0)
        #expect(try findings(folder.path, "--fail-on", "note", "--only", "html-entity,languages").status == 1)
        let text = try TesseraProcess.run(["validate", folder.path])
        #expect(text.output.contains("train-00000-of-00001.jsonl:1: 'a', en: '&amp;'"))
        #expect(text.output.contains("1 warning, 1 note in 1 caption, 0 images and videos, 1 item"))
        for wrong in [["--skip", "dogs"], ["--set", "html-entity=2"], ["--fail-on", "bad"], ["--examples", "-1"]] {
            #expect(try TesseraProcess.run(["validate", folder.path] + wrong).status == 2, "\(wrong)")
        }
        let empty = try TesseraProcess.run(["validate", folder.file("corpus/..//nothing")])
        #expect(empty.status == 2)
        #expect(empty.errors.split(separator: "\n").count == 1)
    }

    /// Every rule is listed by the command with its reason, and named in the README.
    @Test func everyRuleIsListedAndDocumented() throws {
        struct Rules: Decodable {
            struct Rule: Decodable {
                struct Parameter: Decodable { let name: String }

                let name: String
                let reason: String
                let severity: String
                let parameters: [Parameter]
            }

            let rules: [Rule]
        }
        let run = try TesseraProcess.run(["validate", "--rules", "--json"])
        let rules = try JSONDecoder().decode(Rules.self, from: Data(run.output.utf8)).rules
        #expect(rules.count > 60)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let text = try TesseraProcess.run(["validate", "--rules"]).output
        for rule in rules {
            #expect(!rule.reason.isEmpty && !rule.parameters.isEmpty)
            #expect(readme.contains("`\(rule.name)`"), "the README does not name \(rule.name)")
            #expect(text.contains("  \(rule.name) (\(rule.severity)): \(rule.reason)"))
        }
    }

    @Test func aCheckpointIsComparedWithItsShards() throws {
        let data = try SmallTraining()
        try data.train("work", shards: data.folder.file("work"))
        let final = data.folder.file("work/train/final")
        let work = data.folder.file("work")
        // Both splits have the same pictures and captions; nothing else is wrong.
        let clean = try findings(work, "--skip", "splits,text,features-twice").findings
        #expect(clean.isEmpty, "\(clean)")
        #expect(try findings(final).findings.map(\.rule) == [])

        let weights = final + "/model.safetensors"
        let sound = try Data(contentsOf: URL(fileURLWithPath: weights))
        let file = try SafetensorsFile(weights)
        var writer = SafetensorsWriter()
        for name in file.names {
            var values: [Float] = try file.tensor(name).values()
            if name == file.names.first { values[0] = .nan }
            if name == "embedding.weight" { values = values.map { _ in 0 } }
            try writer.add(name, Tensor(values, shape: file.tensor(name).shape))
        }
        try writer.write(to: weights)
        let broken = try findings(work, "--only", "checkpoints").findings
        #expect(broken.first { $0.rule == "weights-not-finite" }?.examples.map(\.file) == [weights])
        #expect(broken.contains { $0.rule == "weights-not-finite" && $0.severity == "error" })
        #expect(broken.first { $0.rule == "weights-zero" }?.examples.map(\.message) == ["'embedding.weight'"])

        try sound.prefix(sound.count / 2).write(to: URL(fileURLWithPath: weights))
        #expect(try findings(final).findings.map(\.rule) == ["checkpoint-unsound"])
        try sound.write(to: URL(fileURLWithPath: weights))

        let state = try String(contentsOfFile: final + "/state.json", encoding: .utf8)
        let model = try #require(state.firstMatch(of: /"modelDigest" : "([0-9a-f]{64})"/)).1
        try state.replacing(model, with: String(repeating: "0", count: 64))
            .write(toFile: final + "/state.json", atomically: true, encoding: .utf8)
        let other = try findings(work, "--only", "checkpoints").findings
        #expect(other.map(\.rule) == ["checkpoint-shards"])
        #expect(other[0].examples[0].file == final + "/state.json")
        try "{".write(toFile: final + "/state.json", atomically: true, encoding: .utf8)
        #expect(try findings(work, "--only", "checkpoints").findings.map(\.rule) == ["checkpoint-unsound"])
    }

    /// A run validates before it trains, and may be told to end there.
    @Test func aRunValidatesBeforeItTrains() throws {
        let data = try SmallDataset()
        let run = try TesseraProcess.run(["run", data.pipeline])
        #expect(run.status == 0, "\(run.errors)")
        let path = data.workspace + "/validate/findings.json"
        let report = try JSONDecoder().decode(Result.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        // All clips have one caption in common.
        let twice = try #require(report.findings.first { $0.rule == "caption-in-two-splits" })
        #expect(twice.examples.allSatisfy { $0.file.hasPrefix("corpus/") && !$0.message.contains(data.folder.path) })
        // The workspace has the manifest, so its counts are known.
        #expect(!report.findings.contains { $0.rule == "split-count" })
        let manifest = data.workspace + "/manifest.yaml"
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        try text.replacing("count: 4", with: "count: 5").write(toFile: manifest, atomically: true, encoding: .utf8)
        let counts = try findings(data.workspace, "--only", "split-count").findings
        #expect(counts.first?.examples.first?.file == manifest)

        let pipeline = try String(contentsOfFile: data.pipeline, encoding: .utf8)
        try (pipeline + "\nvalidate: {fail_on: error}\n").write(
            toFile: data.pipeline, atomically: true, encoding: .utf8)
        let second = try TesseraProcess.run(["run", data.pipeline, "--workspace", data.folder.file("again")])
        #expect(second.status == 2)
        #expect(second.errors.contains("validate.fail_on: ") && second.errors.contains("-in-two-splits: "))
        #expect(!FileManager.default.fileExists(atPath: data.folder.file("again/train")))
        try (pipeline + "\nvalidate: {skip: [captions]}\n").write(
            toFile: data.pipeline, atomically: true, encoding: .utf8)
        let wrong = try TesseraProcess.run(["run", data.pipeline])
        #expect(wrong.status == 2 && wrong.errors.contains("validate.skip[0]"), "\(wrong.errors)")
    }
}
