import Documents
import Foundation
import Models
import Tensors
import Tokenizers

/// A model's folder in the Hugging Face layout, looked at as a whole, so that one that cannot be used is known when it is
/// fetched and not when a run comes to it.
public struct ModelFolder: Sendable {
    /// What a folder can be used for.
    public enum Use: String, Sendable, Codable {
        /// A CLIP or a vision transformer: features of images and videos, and of texts.
        case encoder = "features"
        /// A text model: its tokenizer, and its word embeddings to train from.
        case text = "tokenizer and word embeddings"
    }

    public let path: String
    /// config.json's `model_type`.
    public let layout: String
    public let use: Use
    /// The width of features, or of word embeddings.
    public let width: Int

    /// Opens everything that a run would open.
    /// - Throws: ``InputError`` that names the file or key that is missing, broken or of no supported layout.
    public init(checking path: String) throws {
        self.path = path
        let config = try Document(contentsOf: path + "/config.json")
        layout = try config.required("model_type").string()
        if try config.optional("vision_config") != nil || layout == CLIPConfiguration.Layout.vit.rawValue {
            use = .encoder
            width = try FrozenEncoder(folder: path).clip.configuration.projection
        } else {
            use = .text
            width = try ModelFolder.embeddingWidth(path, layout: layout)
        }
    }

    /// The width of a text model's word embeddings, of which there must be one for each token.
    private static func embeddingWidth(_ path: String, layout: String) throws -> Int {
        let tokenizer = try TokenizerFolder.load(path)
        let weights = try SafetensorsFile(path + "/model.safetensors")
        guard let name = weights.names.first(where: { $0.hasSuffix("embeddings.word_embeddings.weight") }),
            let shape = weights.entries[name]?.shape, shape.count == 2
        else {
            throw InputError(
                file: path, "the layout '\(layout)' is not supported",
                remedy:
                    "supported here: 'clip', and text models with embeddings.word_embeddings.weight, as BERT and XLM-R")
        }
        guard tokenizer.vocabularySize <= shape[0] else {
            throw InputError(
                file: weights.path, key: name,
                "the tokenizer has \(tokenizer.vocabularySize) tokens, and there are \(shape[0]) word embeddings",
                remedy: "use the tokenizer that belongs to the model")
        }
        return shape[1]
    }
}
