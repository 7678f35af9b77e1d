import Corpus
import Documents
import Foundation
import Models
import Shards
import TestSupport
import Testing
import Tokenizers
import Workspace

@testable import Tensors
@testable import Training

/// The recipe `alignment`: its losses against PyTorch and peft (Tests/Oracles/make-text-encoders.py), and runs on small shards.
@Suite struct AlignmentTests {
    private static let fixtures = testsFolder + "/Fixtures/text/"
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func method(_ keys: String) throws -> AlignmentMethod {
        try AlignmentMethod(Document(parsing: "text_model: \(Self.fixtures)mclip\n\(keys)", file: "recipe.yaml"))
    }

    private static func texts(_ inputs: ReferenceTensors, _ name: String) throws -> [[Int32]] {
        let width = try #require(inputs.shape(name).last)
        let all = inputs.ints(name)
        return inputs.ints("lengths").enumerated().map { row, length in
            Array(all[row * width..<row * width + Int(length)])
        }
    }

    @Test(arguments: AlignmentLoss.allCases) func aStepIsThatOfPyTorch(_ loss: AlignmentLoss) throws {
        let inputs = try ReferenceTensors(Self.fixtures + "tuning/inputs.safetensors")
        let expected = try ReferenceTensors(Self.fixtures + "tuning/expected.safetensors")
        let terms = try JSONDecoder().decode(
            [String: [String: [String: Double]]].self,
            from: Data(contentsOf: URL(fileURLWithPath: Self.fixtures + "tuning/terms.json")))
        let method = try method(
            """
            alignment: {loss: \(loss.rawValue), weight: 0.3}
            tuning: {method: lora, rank: 2, alpha: 6, trainable: [LinearTransformation, output.LayerNorm]}
            """)
        let text = try TextFolder(Self.fixtures + "mclip")
        let weights = TrainedWeights(tables: .rows) { name, shape in
            let added = "lora.\(name)"
            return inputs.names.contains(added)
                ? try Tensor(inputs.floats(added), shape: inputs.shape(added)) : try text.weight(name, shape)
        }
        let encoder = try text.encoder(trained: weights, method.tuning, projection: 12)
        let learner = try AlignmentLearner(weights, encoder, method, size: 1)
        let batch = TrainingBatch(
            captions: try CaptionBatch(Self.texts(inputs, "input_ids") + Self.texts(inputs, "partner_ids")),
            source: nil,
            visual: .features(try Tensor(inputs.floats("visual"), shape: inputs.shape("visual"))),
            others: try Tensor.range(6))
        let found = try learner.step(batch, .crossModal, rate: 1e-9, clip: nil)
        let reference = try #require(terms["lora"]?[loss.rawValue])
        #expect(abs(found[0].value - (reference["contrast"] ?? 0)) < 1e-4 * abs(found[0].value))
        #expect(abs(found[1].value - (reference["alignment"] ?? 0)) < 1e-4 * abs(found[1].value))
        #expect(abs(found[2].value - (found[0].value + 0.3 * found[1].value)) < 1e-5 * found[2].value)
        #expect(found.map(\.name) == ["crossmodal_nce", "alignment_\(loss.rawValue)", "total"])
        for (name, parameter) in learner.parameters {
            let gradient = try #require(try parameter.gradient())
            #expect(
                relativeDifference(try gradient.values(), expected.floats("lora.\(loss.rawValue).\(name)")) < 1e-4,
                "\(name)")
        }
    }

    private func recipe(_ keys: String, languages: String = "[es]") throws -> Recipe {
        let text = """
            recipe: alignment
            text_model: \(Self.fixtures)bert
            languages: \(languages)
            batch: 4
            tuning: {method: lora, trainable: [LinearTransformation]}
            stages: [{objective: cross-modal, steps: 8, rate: 0.01, schedule: cosine}]
            threads: 1
            \(keys)
            """
        return try Recipe(
            Document(parsing: text, file: "recipe.yaml"), model: SmallShards.clip, tokenizer: folder.file("tokenizer"))
    }

    /// Shards whose captions have no more words than the small text model.
    private func writeShards() throws {
        try SmallShards.writeTokenizer(words: 60, to: folder.file("tokenizer"))
        try SmallShards.write(to: folder.file("shards"), tokenizer: folder.file("tokenizer"))
    }

    private func train(_ recipe: Recipe, to name: String) async throws -> Outcome {
        try await Trainer(recipe, shards: folder.file("shards")).train(
            to: folder.file(name), in: TrainingFolder(folder.file(name + "-run")), validator: nil,
            reporting: ProgressReporter { _ in })
    }

    @Test(arguments: ["target", "target-to-english"]) func aRunHoldsOnlyWhatIsTrained(_ routine: String) async throws {
        try writeShards()
        let outcome = try await train(recipe("routine: \(routine)"), to: "out")
        let weights = try SafetensorsFile(folder.file("out/model.safetensors"))
        let clip = try CLIP(folder: SmallShards.clip)
        let projection = clip.configuration.projection
        // Four maps of two layers 32 wide, with an update of rank one each; a map into the CLIP's space.
        let count = 4 * 2 * 2 * 32 + 32 * projection + projection
        #expect(outcome.counts["parameters"] == count)
        #expect(weights.entries.values.reduce(0) { $0 + $1.shape.reduce(1, *) } == count)
        let metrics = try String(contentsOfFile: folder.file("out/metrics.jsonl"), encoding: .utf8)
        #expect(metrics.contains("alignment_mse") == (routine == "target-to-english"))

        // Its encoder needs the text model, and no other.
        let checkpoint = try Checkpoint(folder: folder.file("out"))
        #expect(throws: InputError.self) { try checkpoint.encoder(FrozenModels(clip: clip)) }
        #expect(throws: InputError.self) {
            try checkpoint.encoder(FrozenModels(clip: clip, text: Self.fixtures + "xlmr"))
        }
        let encoder = try checkpoint.encoder(FrozenModels(clip: clip, text: Self.fixtures + "bert"))
        #expect(try encoder.features(CaptionBatch([[2, 7, 3]])).shape == [1, projection])
        // The same run gives the same bytes.
        _ = try await train(recipe("routine: \(routine)"), to: "again")
        for name in ["model.safetensors", "optimizer.safetensors", "state.json", "metrics.jsonl"] {
            let both = try ["out", "again"].map {
                try Data(contentsOf: URL(fileURLWithPath: folder.file("\($0)/\(name)")))
            }
            #expect(both[0] == both[1], "\(name)")
        }
    }

    @Test func fewShotsAreAsManyItemsWhichTheSeedDraws() async throws {
        try writeShards()
        func items(_ keys: String) async throws -> Set<UInt32> {
            let trainer = try Trainer(recipe(keys, languages: "[es, ca]"), shards: folder.file("shards"))
            #expect(trainer.stream.count == 10)
            let reader = try trainer.stream.batches()
            var items: Set<UInt32> = []
            // Ten captions an epoch: all of them were seen after three batches, and nothing else in three epochs.
            for _ in 0..<9 { items.formUnion(try await reader.next().captions.items) }
            return items
        }
        let first = try await items("shots: 5")
        #expect(first.count == 5)
        #expect(try await items("shots: 5") == first)
        #expect(try await items("shots: 5\nseed: 2") != first)
        #expect(throws: InputError.self) {
            try Trainer(recipe("shots: 31"), shards: folder.file("shards"))
        }
    }

    @Test(arguments: [
        ("routine: sideways", "routine"), ("alignment: {loss: l3}", "alignment.loss"),
        ("tuning: {method: magic}", "tuning.method"), ("tuning: {method: prefix, modules: [query]}", "tuning.modules"),
        ("tuning: {method: lora, modules: []}", "tuning.modules"), ("losses: {consistency: 1}", "losses"),
        ("shots: 1", "shots"), ("routine: translated", "languages"),
    ]) func whatIsWrongIsNamed(_ keys: String, _ key: String) throws {
        let text = "text_model: x\nstages: [{objective: cross-modal, steps: 8, rate: 0.01}]\n"
        let error = #expect(throws: InputError.self) {
            try Recipe(
                Document(parsing: "recipe: alignment\nlanguages: [es]\n\(text)\(keys)", file: "recipe.yaml"),
                model: "m",
                tokenizer: "t")
        }
        #expect(error?.key == key, "\(String(describing: error))")
    }

    @Test(arguments: AlignmentMethod.Routine.allCases) func aRoutineSaysWhatCaptionsAreAlignedWith(
        _ routine: AlignmentMethod.Routine
    ) throws {
        let method = try method("routine: \(routine.rawValue)")
        let german = try Language("de")
        let partners = try method.partners(of: german, source: Language("en"), among: [german]).map(\.tag)
        #expect(partners == (routine == .targetToTranslated ? ["de-t-en"] : []))
        let isWithSource = routine == .targetToEnglish || routine == .translatedToEnglish
        #expect(method.columns.contains(.sourceTokens) == isWithSource)
        #expect(!method.columns.contains(.source))
    }

    /// What transformers' get_cosine_schedule_with_warmup gives, but for the warm-up, which begins above zero here.
    @Test func theCosineScheduleIsThatOfTransformers() {
        let rate = LearningRate(peak: 1, warmup: 4, steps: 12, schedule: .cosine)
        let expected = [
            0.25, 0.5, 0.75, 1, 1, 0.9619397662556434, 0.8535533905932737, 0.6913417161825449, 0.5,
            0.30865828381745514, 0.14644660940672627, 0.03806023374435663,
        ]
        for (step, value) in expected.enumerated() { #expect(abs(rate.at(step) - value) < 1e-12) }
    }
}
