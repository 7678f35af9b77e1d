import Corpus
import Documents
import Models
import Shards
import Tensors

/// Translation-based alignment with few parameters (Zhang, Wang and Wang, 2023): a multilingual text encoder whose captions are
/// drawn to their images and, by a second loss, to translations of them.
public struct AlignmentMethod: Method {
    public static let name = "alignment"
    public static let objectives = [Objective.crossModal]
    public static let keys = ["text_model", "routine", "alignment", "scale", "tuning"]
    public static let varied = ["alignment.weight"]

    /// What captions are given and what they are aligned with: the paper's baselines and routines.
    public enum Routine: String, Sendable, CaseIterable {
        /// Captions in the target language.
        case target
        /// Those, aligned with the English captions.
        case targetToEnglish = "target-to-english"
        /// Those, aligned with machine translations of the English captions.
        case targetToTranslated = "target-to-translated"
        /// Captions translated into English, in training and in use.
        case translated
        /// Those, aligned with the English captions.
        case translatedToEnglish = "translated-to-english"

        /// Whether captions are aligned with the source captions.
        var alignsWithSource: Bool { self == .targetToEnglish || self == .translatedToEnglish }
        var isTranslated: Bool { self == .translated || self == .translatedToEnglish }
    }

    var routine = Routine.targetToEnglish
    /// How captions are drawn to what they are aligned with, and how strongly.
    var alignment = AlignmentLoss.meanSquaredError
    var weight = 0.3
    /// What cosines are multiplied by.
    var scale = 100.0
    var tuning = Tuning(.lora)
    private let model: TextModel

    public init(_ document: Document) throws {
        model = TextModel(try document.required("text_model").path())
        routine = try document.optional("routine")?.choice(Routine.self) ?? routine
        scale = try document.optional("scale")?.double(in: 1e-6...1e6) ?? scale
        if let section = try document.optional("alignment") {
            try section.allow(only: ["loss", "weight"])
            alignment = try section.optional("loss")?.choice(AlignmentLoss.self) ?? alignment
            weight = try section.optional("weight")?.double(in: 0...1e6) ?? weight
        }
        tuning = try document.optional("tuning").map(Tuning.init) ?? tuning
    }

    public var identity: String {
        "\(routine.rawValue) \(alignment.rawValue) \(weight) \(scale) \(tuning.identity)"
    }

    public func digests() throws -> [String: String] { ["text model": try model.digest] }

    public var textModel: String? { model.folder }

    public var columns: CaptionColumns {
        routine.alignsWithSource ? [.visual, .itemSource, .sourceTokens] : [.visual, .itemSource]
    }

    public func partners(of language: Language, source: Language, among languages: [Language]) throws -> [Language] {
        routine == .targetToTranslated ? [try Language("\(language)-t-\(source)")] : []
    }

    public func check(_ languages: [Language]) throws {
        for language in languages where language.isTranslation != routine.isTranslated {
            throw InputError(
                key: "languages",
                routine.isTranslated
                    ? "the routine '\(routine.rawValue)' is for captions that were translated, and '\(language)' is a language "
                        + "as people write it"
                    : "the routine '\(routine.rawValue)' is for captions as people write them, and '\(language)' stands for "
                        + "translations",
                remedy: routine.isTranslated
                    ? "name what they are and what they were translated from, as en-t-\(language)" : "name the language"
            )
        }
    }

    public mutating func vary(_ key: String, to value: Double) {
        if key == "alignment.weight" { weight = value }
    }

    /// What is needed to use the encoder.
    public struct Configuration: Codable, Sendable {
        let text: TextModel.Reference
        let tuning: Tuning
    }

    public func configuration(vocabulary: Int, clip: CLIP) throws -> Configuration {
        let text = try model()
        try model.check(vocabulary: vocabulary)
        if let own = text.configuration.projection, own != clip.configuration.projection, !tuning.trainsFinalMap {
            throw InputError(
                key: "text_model",
                "the text model's features have \(own) numbers, and the shards' \(clip.configuration.projection)",
                remedy: "use the text model that belongs to the shards' CLIP")
        }
        return Configuration(text: try model.reference, tuning: tuning)
    }

    public func drawing(_ clip: CLIP) throws -> WeightDrawing {
        let text = try model()
        return { name, shape, generator in
            // A final map into another space than the shards' is learnt anew.
            if text.has(name, shape) { return try text.weight(name, shape) }
            return Tuning.adds(name) ? try Tuning.draw(name, shape, &generator) : try asLinear(name, shape, &generator)
        }
    }

    public func learner(_ weights: TrainedWeights, _ configuration: Configuration, clip: CLIP) throws -> any Learner {
        let text = try TextFolder(model.folder, device: clip.device)
        let encoder = try text.encoder(trained: weights, tuning, projection: clip.configuration.projection)
        return try AlignmentLearner(weights, encoder, self, size: text.size(with: weights.parameters))
    }

    public static func encoder(
        _ weights: some WeightSource, _ configuration: Configuration, _ models: FrozenModels
    ) throws -> any CaptionEncoder {
        return try configuration.text.open(models).encoder(
            trained: weights, configuration.tuning, projection: models.clip.configuration.projection)
    }
}
