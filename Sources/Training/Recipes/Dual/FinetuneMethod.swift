import Corpus
import Documents
import Foundation
import Models
import Shards
import Tensors

/// Fine-tunes all of a CLIP on images or videos and their captions (Radford et al. 2021, section 2.3). Its checkpoints are
/// folders in the Hugging Face layout, from which features can be made.
public struct FinetuneMethod: Method {
    public static let name = "finetune"
    public static let objectives = [Objective.crossModal]
    public static let keys = ["pixels", "learn_temperature"]

    public let pixels: PixelSettings?
    var learnsTemperature = true

    public init(_ document: Document) throws {
        pixels = try PixelSettings(document.required("pixels"))
        learnsTemperature = try document.optional("learn_temperature")?.bool() ?? learnsTemperature
    }

    public var identity: String { "\(learnsTemperature) \(pixels?.identity ?? "")" }

    public var columns: CaptionColumns { [.media] }

    /// Nothing: the CLIP's own configuration says it all.
    public struct Configuration: Codable, Sendable {}

    public func configuration(vocabulary: Int, clip: CLIP) throws -> Configuration {
        _ = try clip.text
        let known = clip.configuration.vocabulary
        guard vocabulary <= known else {
            throw InputError(
                key: "tokenizer", "the tokenizer has \(vocabulary) tokens, and the CLIP \(known)",
                remedy: "use the CLIP's own tokenizer, for the shards too")
        }
        return Configuration()
    }

    public func drawing(_ clip: CLIP) throws -> WeightDrawing {
        let folder = try VisionFolder(clip.folder)
        return { name, shape, _ in try folder.weight(name, shape) }
    }

    public func learner(_ weights: TrainedWeights, _ configuration: Configuration, clip: CLIP) throws -> any Learner {
        try DualLearner(
            DualEncoder(clip: weights, clip.configuration), weights, .init(learnsTemperature: learnsTemperature),
            files: HuggingFaceFolder.description(of: clip.folder))
    }

    public static func encoder(
        _ weights: some WeightSource, _ configuration: Configuration, _ models: FrozenModels
    ) throws -> any CaptionEncoder {
        try DualEncoder(clip: weights, models.clip.configuration)
    }
}

/// What a model's folder has beside its weights.
enum HuggingFaceFolder {
    private static let configuration = "config.json"
    private static let others = [
        "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json", "vocab.json", "merges.txt", "vocab.txt",
        "special_tokens_map.json", "generation_config.json",
    ]

    /// The files that describe a model, for weights of the same shapes in fp32.
    /// - Throws: ``InputError`` for a config.json that cannot be read.
    static func description(of folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in others { files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)") }
        let path = "\(folder)/\(configuration)"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw InputError(file: path, "cannot be read", remedy: "check its permissions and the disk")
        }
        // As text: readers of it tell 1.0 from 1, and other writers of JSON do not.
        let text = String(decoding: data, as: UTF8.self).replacing(/"((?:torch_)?dtype)"(\s*:\s*)"\w+"/) {
            "\"\($0.1)\"\($0.2)\"float32\""
        }
        files[configuration] = Data(text.utf8)
        return files
    }
}
