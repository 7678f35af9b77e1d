import Corpus
import Documents

/// Some target languages, and where their translations come from: a part of the pipeline's `translate`.
public struct TranslationPart: Sendable, Equatable {
    public let languages: [Language]
    public let endpoint: EndpointConfiguration

    public init(_ languages: [Language], endpoint: EndpointConfiguration) {
        self.languages = languages
        self.endpoint = endpoint
    }
}
