import Foundation
import TestSupport
import Testing

/// `tessera run --dry-run`.
@Suite struct PlanTests {
    private struct Plan: Decodable {
        struct Dataset: Decodable {
            struct Stage: Decodable {
                let stage: String
                let done, pending: [String]
                let waits_for: String?
            }
            struct Fetch: Decodable {
                struct File: Decodable {
                    let to: String
                    let bytes: Int?
                    let done, required: Bool
                    let instructions: String?
                }
                let files: [File]
            }
            struct Items: Decodable {
                let total: Int?
                let counted: Bool
            }
            struct Translation: Decodable {
                struct Target: Decodable {
                    let language: String
                    let segments, distinct, characters_to_send: Int
                    let cost: Double?
                }
                let targets: [Target]
            }
            struct Decoding: Decodable {
                let kind: String
                let items: Int?
                let done: Int
                let sampling: String?
            }
            let dataset: String
            let stages: [Stage]
            let fetch: Fetch
            let items: Items
            let translation: Translation?
            let languages: [String]
            let decoding: Decoding
        }
        struct Training: Decodable {
            struct Stage: Decodable, Equatable {
                let objective: String
                let steps: Int
                let rate: Double
                let warmup: Int
            }
            let dataset: String
            let languages: [String]
            let batch, steps: Int
            let stages: [Stage]
        }
        struct Evaluation: Decodable { let dataset, split: String }
        struct Missing: Decodable { let kind, name, remedy: String }
        let datasets: [Dataset]
        let training: Training?
        let evaluation: Evaluation?
        let missing: [Missing]
    }

    private func plan(_ pipeline: String) throws -> Plan {
        let run = try TesseraProcess.run(
            ["run", pipeline, "--dry-run", "--json"], environment: ["GOOGLE_TRANSLATE_KEY": ""])
        try #require(run.status == 0, "\(run.errors)")
        return try JSONDecoder().decode(Plan.self, from: Data(run.output.utf8))
    }

    /// A dataset whose translation has a price, and goes to a server that nobody asks.
    private func priced() throws -> SmallDataset {
        let data = try SmallDataset()
        let text = try String(contentsOfFile: data.pipeline, encoding: .utf8)
        let endpoint = "{api: libretranslate, url: \"http://127.0.0.1:9\", price: {per_million: 20, currency: EUR}}"
        try data.folder.write(
            text.replacing("{api: apertium, start: true}", with: endpoint), to: "small-pipeline.yaml")
        return data
    }

