import Documents
import Models
import Synchronization
import Tensors

/// The text model that a method begins with. Its folder is opened when it is first asked for.
final class TextModel: Sendable {
    let folder: String
    private let opened = Mutex<TextFolder?>(nil)
    private let known = Mutex<String?>(nil)

    init(_ folder: String) { self.folder = folder }

    /// The folder's digest; large weights take seconds to read.
    var digest: String {
        get throws {
            try known.withLock {
                if let known = $0 { return known }
                let digest = try self().digest
                $0 = digest
                return digest
            }
        }
    }

    func callAsFunction() throws -> TextFolder {
        try opened.withLock {
            if let opened = $0 { return opened }
            let folder = try TextFolder(folder)
            $0 = folder
            return folder
        }
    }

    /// Refuses a tokenizer with more tokens than the model knows.
    func check(vocabulary: Int) throws {
        let known = try self().configuration.vocabulary
        guard vocabulary <= known else {
            throw InputError(
                key: "tokenizer", "the tokenizer has \(vocabulary) tokens, and the text model \(known)",
                remedy: "use the tokenizer that belongs to the text model")
        }
    }

    /// As it stands in checkpoints.
    struct Reference: Codable, Sendable {
        let textModel: String
        let textModelDigest: String

        /// The model again.
        /// - Throws: ``InputError`` when the folder is not given, or has another model.
        func open(_ models: FrozenModels) throws -> TextFolder {
            guard let folder = models.text else {
                throw InputError(
                    key: "--text-model", "the model is a part of the text model '\(textModel)'",
                    remedy: "name that model's folder")
            }
            let text = try TextFolder(folder, device: models.clip.device)
            guard try text.digest == textModelDigest else {
                throw InputError(
                    file: folder, "is not the text model '\(textModel)' that was trained: its digest is another",
                    remedy: "name the folder that the recipe names as text_model")
            }
            return text
        }
    }

    var reference: Reference {
        get throws { Reference(textModel: try self().name, textModelDigest: try digest) }
    }
}
