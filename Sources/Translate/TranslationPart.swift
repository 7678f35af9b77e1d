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

    /// All of it that translations depend on.
    var fingerprint: String {
        "\(languages.map(\.tag).joined(separator: " ")) by \(endpoint.api.rawValue) "
            + "\(endpoint.memoryVersion ?? "") \(endpoint.version ?? "")"
    }
}
