import Corpus
import Documents
import Foundation
import Models
import Shards
import Tensors

/// Parallel multilingual pre-training (Krasner and Lanuzo): a text and an image encoder that are trained together, with the
/// captions of an item in all languages in every step.
public struct ParallelMethod: Method {
    public static let name = "parallel"
    public static let objectives = [Objective.crossModal]
    public static let keys = [
        "text_model", "pooling", "projection", "temperature", "learn_temperature", "frozen_epochs", "pixels", "tuning",
    ]

    private let model: TextModel
    /// How one output is made of those of a text's tokens.
    var pooling = DualEncoder.Pooling.mean
    /// The width of the shared space.
    var projection = 512
    /// What cosines are divided by at the beginning.
    var temperature = 0.07
    var learnsTemperature = true
    /// Epochs at the beginning in which the transformers stay as they are (section 2.1).
    var frozenEpochs = 0.5
    public var pixels: PixelSettings?
    /// What of both transformers is trained.
    var tuning = Tuning(.full)

    public init(_ document: Document) throws {
        model = TextModel(try document.required("text_model").path())
        pooling = try document.optional("pooling")?.choice(DualEncoder.Pooling.self) ?? pooling
        projection = try document.optional("projection")?.int(in: 1...1_000_000) ?? projection
        temperature = try document.optional("temperature")?.double(in: 0.01...1e6) ?? temperature
        learnsTemperature = try document.optional("learn_temperature")?.bool() ?? learnsTemperature
        frozenEpochs = try document.optional("frozen_epochs")?.double(in: 0...1e6) ?? frozenEpochs
        pixels = try document.optional("pixels").map(PixelSettings.init)
        tuning = try document.optional("tuning").map(Tuning.init) ?? tuning
        if pixels != nil, tuning.method == .prompt {
            throw try document.required("tuning").required("method").error(
                "'prompt' is of texts alone", remedy: "use another method, or leave pixels out")
        }
    }

    public var identity: String {
        "\(pooling.rawValue) \(projection) \(temperature) \(learnsTemperature) \(frozenEpochs) \(tuning.identity) "
            + (pixels?.identity ?? "features")
    }

    public func digests() throws -> [String: String] { ["text model": try model.digest] }

    public var textModel: String? { model.folder }

    public var columns: CaptionColumns { [.itemSource, pixels == nil ? .visual : .media] }

    public func drawn(_ languages: [Language]) -> [Language] { Array(languages.prefix(1)) }

    public func partners(of language: Language, source: Language, among languages: [Language]) throws -> [Language] {
        languages.filter { $0 != language }
    }

    /// What is needed to use the encoder.
    public struct Configuration: Codable, Sendable {
        let text: TextModel.Reference
        let pooling: DualEncoder.Pooling
        let projection: Int
        /// Whether the vision transformer is a part of it.
        let readsPixels: Bool
        let tuning: Tuning
    }

    public func configuration(vocabulary: Int, clip: CLIP) throws -> Configuration {
        try model.check(vocabulary: vocabulary)
        return Configuration(
            text: try model.reference, pooling: pooling, projection: projection, readsPixels: pixels != nil,
            tuning: tuning)
    }

    public func drawing(_ clip: CLIP) throws -> WeightDrawing {
        let (text, vision) = (try model(), try VisionFolder(clip.folder))
        let scale = Float(-log(temperature))
        return { name, shape, generator in
            if name == DualEncoder.logitScale { return try Tensor([scale], shape: []) }
            for (root, folder) in [(DualEncoder.text, text as any StartingWeights), (DualEncoder.vision, vision)]
            where name.hasPrefix(root + ".") {
                let own = String(name.dropFirst(root.count + 1))
                if folder.has(own, shape) { return try folder.weight(own, shape) }
                if Tuning.adds(own) { return try Tuning.draw(own, shape, &generator) }
                // Whoever is to be trained on has all its weights; the complaint names the one that is not there.
                return try folder.weight(own, shape)
            }
            return try asLinear(name, shape, &generator)
        }
    }

    public func learner(_ weights: TrainedWeights, _ configuration: Configuration, clip: CLIP) throws -> any Learner {
        let text = try TextFolder(model.folder, device: clip.device)
        let encoder = try ParallelMethod.encoder(weights, configuration, text, clip)
        return try DualLearner(
            encoder, weights, .init(frozenEpochs: frozenEpochs, learnsTemperature: learnsTemperature))
    }

    public static func encoder(
        _ weights: some WeightSource, _ configuration: Configuration, _ models: FrozenModels
    ) throws -> any CaptionEncoder {
        try encoder(weights, configuration, configuration.text.open(models), models.clip)
    }

    private static func encoder(
        _ weights: some WeightSource, _ configuration: Configuration, _ text: TextFolder, _ clip: CLIP
    ) throws -> DualEncoder {
        try DualEncoder(
            trained: weights, text: text, configuration.pooling,
            vision: configuration.readsPixels ? VisionFolder(clip.folder, device: clip.device) : nil,
            visualWidth: clip.configuration.projection, configuration.tuning, projection: configuration.projection)
    }
}
