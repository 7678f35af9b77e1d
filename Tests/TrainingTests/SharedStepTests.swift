import Documents
import Foundation
import TestSupport
import Testing

@testable import Models
@testable import Tensors
@testable import Training

/// Steps that several processes take with parts of a batch, against one with the whole batch. The processes' places are taken by
/// threads of this one.
@Suite struct SharedStepTests {
    static func run<T: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (ProcessGroup) throws -> T
    ) async throws -> [T] {
        let store = try SharedStore(at: "127.0.0.1")
        return try await inThreads(count) { rank in
            Torch.useOneThread()
            let own = try rank == 0 ? store : SharedStore(of: "127.0.0.1", port: store.port, patience: .seconds(20))
            return try body(ProcessGroup(own, rank: rank, of: count, address: "127.0.0.1") {})
        }
    }

    @Test(arguments: [2, 7]) func dasdCrossLingual(_ processes: Int) async throws {
        try await SharedDASDChecks.threeSteps(.own, .crossLingual, processes: processes)
    }

    @Test(arguments: [3]) func dasdCrossModal(_ processes: Int) async throws {
        try await SharedDASDChecks.threeSteps(.own, .crossModal, processes: processes)
    }

    /// Recipes, each with its own keys and stages.
    private static let recipes = [
        "recipe: dasd\nsizes: {embedding: 16, shared_layers: 1, bottleneck: 8, rank: 4, global: 8}",
        "recipe: dasd\nsizes: {embedding: 16, rank: 4}\nadapters: static\nclip_gradients: 0.01",
        "recipe: dasd\nsizes: {embedding: 16}\nembedding_updates: dense\nagnostic_pooling: context\nclip_gradients: 0.1",
        "recipe: mla\nsizes: {embedding: 16, bottleneck: 8}",
        "recipe: alignment\ntext_model: TEXT\ntuning: {method: lora, trainable: [LinearTransformation]}",
        "recipe: alignment\ntext_model: TEXT\nalignment: {loss: contrastive}\nclip_gradients: 0.1",
        "recipe: parallel\ntext_model: TEXT\nprojection: 8\nfrozen_epochs: 0\nclip_gradients: 0.1\n"
            + "pixels: {media: PICTURES, crop: {}, flip: true}",
        "recipe: parallel\ntext_model: TEXT\nprojection: 8\nfrozen_epochs: 1",
        "recipe: finetune\npixels: {media: PICTURES, crop: {}}\nclip_gradients: 0.1",
    ]

    /// Every recipe's losses, gradients and weights, of uneven parts.
    @Test(arguments: recipes) func aStepOfAnyRecipeIsThatOfOneProcess(_ keys: String) async throws {
        try await check(keys, 2)
    }

    /// More processes than captions. Of weights whose gradient is what rounding leaves of zero Adam moves more than 1e-5 here:
    /// the gradients themselves are compared.
    @Test(arguments: [0, 4, 6]) func processesWithoutACaptionTakePart(_ recipe: Int) async throws {
        try await check(Self.recipes[recipe], 7, withWeights: false)
    }

    private func check(_ keys: String, _ processes: Int, withWeights: Bool = true) async throws {
        let data = try Case(keys)
        let alone = try #require(try await data.steps(1).first)
        for shared in try await data.steps(processes) {
            #expect(shared.terms.count == alone.terms.count)
            for (term, other) in zip(shared.terms.joined(), alone.terms.joined()) {
                #expect(abs(term.value - other.value) <= 1e-5 * max(1, abs(other.value)), "\(term.name)")
            }
            #expect(difference(shared.gradients, alone.gradients) < 1e-5, "gradients")
            if withWeights { #expect(difference(shared.weights, alone.weights) < 1e-5, "weights") }
        }
    }

    /// The largest difference of any two numbers, by the largest of all.
    private func difference(_ a: [String: [Float]], _ b: [String: [Float]]) -> Float {
        #expect(Set(a.keys) == Set(b.keys))
        let largest = b.values.joined().reduce(0) { max($0, abs($1)) }
        var most: Float = 0
        // A key's bias moves nothing: its gradient is what rounding leaves of zero, of which Adam makes a whole step.
        for (name, values) in b where !name.hasSuffix("key.bias") && !name.hasSuffix("k_proj.bias") {
            most = max(most, zip(values, a[name] ?? []).reduce(0) { max($0, abs($1.0 - $1.1)) })
        }
        return most / largest
    }

    /// A recipe on small shards.
    private struct Case {
        let folder: TemporaryFolder
        let trainer: Trainer

        /// What a process has after some steps.
        struct Found: Sendable {
            var terms: [[LossTerm]] = []
            /// Of the first step.
            var gradients: [String: [Float]] = [:]
            var weights: [String: [Float]] = [:]
        }

        init(_ keys: String) throws {
            folder = try TemporaryFolder()
            try SmallShards.writeTokenizer(words: 60, to: folder.file("tokenizer"))
            try SmallShards.write(to: folder.file("shards"), tokenizer: folder.file("tokenizer"))
            let isParallel = keys.contains("recipe: parallel")
            let isModal = !keys.contains("recipe: dasd") && !keys.contains("recipe: mla")
            let text = """
                \(keys.replacing("TEXT", with: "\(testsFolder)/Fixtures/text/bert")
                    .replacing("PICTURES", with: SmallShards.images))
                languages: \(isParallel ? "[en, es, ca]" : "[es, ca]")
                batch: 5
                stages: [{objective: cross-\(isModal ? "modal" : "lingual"), steps: 3, rate: 0.0001}]
                threads: 1
                """
            let recipe = try Recipe(
                Document(parsing: text, file: "recipe.yaml"), model: SmallShards.clip,
                tokenizer: folder.file("tokenizer"))
            trainer = try Trainer(recipe, shards: folder.file("shards"))
        }

        func steps(_ processes: Int) async throws -> [Found] {
            var batches: [[TrainingStream.Batch]] = []
            for process in 0..<processes {
                let reader = try trainer.stream.batches(process: process, of: processes)
                batches.append([try await reader.next(), try await reader.next(), try await reader.next()])
            }
            return try await SharedStepTests.run(processes) { [trainer, batches] group in
                let recipe = trainer.recipe
                let learner = try recipe.learner(nil, vocabulary: trainer.vocabulary, clip: trainer.clip)
                var found = Found()
                for (step, batch) in batches[group.rank].enumerated() {
                    let batch = try TrainingBatch(batch, trainer.pixels, group: processes == 1 ? nil : group)
                    let stage = recipe.stage(of: step).stage
                    found.terms.append(
                        try learner.step(batch, stage.objective, rate: stage.rate.peak, clip: recipe.clipGradients))
                    guard step == 0 else { continue }
                    for (name, parameter) in learner.parameters {
                        found.gradients[name] = try parameter.gradient()?.values()
                    }
                }
                for (name, parameter) in learner.parameters { found.weights[name] = try parameter.tensor.values() }
                return found
            }
        }
    }
}

