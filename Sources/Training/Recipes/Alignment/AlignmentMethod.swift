import Corpus
import Documents
import Models
import Shards
import Synchronization
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

    /// The folder of the text model.
    var folder: String
    var routine = Routine.targetToEnglish
    /// How captions are drawn to what they are aligned with, and how strongly.
    var alignment = AlignmentLoss.meanSquaredError
    var weight = 0.3
    /// What cosines are multiplied by.
    var scale = 100.0
    var tuning = Tuning(.lora)
    private let model: Loaded

    public init(_ document: Document) throws {
        folder = try document.required("text_model").path()
        routine = try document.optional("routine")?.choice(Routine.self) ?? routine
        scale = try document.optional("scale")?.double(in: 1e-6...1e6) ?? scale
        if let section = try document.optional("alignment") {
            try section.allow(only: ["loss", "weight"])
            alignment = try section.optional("loss")?.choice(AlignmentLoss.self) ?? alignment
            weight = try section.optional("weight")?.double(in: 0...1e6) ?? weight
        }
        tuning = try document.optional("tuning").map(Tuning.init) ?? tuning
        model = Loaded(folder: folder)
    }

    public var identity: String {
        "\(routine.rawValue) \(alignment.rawValue) \(weight) \(scale) \(tuning.identity)"
    }

    public func digests() throws -> [String: String] { ["text model": try model.digest] }

    public var textModel: String? { folder }

    public var columns: CaptionColumns { routine.alignsWithSource ? [.visual, .sourceTokens] : [.visual] }

    public func partner(of language: Language, source: Language) throws -> Language? {
        routine == .targetToTranslated ? try Language("\(language)-t-\(source)") : nil
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
        public let textModel: String
        public let textModelDigest: String
        public let tuning: Tuning
    }

    public func configuration(vocabulary: Int, clip: CLIP) throws -> Configuration {
        let text = try model()
        guard vocabulary <= text.configuration.vocabulary else {
            throw InputError(
                key: "tokenizer",
                "the tokenizer has \(vocabulary) tokens, and the text model \(text.configuration.vocabulary)",
                remedy: "use the tokenizer that belongs to the text model")
        }
        if let own = text.configuration.projection, own != clip.configuration.projection, !tuning.trainsFinalMap {
            throw InputError(
                key: "text_model",
                "the text model's features have \(own) numbers, and the shards' \(clip.configuration.projection)",
                remedy: "use the text model that belongs to the shards' CLIP")
        }
        return Configuration(textModel: text.name, textModelDigest: try model.digest, tuning: tuning)
    }

    public func draw(_ name: String, _ shape: [Int], _ generator: inout SeededGenerator) throws -> Tensor {
        let text = try model()
        // A final map into another space than the shards' is learnt anew.
        if text.has(name, shape) { return try text.weight(name, shape) }
        return Tuning.adds(name) ? try Tuning.draw(name, shape, &generator) : try asLinear(name, shape, &generator)
    }

    public func learner(_ weights: TrainedWeights, _ configuration: Configuration, clip: CLIP) throws -> any Learner {
        let text = try TextFolder(folder, device: clip.device)
        let encoder = try text.encoder(trained: weights, tuning, projection: clip.configuration.projection)
        return try AlignmentLearner(weights, encoder, self, size: text.size(with: weights.parameters))
    }

    public static func encoder(
        _ weights: some WeightSource, _ configuration: Configuration, _ models: FrozenModels
    ) throws -> any CaptionEncoder {
        guard let folder = models.text else {
            throw InputError(
                key: "--text-model", "the model is a part of the text model '\(configuration.textModel)'",
                remedy: "name that model's folder")
        }
        let text = try TextFolder(folder, device: models.clip.device)
        guard try text.digest == configuration.textModelDigest else {
            throw InputError(
                file: folder,
                "is not the text model '\(configuration.textModel)' that was trained: its digest is another",
                remedy: "name the folder that the recipe names as text_model")
        }
        return try text.encoder(
            trained: weights, configuration.tuning, projection: models.clip.configuration.projection)
    }
}

/// The text model, opened when it is first asked for.
private final class Loaded: Sendable {
    private let folder: String
    private let opened = Mutex<TextFolder?>(nil)
    private let known = Mutex<String?>(nil)

    init(folder: String) { self.folder = folder }

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
}
