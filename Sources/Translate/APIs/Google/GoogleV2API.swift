import Corpus
import Documents
import Transfer

/// The protocol of Google Cloud Translation, Basic (version 2): JSON with a list of texts.
///
/// By its documentation: at most 128 texts and 100,000 bytes a request, and 5,000 code points recommended; longer
/// requests only take longer. The key goes into a header, because addresses stand in logs.
struct GoogleV2API: TranslationAPI {
    let client: ProviderClient
    var settings = GoogleV2Settings()
    var codes = LanguageCodes.google
    var limits = GoogleV2API.defaultLimits

    let engine = "google-v2"
    /// Some bytes are left for JSON's own.
    static let defaultLimits = TranslationLimits(texts: 128, characters: 5000, bytes: 80_000)

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        let pair = codes.pair(source, target)
        let question = Question(q: texts, source: pair.sourceCode, target: pair.targetCode, model: settings.model)
        var headers = HTTPHeaders()
        headers["X-goog-api-key"] = client.secret?.value
        let request = try ProviderRequest.json("/language/translate/v2", question, headers: headers, about: pair)
        return try await client.send(request, judge: GoogleComplaint.judge) { body in
            let translations = try client.decode(Translated.self, from: body).data.translations
            return try client.results(translations, for: texts).map { TranslationResult($0.translatedText) }
        }
    }

    private struct Question: Encodable {
        let q: [String]
        let source: String
        let target: String
        /// Else it takes texts for HTML, and escapes quotation marks.
        let format = "text"
        let model: String?
    }

    private struct Translated: Decodable {
        struct Payload: Decodable {
            let translations: [Translation]
        }
        struct Translation: Decodable {
            let translatedText: String
        }
        let data: Payload
    }
}

/// What an endpoint may choose of Google's version 2.
public struct GoogleV2Settings: ServiceSettings {
    /// nmt or base; nil for Google's own choice.
    public var model: String?

    static let keys = ["model"]
    /// The address of both versions.
    static let url = "https://translation.googleapis.com"

    public init(model: String? = nil) {
        self.model = model
    }

    init(_ document: Document) throws {
        model = try document.optional("model")?.word(of: ["nmt", "base"])
    }

    var version: String? { model }
}