    /// Every path in a folder, with the time at which it changed.
    private func state(of folder: String) throws -> [String: Date] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
                return (name, attributes[.modificationDate] as? Date ?? .distantPast)
            })
    }

    @Test func beforeAnythingIsDoneTheManifestSpeaks() throws {
        let data = try priced()
        let plan = try plan(data.pipeline)
        let dataset = try #require(plan.datasets.first)
        #expect(plan.datasets.count == 1)
        #expect(dataset.fetch.files.count == 7)
        let captions = try #require(dataset.fetch.files.first { $0.to == "media/captions.jsonl" })
        let text = try Data(contentsOf: URL(fileURLWithPath: data.folder.file("captions.jsonl")))
        #expect(captions.bytes == text.count)
        #expect(dataset.fetch.files.allSatisfy { !$0.done })
        #expect(dataset.items.total == 6)
        #expect(!dataset.items.counted)
        #expect(dataset.translation == nil)
        #expect(dataset.languages == ["es", "ca"])
        #expect(dataset.decoding.kind == "video")
        #expect(dataset.decoding.sampling == "uniform:12")
        #expect(plan.training?.steps == 80)
        #expect(plan.evaluation?.split == "test")
        #expect(plan.missing.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: data.workspace))
    }

    /// Six clips have one sentence in common, and one of 36 letters of their own each: seven sentences, 248 letters.
    @Test func onceImportedTheCaptionsAreCounted() throws {
        let data = try priced()
        for stage in ["fetch", "import"] {
            let run = try TesseraProcess.run(["run", data.pipeline, "--only", stage, "--quiet"])
            #expect(run.status == 0, "\(run.errors)")
        }
        let before = try state(of: data.workspace)
        let plan = try plan(data.pipeline)
        let after = try state(of: data.workspace)
        #expect(after == before)
        let dataset = try #require(plan.datasets.first)
        #expect(dataset.fetch.files.allSatisfy { $0.done })
        #expect(dataset.items.counted)
        #expect(dataset.items.total == 6)
        let targets = try #require(dataset.translation).targets
        #expect(targets.map(\.language) == ["es", "ca"])
        for target in targets {
            #expect(target.segments == 12)
            #expect(target.distinct == 7)
            #expect(target.characters_to_send == 248)
            let cost = try #require(target.cost)
            #expect(abs(cost - 248 * 20e-6) < 1e-12)
        }
        #expect(dataset.decoding.items == 6)
        #expect(dataset.decoding.done == 0)
        let translate = try #require(dataset.stages.first { $0.stage == "translate" })
        #expect(translate.pending == ["train-00000-of-00002", "train-00001-of-00002", "test-00000-of-00001"].sorted())
        #expect(dataset.stages.first { $0.stage == "features" }?.waits_for == "translate")
    }

    /// After fetching, only reading the annotation files tells how many there are, which a plan does not do.
    @Test func afterFetchingNothingIsReadOrWritten() throws {
        let data = try priced()
        let run = try TesseraProcess.run(["run", data.pipeline, "--only", "fetch", "--quiet"])
        #expect(run.status == 0, "\(run.errors)")
        let before = try state(of: data.workspace)
        let plan = try plan(data.pipeline)
        let stages = try #require(plan.datasets.first).stages
        #expect(stages.first { $0.stage == "import" }?.waits_for == "import")
        let after = try state(of: data.workspace)
        #expect(after == before)
    }

    @Test func whatIsMissingIsListed() throws {
        let data = try SmallDataset()
        let text = try String(contentsOfFile: data.pipeline, encoding: .utf8)
        try data.folder.write(
            text.replacing(
                "{api: apertium, start: true}", with: "{api: google-v2, key: {environment: GOOGLE_TRANSLATE_KEY}}"
            )
            .replacing(Golden.own.file("clip"), with: "Models/clip")
            .replacing("es: \(Golden.own.file("tokenizers/wordpiece"))", with: "es: Models/bert")
            .replacing("recipe: dasd", with: "recipe: dasd\n  embeddings: Models/words"),
            to: "small-pipeline.yaml")
        let missing = try plan(data.pipeline).missing
        #expect(missing.map(\.kind) == ["model", "tokenizer", "embeddings", "credential"])
        #expect(missing[0].name == data.folder.file("Models/clip"))
        #expect(missing[3].remedy.contains("GOOGLE_TRANSLATE_KEY"))
        let run = try TesseraProcess.run(["run", data.pipeline], environment: ["GOOGLE_TRANSLATE_KEY": ""])
        #expect(run.status == 2)
        #expect(!FileManager.default.fileExists(atPath: data.workspace))
    }

    /// The project's files, in a checkout in which nothing was fetched.
    @Test func everyPipelineFilePlansFromAFreshCheckout() throws {
        let checkout = (testsFolder as NSString).deletingLastPathComponent
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: checkout + "/Pipelines", toPath: folder.file("Pipelines"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("Manifests"), withDestinationPath: checkout + "/Manifests")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.file("Pipelines"))
            .filter { $0.hasSuffix(".yaml") }
        #expect(files.count > 8)
        for file in files {
            let run = try TesseraProcess.run(["run", folder.file("Pipelines/" + file), "--dry-run"])
            #expect(run.status == 0, "\(file): \(run.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file(".tessera")))
    }

    /// The paper's settings (Implementation Details), and what the manifests announce.
    @Test(arguments: [
        ("multi30k", ["de", "fr", "cs"], 1000, 31_014), ("mscoco-ja", ["ja"], 5000, 123_287),
        ("mscoco-zh", ["zh"], 1000, 20_341),
        ("msr-vtt", ["de", "fr", "cs", "zh", "ru", "vi", "sw", "es"], 1000, 10_000),
    ])
    func thePapersFilesHaveItsSettings(_ name: String, _ languages: [String], _ tested: Int, _ all: Int) throws {
        let pipelines = (testsFolder as NSString).deletingLastPathComponent + "/Pipelines"
        let zeroShot = try plan("\(pipelines)/\(name)-zero-shot.yaml")
        let crossLingual = try plan("\(pipelines)/\(name)-cross-lingual.yaml")
        #expect(zeroShot.datasets.map(\.dataset).first == "cc3m-300k")
        #expect(zeroShot.training?.dataset == "cc3m-300k")
        #expect(zeroShot.evaluation?.dataset == crossLingual.training?.dataset)
        #expect(crossLingual.evaluation?.dataset == crossLingual.training?.dataset)
        #expect(zeroShot.datasets.map(\.decoding.items) == [300_000, tested])
        #expect(crossLingual.datasets.map(\.decoding.items) == [all])
        for plan in [zeroShot, crossLingual] {
            let training = try #require(plan.training)
            #expect(training.languages == languages)
            #expect(training.batch == 128)
            #expect(
                training.stages == [
                    .init(objective: "cross-lingual", steps: 45_000, rate: 2e-4, warmup: 4500),
                    .init(objective: "cross-modal", steps: 6000, rate: 6e-6, warmup: 600),
                ])
            #expect(plan.missing.contains { $0.kind == "credential" })
        }
    }
}
