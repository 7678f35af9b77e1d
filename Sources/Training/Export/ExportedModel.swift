import Documents
import Foundation
import Models
import Tensors

/// A trained model as one safetensors file: the weights of a checkpoint, and in the header's notes what is needed to use
/// them.
///
/// | note | |
/// |---|---|
/// | `format` | `tessera.model/1` |
/// | `recipe` | the method's name |
/// | `configuration` | of the method's `Configuration`, as JSON |
/// | `languages` | a JSON list |
/// | `tokenizers` | the tokenizer's SHA-256 of each language, as a JSON object |
/// | `model`, `model.sha256` | the frozen CLIP |
/// | `fingerprint`, `step` | the run that trained it, and for how long |
public struct ExportedModel: Sendable {
    static let format = "tessera.model/1"
    /// Bytes of a weight that are copied at a time.
    private static let piece = 1 << 22

    let file: SafetensorsFile
    let method: any Method.Type
    let languages: [String]
    let tokenizers: [String: String]
    let model: String
    let modelDigest: String

    /// - Throws: ``InputError`` when the file is none that ``write(_:to:)`` wrote.
    public init(_ path: String) throws {
        file = try SafetensorsFile(path)
        let notes = Notes(file)
        let format = try notes.text("format")
        guard format == ExportedModel.format else { throw notes.error("format", "is '\(format)'") }
        let name = try notes.text("recipe")
        guard let method = Recipe.methods.first(where: { $0.name == name }) else {
            throw notes.error("recipe", "'\(name)' is not known")
        }
        self.method = method
        languages = try notes.json("languages")
        tokenizers = try notes.json("tokenizers")
        model = try notes.text("model")
        modelDigest = try notes.text("model.sha256")
    }

    /// - Throws: ``InputError`` when the weights are not those that the notes describe.
    func encoder(_ models: FrozenModels) throws -> any CaptionEncoder { try encoder(of: method, models) }

    private func encoder<M: Method>(of method: M.Type, _ models: FrozenModels) throws -> any CaptionEncoder {
        let configuration: M.Configuration = try Notes(file).json("configuration")
        return try method.encoder(FileWeights(file, device: models.clip.device), configuration, models)
    }

    /// Writes a checkpoint as one file, whose bytes depend on nothing but the checkpoint.
    /// - Parameter path: a temporary one that the caller renames.
    /// - Throws: ``InputError`` for a checkpoint that is not whole; ``Fault`` when the disk refuses.
    public static func write(_ checkpoint: Checkpoint, to path: String) throws {
        let weights = try checkpoint.weights()
        let entries = try weights.names.map { name in
            let tensor = try weights.tensor(name)
            return TensorFileWriter.Entry(name, tensor.type, tensor.shape)
        }
        let file = try TensorFileWriter(path, metadata: notes(checkpoint.state), entries)
        for name in weights.names {
            let flat = try weights.tensor(name).reshaped([-1])
            let step = piece / flat.type.size
            for first in stride(from: 0, to: flat.count, by: step) {
                let bytes = try flat.sliced(0, first..<min(first + step, flat.count)).bytes()
                try file.write(bytes, to: name, at: first * flat.type.size)
            }
        }
    }

    private static func notes(_ state: Checkpoint.State) throws -> [String: String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func json(_ value: any Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        return [
            "format": format, "recipe": state.method.name, "configuration": try json(state.configuration),
            "languages": try json(state.languages), "tokenizers": try json(state.tokenizers), "model": state.model,
            "model.sha256": state.modelDigest, "fingerprint": state.fingerprint, "step": String(state.step),
        ]
    }
}

/// The notes in a header.
private struct Notes {
    private let file: SafetensorsFile

    init(_ file: SafetensorsFile) { self.file = file }

    func text(_ key: String) throws -> String {
        guard let text = file.metadata[key] else { throw error(key, "is missing") }
        return text
    }

    func json<T: Decodable>(_ key: String) throws -> T {
        let text = try text(key)
        do {
            return try JSONDecoder().decode(T.self, from: Data(text.utf8))
        } catch {
            throw self.error(key, "is of another form than this version reads")
        }
    }

    func error(_ key: String, _ problem: String) -> InputError {
        InputError(
            file: file.path, key: key, "not an exported model: the note \(problem)",
            remedy: "name a checkpoint's folder, or a file that `tessera export` of this version wrote")
    }
}
