import Documents
import Foundation
import Models
import Shards
import Tokenizers

/// A trained model as it is used: a checkpoint's folder, or the file that `tessera export` made of one.
public struct TrainedModel: Sendable {
    private enum Form {
        case checkpoint(Checkpoint)
        case exported(ExportedModel)
    }

    public let path: String
    /// The target languages.
    public let languages: [String]
    /// The tokenizer's digest of each language.
    public let tokenizers: [String: String]
    /// The frozen CLIP that it was trained on.
    public let base: ShardDescription.Source
    private let form: Form

    /// - Throws: ``InputError`` when there is neither, or a checkpoint is not what was written.
    public init(_ path: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            self = TrainedModel(try Checkpoint(trained: path))
            return
        }
        let exported = try ExportedModel(path)
        self.path = path
        languages = exported.languages
        tokenizers = exported.tokenizers
        base = ShardDescription.Source(name: exported.model, digest: exported.modelDigest)
        form = .exported(exported)
    }

    public init(_ checkpoint: Checkpoint) {
        path = checkpoint.folder
        languages = checkpoint.state.languages
        tokenizers = checkpoint.state.tokenizers
        base = ShardDescription.Source(name: checkpoint.state.model, digest: checkpoint.state.modelDigest)
        form = .checkpoint(checkpoint)
    }

    /// The trained encoder, on the CLIP's device.
    /// - Throws: ``InputError`` for another CLIP than that it was trained on, or weights that are not those described.
    public func encoder(_ models: FrozenModels) throws -> any CaptionEncoder {
        let clip = models.clip
        guard clip.digest == base.digest else {
            throw InputError(
                file: path,
                "was trained on the model \(base), not on "
                    + "\(ShardDescription.Source(name: clip.name, digest: clip.digest))",
                remedy: "name the model that it was trained on")
        }
        return switch form {
        case .checkpoint(let checkpoint): try checkpoint.encoder(models)
        case .exported(let exported): try exported.encoder(models)
        }
    }

    /// Refuses a language that was not trained, or a tokenizer that it was not trained with.
    /// - Throws: ``InputError`` that names both.
    func check(_ tokenizer: any Tokenizer, from folder: String, for language: String) throws {
        guard let wanted = tokenizers[language] else {
            throw InputError(
                file: path, key: language, "was not trained on captions in '\(language)'",
                remedy: "its languages are \(languages.joined(separator: ", "))")
        }
        guard tokenizer.digest == wanted else {
            let found = ShardDescription.Source(name: tokenizer.name, digest: tokenizer.digest)
            throw InputError(
                file: folder,
                "is the tokenizer \(found), and \(path) was trained with that of SHA-256 \(wanted.prefix(12))… for "
                    + "'\(language)'",
                remedy: "name the tokenizer that it was trained with")
        }
    }
}
