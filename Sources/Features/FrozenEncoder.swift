import Corpus
import Documents
import Foundation
import Media
import Models
import Tensors
import Tokenizers

/// A frozen CLIP with its own preprocessing and tokenizer: from files and texts to features.
public struct FrozenEncoder: Sendable {
    public let clip: CLIP
    public let tokenizer: any Tokenizer
    private let preprocessor: CLIPPreprocessor
    /// The preprocessing as it stands in shards.
    public let preprocessing: String

    /// - Parameter folder: a CLIP in the Hugging Face layout, with its tokenizer and preprocessor_config.json.
    public init(folder: String) throws {
        clip = try CLIP(folder: folder)
        tokenizer = try TokenizerFolder.load(folder)
        preprocessor = try CLIPPreprocessor(folder: folder)
        preprocessing = try FrozenEncoder.preprocessing(folder: folder)
        guard preprocessor.size == clip.configuration.image else {
            throw InputError(
                file: folder + "/preprocessor_config.json", key: "crop_size",
                "images are cut to \(preprocessor.size) pixels, and the model takes \(clip.configuration.image)",
                remedy: "use the preprocessor_config.json that belongs to the model")
        }
        guard tokenizer.vocabularySize <= clip.configuration.vocabulary else {
            throw InputError(
                file: folder,
                "the tokenizer has \(tokenizer.vocabularySize) tokens, and the model \(clip.configuration.vocabulary)",
                remedy: "use the tokenizer that belongs to the model")
        }
    }

    /// The preprocessing of a model's folder, without loading the model.
    static func preprocessing(folder: String) throws -> String {
        let path = folder + "/preprocessor_config.json"
        let size = try CLIPPreprocessor(folder: folder).size
        return "torchvision bicubic, crop \(size), preprocessor_config.json \(try Digest.ofFile(path))"
    }

    /// The feature of an image.
    /// - Returns: [D], not normalised.
    public func image(_ path: String) throws -> Tensor {
        try feature(of: ImageFile.open(path))
    }

    /// The feature of a video: the mean of its sampled frames' features.
    /// - Returns: [D], not normalised; and the number of frames.
    public func video(_ path: String, _ sampling: FrameSampling) throws -> (feature: Tensor, frames: Int) {
        try feature(of: VideoFile(path: path), sampling)
    }

    /// The feature of an item's image or video, and the number of frames.
    func media(_ media: Item.Media, in folder: MediaFolder, _ sampling: FrameSampling) throws -> (
        feature: Tensor, frames: Int
    ) {
        switch media.kind {
        case .image: (try feature(of: folder.image(media.path)), 1)
        case .video: try feature(of: folder.video(media.path), sampling)
        }
    }

    private func feature(of image: StillImage) throws -> Tensor {
        try encode([preprocessor(image)]).selected(0, 0)
    }

    private func feature(of video: VideoFile, _ sampling: FrameSampling) throws -> (feature: Tensor, frames: Int) {
        let frames = try video.frames(sampling).map { preprocessor($0.image) }
        return (try withoutGradients { try encode(frames).mean(over: [0]) }, frames.count)
    }

    /// The token ids of a text, cut to the model's context.
    public func tokens(_ text: String) -> [Int32] {
        tokenizer.encode(text, maxLength: clip.configuration.context)
    }

    /// The features of token ids.
    /// - Returns: [texts, D], not normalised.
    public func texts(_ tokens: [[Int32]]) throws -> Tensor {
        try clip.embed(tokens: tokens, endToken: tokenizer.endToken)
    }

    /// One thread an encoding: several run side by side, one a core, which is faster than threads within one.
    private func encode(_ pixels: [[Float]]) throws -> Tensor {
        Torch.use(threads: 1)
        return try clip.embed(pixels: pixels)
    }
}
