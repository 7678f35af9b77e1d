import Documents
import Foundation
import Models
import Tensors
import Workspace

/// A trained model on disk: a folder with what was trained, and all that is needed to go on.
public struct Checkpoint: Sendable {
    /// state.json.
    public struct State: Sendable {
        /// The recipe's method.
        public var method: any Method.Type
        /// SHA-256 over all that the run depends on; a run goes on only from its own checkpoints.
        public var fingerprint: String
        /// Of the method's `Configuration`.
        public var configuration: any Codable & Sendable
        public var languages: [String]
        /// The tokenizer's digest of each language.
        public var tokenizers: [String: String]
        /// The frozen CLIP's name and digest.
        public var model: String
        public var modelDigest: String
        /// Steps done, over all the recipe's stages.
        public var step: Int
        /// The place in the stream: the epoch, and the captions of it that were seen. All random numbers follow from the
        /// seed and from it.
        public var epoch: Int
        public var position: Int
        public var seed: UInt64
        /// What was measured on the way; nil where nothing was.
        public var validation: ValidationHistory?
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

    /// Opens the checkpoint that a run ended with.
    /// - Throws: ``InputError`` when the folder is none, or is not what its done record says.
    public init(trained path: String) throws {
        let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        try self.init(folder: folder)
        guard try DoneRecord.vouches(for: folder) ?? true else {
            throw InputError(
                file: folder, "is not what its done record says: it was altered after it was trained",
                remedy: "put back what was trained, or train again, which makes it anew")
        }
    }

    /// The trained weights.
    public func weights() throws -> SafetensorsFile { try SafetensorsFile(folder + "/model.safetensors") }

    /// The trained encoder, on the CLIP's device.
    /// - Throws: ``InputError`` when the weights are not those that the state describes.
    public func encoder(_ models: FrozenModels) throws -> any CaptionEncoder {
        try encoder(of: state.method, FileWeights(weights(), device: models.clip.device), models)
    }

    private func encoder<M: Method>(of method: M.Type, _ weights: FileWeights, _ models: FrozenModels) throws
        -> any CaptionEncoder
    {
        guard let configuration = state.configuration as? M.Configuration else {
            throw InputError(file: folder + "/state.json", "not a checkpoint's state", remedy: "train again")
        }
        return try method.encoder(weights, configuration, models)
    }

    /// The optimizers' state.
    func optimizer() throws -> SafetensorsFile { try SafetensorsFile(folder + "/optimizer.safetensors") }

    /// The lines of metrics.jsonl so far.
    func metrics() -> String {
        FileManager.default.contents(atPath: folder + "/metrics.jsonl").map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }

    /// Writes a checkpoint into a folder, which must be new.
    static func write(_ learner: any Learner, _ state: State, metrics: String, to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var weights = SafetensorsWriter(metadata: ["format": "pt", "recipe": state.method.name])
        for parameter in learner.parameters { weights.add(parameter.name, parameter.parameter.tensor) }
        try weights.write(to: folder + "/model.safetensors")
        var optimizer = SafetensorsWriter()
        for entry in learner.optimizers.flatMap(\.state) { optimizer.add(entry.name, entry.tensor) }
        try optimizer.write(to: folder + "/optimizer.safetensors")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        do {
            try (encoder.encode(state) + Data("\n".utf8)).write(to: URL(fileURLWithPath: folder + "/state.json"))
            try Data(metrics.utf8).write(to: URL(fileURLWithPath: folder + "/metrics.jsonl"))
            for (name, data) in learner.files { try data.write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
        } catch {
            throw Fault("writing \(folder)", reason: error.localizedDescription)
        }
    }
}

extension Checkpoint.State: Codable {
    private enum Key: String, CodingKey {
        case recipe, fingerprint, configuration, languages, tokenizers, model, modelDigest, step, epoch, position, seed
        case validation
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let name = try values.decode(String.self, forKey: .recipe)
        guard let method = Recipe.methods.first(where: { $0.name == name }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .recipe, in: values, debugDescription: "the recipe '\(name)' is not known")
        }
        func configuration<M: Method>(_ method: M.Type) throws -> any Codable & Sendable {
            try values.decode(M.Configuration.self, forKey: .configuration)
        }
        self.method = method
        self.configuration = try configuration(method)
        fingerprint = try values.decode(String.self, forKey: .fingerprint)
        languages = try values.decode([String].self, forKey: .languages)
        tokenizers = try values.decode([String: String].self, forKey: .tokenizers)
        model = try values.decode(String.self, forKey: .model)
        modelDigest = try values.decode(String.self, forKey: .modelDigest)
        step = try values.decode(Int.self, forKey: .step)
        epoch = try values.decode(Int.self, forKey: .epoch)
        position = try values.decode(Int.self, forKey: .position)
        seed = try values.decode(UInt64.self, forKey: .seed)
        validation = try values.decodeIfPresent(ValidationHistory.self, forKey: .validation)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(method.name, forKey: .recipe)
        try values.encode(configuration, forKey: .configuration)
        try values.encode(fingerprint, forKey: .fingerprint)
        try values.encode(languages, forKey: .languages)
        try values.encode(tokenizers, forKey: .tokenizers)
        try values.encode(model, forKey: .model)
        try values.encode(modelDigest, forKey: .modelDigest)
        try values.encode(step, forKey: .step)
        try values.encode(epoch, forKey: .epoch)
        try values.encode(position, forKey: .position)
        try values.encode(seed, forKey: .seed)
        try values.encodeIfPresent(validation, forKey: .validation)
    }
}
