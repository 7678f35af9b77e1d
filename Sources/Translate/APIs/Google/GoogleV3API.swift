import Corpus
import Documents
import Transfer

/// The protocol of Google Cloud Translation, Advanced (version 3): `translateText`, with a list of contents.
///
/// By its documentation: at most 1,024 contents and 30,000 code points a request. The key is an OAuth access token,
/// which lasts an hour.
struct GoogleV3API: TranslationAPI {
    let client: ProviderClient
    let settings: GoogleV3Settings
    var codes = LanguageCodes.google
    var limits = GoogleV3API.defaultLimits

    let engine = "google-v3"
    static let defaultLimits = TranslationLimits(texts: 1024, characters: 30_000)

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        let pair = codes.pair(source, target)
        let question = Question(
            contents: texts, sourceLanguageCode: pair.sourceCode, targetLanguageCode: pair.targetCode,
            model: settings.model.map { settings.name("models", $0) },
            glossaryConfig: settings.glossary.map { .init(glossary: settings.name("glossaries", $0)) })
        var headers: HTTPHeaders = ["x-goog-user-project": settings.project]
        headers["Authorization"] = client.secret.map { "Bearer \($0.value)" }
        let request = try ProviderRequest.json(
            "/v3/\(settings.parent):translateText", question, headers: headers, about: pair)
        return try await client.send(request, judge: GoogleComplaint.judge) { body in
            let answer = try client.decode(Translated.self, from: body)
            let translations = settings.glossary == nil ? answer.translations : answer.glossaryTranslations
            return try client.results(translations ?? [], for: texts).map { TranslationResult($0.translatedText) }
        }
    }

    private struct Question: Encodable {
        struct GlossaryConfig: Encodable {
            let glossary: String
        }
        let contents: [String]
        let sourceLanguageCode: String
        let targetLanguageCode: String
        /// Else it takes texts for HTML.
        let mimeType = "text/plain"
        let model: String?
        let glossaryConfig: GlossaryConfig?
    }

    private struct Translated: Decodable {
        struct Translation: Decodable {
            let translatedText: String
        }
        let translations: [Translation]?
        /// With a glossary, the translations that keep to it.
        let glossaryTranslations: [Translation]?
    }
}

/// What an endpoint says and may choose of Google's version 3.
public struct GoogleV3Settings: ServiceSettings {
    /// The project's id or number.
    public var project: String
    /// `global`, or the region of a model or glossary.
    public var location: String
    /// `general/nmt`, `general/translation-llm`, or the id or whole name of a model of one's own; nil for Google's own
    /// choice.
    public var model: String?
    /// The id or whole name of a glossary.
    public var glossary: String?

    static let keys = ["project", "location", "model", "glossary"]

    public init(project: String, location: String = "global", model: String? = nil, glossary: String? = nil) {
        self.project = project
        self.location = location
        self.model = model
        self.glossary = glossary
    }

    init(_ document: Document) throws {
        project = try document.required("project").pathPart()
        location = try document.optional("location")?.pathPart() ?? "global"
        model = try document.optional("model")?.string()
        glossary = try document.optional("glossary")?.string()
    }

    var parent: String { "projects/\(project)/locations/\(location)" }

    /// The whole name of a model or glossary.
    func name(_ collection: String, _ id: String) -> String {
        id.hasPrefix("projects/") ? id : "\(parent)/\(collection)/\(id)"
    }

    var version: String? { words(model, glossary.map { "glossary=\($0)" }) }
}
