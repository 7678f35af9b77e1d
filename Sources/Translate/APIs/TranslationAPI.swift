import Corpus
import Texts

/// A provider's protocol. To add one: conform a type to this, and add it to ``EndpointConfiguration/Service``.
///
/// It knows neither captions nor the memory nor how many requests are in flight.
public protocol TranslationAPI: Sendable {
    /// The engine's name, as it stands in captions and in the memory.
    var engine: String { get }
    /// The most that one request may hold.
    var limits: TranslationLimits { get }

    /// Whether what the engine refuses may bring down what is in flight beside it.
    var refusesNeighbours: Bool { get }

    /// Translates texts in one request.
    /// - Returns: a translation for each text, in order.
    /// - Throws: ``InputError`` when nothing can be translated until the user acts: a pair that is not there, a wrong
    ///   key; ``Refusal`` when the engine does not take these texts; ``Fault`` when it does not answer, after some
    ///   tries, or when its quota is used up.
    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult]
}

extension TranslationAPI {
    public var refusesNeighbours: Bool { false }
}

/// The most that one request may hold.
public struct TranslationLimits: Sendable, Equatable {
    public var texts: Int
    /// In all the request's texts, counted in Unicode scalars. A longer text is refused without asking.
    public var characters: Int
    /// In all the request's texts, counted in bytes of UTF-8, for a provider that limits the size of a request; nil
    /// where none does.
    public var bytes: Int?

    public init(texts: Int, characters: Int, bytes: Int? = nil) {
        self.texts = texts
        self.characters = characters
        self.bytes = bytes
    }
}

/// What an engine made of a text.
public struct TranslationResult: Sendable, Equatable {
    public var text: String
    /// What the engine itself says is doubtful.
    public var flags: [CaptionFlag]
    /// Whether the engine stopped before the end.
    public var isCutShort: Bool

    public init(_ text: String, flags: [CaptionFlag] = [], isCutShort: Bool = false) {
        self.text = text
        self.flags = flags
        self.isCutShort = isCutShort
    }
}

/// An engine does not take a text, and will not take it later.
public struct Refusal: Error, Sendable, Equatable {
    /// In the engine's words.
    public var reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}
