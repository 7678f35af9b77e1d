import Documents
import Foundation
import Media
import Models
import Tensors
import Tokenizers

/// A frozen CLIP with its own preprocessing and tokenizer: from pixels and token ids to features.
public struct FrozenEncoder: Sendable {
    public let clip: CLIP
    /// The model's own tokenizer; nil where it has no text tower that Tessera reads.
    public let tokenizer: (any Tokenizer)?
    let preprocessor: CLIPPreprocessor
    /// The preprocessing as it stands in shards.
    public let preprocessing: String

    /// - Parameter folder: a CLIP in the Hugging Face layout, with its tokenizer and preprocessor_config.json.
    /// - Parameter digest: the model's, where the caller has it.
    /// - Throws: ``InputError`` that names the file or key that is missing or not supported.
    public init(folder: String, precision: Precision = .fp32, device: Device = .cpu, digest: String? = nil) throws {
        clip = try CLIP(folder: folder, precision: precision, device: device, digest: digest)
        tokenizer = clip.configuration.hasText ? try TokenizerFolder.load(folder) : nil
        preprocessor = try CLIPPreprocessor(folder: folder)
        preprocessing = try FrozenEncoder.preprocessing(folder: folder)
        guard preprocessor.size == clip.configuration.image else {
            throw InputError(
                file: folder + "/preprocessor_config.json", key: "crop_size",
                "images are cut to \(preprocessor.size) pixels, and the model takes \(clip.configuration.image)",
                remedy: "use the preprocessor_config.json that belongs to the model")
        }
        if let tokenizer, tokenizer.vocabularySize > clip.configuration.vocabulary {
            throw InputError(
                file: folder,
                "the tokenizer has \(tokenizer.vocabularySize) tokens, and the model \(clip.configuration.vocabulary)",
                remedy: "use the tokenizer that belongs to the model")
        }
    }

    /// The preprocessing of a model's folder, without loading the model.
    static func preprocessing(folder: String) throws -> String {
        let path = folder + "/preprocessor_config.json"
        let preprocessor = try CLIPPreprocessor(folder: folder)
        return
            "torchvision \(preprocessor.filter.rawValue), crop \(preprocessor.size), preprocessor_config.json \(try Digest.ofFile(path))"
    }

    /// What is made of preprocessed images, where that is no more the model's own feature.
    private var trained: Trained?

    private struct Trained: Sendable {
        let items: ItemEncoding
        let width: Int
    }

    /// The encoder of images and videos into a trained model's space.
    /// - Parameters: items: how they come there; width: of its features.
    public func seeing(_ items: ItemEncoding, width: Int) -> FrozenEncoder {
        var encoder = self
        encoder.trained = Trained(items: items, width: width)
        return encoder
    }

    /// The width of an image's or a video's feature.
    public var width: Int { trained?.width ?? clip.configuration.projection }

    /// The features of preprocessed images.
    /// - Parameter pixels: of `count` images one after the other.
    /// - Returns: ``width`` numbers an image, not normalised.
    func features(of pixels: [Float], count: Int) throws -> [Float] {
        switch trained?.items ?? .frozen {
        case .frozen: return try clip.embed(pixels: pixels, count: count).values()
        case .features(let map):
            return try withoutGradients {
                try map(clip.embed(pixels: pixels, count: count).moved(to: clip.device)).moved(to: .cpu).values()
            }
        case .pixels(let encode):
            return try PixelBatch.features(
                of: pixels, count: count, side: preprocessor.size, on: clip.device, encode)
        }
    }

    /// The features of token ids.
    /// - Returns: ``width`` numbers a text, not normalised.
    func features(of tokens: [[Int32]]) throws -> [Float] {
        try clip.embed(tokens: tokens).values()
    }

    /// The most tokens of a caption.
    var context: Int { clip.configuration.captionContext }

    /// The token ids of a text, cut to the model's context.
    /// - Throws: ``InputError`` where the model has no text tower.
    public func tokens(_ text: String) throws -> [Int32] {
        guard let tokenizer else { throw FrozenEncoder.withoutTexts(clip.name) }
        return tokenizer.encode(text, maxLength: context)
    }

    static func withoutTexts(_ model: String) -> InputError {
        InputError(
            file: model, "it has no text tower that Tessera reads", remedy: "encode texts with a folder of a CLIPModel")
    }
}
