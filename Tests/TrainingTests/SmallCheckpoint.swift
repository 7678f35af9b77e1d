import Foundation
import TestSupport
import Tokenizers

@testable import Models
@testable import Tensors
@testable import Training

/// A checkpoint of a small DASD model that nobody trained, on the project's own CLIP and tokenizer.
struct SmallCheckpoint {
    let folder: TemporaryFolder
    let clip: CLIP
    static let tokenizer = Golden.own.file("tokenizers/wordpiece")

    init() throws {
        folder = try TemporaryFolder()
        clip = try CLIP(folder: Golden.own.file("clip"))
        let tokenizer = try TokenizerFolder.load(SmallCheckpoint.tokenizer)
        var configuration = DASDConfiguration(vocabulary: tokenizer.vocabularySize, discriminator: [4, 3])
        (configuration.embedding, configuration.bottleneck) = (12, 8)
        (configuration.rank, configuration.global) = (4, 16)
        let weights = TrainedWeights(seed: 5, tables: .rows) { try $2.normal($1, deviation: 0.2) }
        let learner = try DASDLearner(weights, configuration, clip: clip, losses: DASDLossWeights())
        let state = Checkpoint.State(
            method: DASDMethod.self, fingerprint: "f", configuration: configuration, languages: ["de", "fr"],
            tokenizers: ["de": tokenizer.digest, "fr": tokenizer.digest], model: clip.name, modelDigest: clip.digest,
            step: 7, epoch: 1, position: 2, seed: 5)
        try Checkpoint.write(learner, state, metrics: "", to: path)
    }

    var path: String { folder.file("checkpoint") }

    /// The checkpoint as one file.
    func exported(to name: String = "exported.safetensors") throws -> String {
        try ExportedModel.write(Checkpoint(folder: path), to: folder.file(name))
        return folder.file(name)
    }
}
