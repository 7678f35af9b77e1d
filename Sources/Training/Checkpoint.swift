import Documents
import Foundation
import Models
import Tensors

/// A trained model on disk: a folder with what was trained, and all that is needed to go on.
public struct Checkpoint: Sendable {
    /// state.json.
    public struct State: Sendable, Equatable, Codable {
        public var recipe: String
        /// SHA-256 over all that the run depends on; a run goes on only from its own checkpoints.
        public var fingerprint: String
        public var configuration: DASDConfiguration
        public var languages: [String]
        /// The tokenizer's digest of each language.
        public var tokenizers: [String: String]
        /// The frozen CLIP's name and digest.
        public var model: String
        public var modelDigest: String
        /// Steps done, over all the recipe's stages.
        public var step: Int
        /// The place in the stream of samples: the epoch, and the batch in it. All random numbers follow from the seed,
        /// the epoch and the step.
        public var epoch: Int
        public var position: Int
        public var seed: UInt64
    }

    public let folder: String
    public let state: State

    /// Opens a checkpoint.
    /// - Throws: ``InputError`` when the folder is none.
    public init(folder: String) throws {
        let path = folder + "/state.json"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(
                file: path, "no such file", remedy: "name a checkpoint's folder that `tessera train` wrote")
        }
        do {
            state = try JSONDecoder().decode(State.self, from: data)
        } catch {
            throw InputError(file: path, "not a checkpoint's state", remedy: "train again")
        }
        self.folder = folder
    }

    /// The trained weights.
    public func weights() throws -> SafetensorsFile { try SafetensorsFile(folder + "/model.safetensors") }

    /// The optimizers' state.
    func optimizer() throws -> SafetensorsFile { try SafetensorsFile(folder + "/optimizer.safetensors") }

    /// The lines of metrics.jsonl so far.
    func metrics() -> String {
        FileManager.default.contents(atPath: folder + "/metrics.jsonl").map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }

    /// Writes a checkpoint into a folder, which must be new.
    static func write(_ learner: DASDLearner, _ state: State, metrics: String, to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var weights = SafetensorsWriter(metadata: ["format": "pt", "recipe": state.recipe])
        for parameter in learner.parameters { weights.add(parameter.name, parameter.tensor) }
        try weights.write(to: folder + "/model.safetensors")
        var optimizer = SafetensorsWriter()
        for entry in learner.optimizerState { optimizer.add(entry.name, entry.tensor) }
        try optimizer.write(to: folder + "/optimizer.safetensors")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        do {
            try (encoder.encode(state) + Data("\n".utf8)).write(to: URL(fileURLWithPath: folder + "/state.json"))
            try Data(metrics.utf8).write(to: URL(fileURLWithPath: folder + "/metrics.jsonl"))
        } catch {
            throw Fault("writing \(folder)", reason: error.localizedDescription)
        }
    }
}