/// DASD's numbers of an independent PyTorch program, by several processes.
enum SharedDASDChecks {
    static func threeSteps(_ golden: Golden, _ objective: Objective, processes: Int) async throws {
        _ = try await SharedStepTests.run(processes) { group in
            try DASDChecks.threeSteps(golden, objective) { try part($0, group) }
        }
    }

    /// What of a batch a process has.
    private static func part(_ batch: TrainingBatch, _ group: ProcessGroup) throws -> TrainingBatch {
        let part = BatchPart(group.rank, of: group.count, in: batch.count)
        let tokens: [Int64] = try batch.captions.tokens.values()
        let width = batch.captions.tokens.shape[1]
        let captions = part.gathered.map { row in
            tokens[row * width..<row * width + batch.captions.counts[row]].map { Int32($0) }
        }
        return TrainingBatch(
            captions: try CaptionBatch(captions), source: try batch.sourceFeatures.sliced(0, part.gathered),
            visual: .features(try batch.visualFeatures.sliced(0, part.gathered)), others: batch.others,
            epochs: batch.epochs, share: BatchShare(group, part))
    }
}

@Suite(.enabled(if: Golden.large != nil, Comment(rawValue: Golden.absence)))
struct SharedStepGoldenTests {
    @Test func crossLingual() async throws {
        try await SharedDASDChecks.threeSteps(#require(Golden.large), .crossLingual, processes: 2)
    }
    @Test func crossModal() async throws {
        try await SharedDASDChecks.threeSteps(#require(Golden.large), .crossModal, processes: 2)
    }
}
