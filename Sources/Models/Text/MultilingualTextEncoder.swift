import Documents
import Foundation
import Tensors

/// A text encoder into a space that it shares with images: a ``TextTransformer``, the mean of its outputs over a text's own
/// positions, and a linear map (Multilingual-CLIP; Carlsson et al. 2022).
public struct MultilingualTextEncoder: CaptionEncoder {
    private let transformer: TextTransformer
    private let projection: Linear

    /// - Parameters: tuned: what is trained or added; projection: the width of the shared space.
    init(_ weights: TunedWeights, _ folder: TextFolder, projection width: Int) throws {
        transformer = try TextTransformer(weights, at: folder.root, folder.configuration)
        projection = try Linear(weights.at(TextFolder.finalMap), from: folder.configuration.width, to: width)
    }

    public var device: Device { transformer.device }
    public var width: Int { projection.weight.shape[0] }

    public func features(_ captions: CaptionBatch) throws -> Tensor {
        try projection((transformer(captions) * captions.mask).sum(over: [1]) / captions.lengths)
    }
}

/// A folder of a text model in the Hugging Face layout.
public struct TextFolder: StartingWeights {
    /// The name of the map into the shared space, as Multilingual-CLIP has it.
    static let finalMap = "LinearTransformation"

    public let configuration: TextConfiguration
    private let path: String
    public let name: String
    /// What stands before the names of the transformer's weights: XLMRobertaModel has nothing there, XLMRobertaForMaskedLM
    /// its own name.
    let root: String
    private let weights: FolderWeights

    /// - Throws: ``InputError`` that names the file or key that is missing or not supported.
    public init(_ folder: String, device: Device = .cpu) throws {
        configuration = try TextConfiguration(contentsOf: folder + "/config.json")
        let weights = try FolderWeights(folder: folder, device: device)
        self.weights = weights
        path = folder
        name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
        let table = "embeddings.word_embeddings.weight"
        guard let root = ["", "transformer.", "roberta.", "bert."].first(where: { weights.has($0 + table) }) else {
            throw InputError(
                file: folder, key: table, "no word embeddings",
                remedy: "use a folder of a BertModel, XLMRobertaModel or Multilingual-CLIP text model")
        }
        self.root = root
    }

    public func weight(_ name: String, _ shape: [Int]) throws -> Tensor {
        try weights.weight(published(name), shape)
    }

    /// SHA-256 of configuration and weights, which are read for it.
    public var digest: String {
        get throws { try CLIP.digest(of: path) }
    }

    /// How many numbers an encoder has that is made of this folder's and of trained ones.
    public func size(with trained: [(name: String, parameter: Parameter)]) -> Int {
        let own = weights.counts.filter { $0.key.hasPrefix(root) || $0.key.hasPrefix(TextFolder.finalMap) }
        let added = trained.filter { own[published($0.name)] == nil }
        return own.values.reduce(0, +) + added.reduce(0) { $0 + $1.parameter.tensor.count }
    }

    /// Whether there is a weight of a name.
    public func has(_ name: String) -> Bool { weights.has(published(name)) }

    /// Whether there is a weight of a name and of this shape.
    public func has(_ name: String, _ shape: [Int]) -> Bool { weights.shape(of: published(name)) == shape }

    /// The older name of a norm's weight, where the folder has it: BERT's were written when TensorFlow named them.
    private func published(_ name: String) -> String {
        for (new, old) in [("LayerNorm.weight", "LayerNorm.gamma"), ("LayerNorm.bias", "LayerNorm.beta")]
        where name.hasSuffix(new) && !weights.has(name) {
            return name.dropLast(new.count) + old
        }
        return name
    }
}

extension TextFolder {
    /// The folder's encoder.
    /// - Parameters:
    ///   - trained: gives what the tuning trains or adds.
    ///   - projection: the width of the shared space.
    /// - Throws: ``InputError`` for weights that are not there or of another shape.
    public func encoder(trained: any WeightSource, _ tuning: Tuning, projection: Int) throws -> MultilingualTextEncoder
    {
        var tuning = tuning
        // A transformer without a map into the shared space learns one.
        if !has(TextFolder.finalMap + ".weight") { tuning.trainable.append(TextFolder.finalMap) }
        return try MultilingualTextEncoder(TunedWeights(self, trained: trained, tuning), self, projection: projection)
    }
}
