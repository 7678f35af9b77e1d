import Corpus
import Documents

/// DeepL's protocol: JSON with a list of texts.
///
/// By its API reference: at most 50 texts and 128 KiB a request; characters are counted, and paid for, as Unicode code
/// points. 456 says that the quota is used up, 403 that the key is wrong, 429 and 529 that requests come too fast.
struct DeepLAPI: TranslationAPI {
    let client: ProviderClient
    var settings = DeepLSettings()
    var codes = LanguageCodes.deepL
    var limits = DeepLAPI.defaultLimits

    let engine = "deepl"
    /// The request as a whole may have 131,072 bytes; JSON's escapes and its own members need some of them.
    static let defaultLimits = TranslationLimits(texts: 50, characters: 98_304, bytes: 98_304)

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        let pair = codes.pair(source, target)
        let question = Question(
            text: texts, source_lang: pair.sourceCode, target_lang: pair.targetCode, formality: settings.formality,
            model_type: settings.model, glossary_id: settings.glossary)
        let key = client.secret.map { "DeepL-Auth-Key \($0.value)" } ?? ""
        let request = try ProviderRequest.json(
            "/v2/translate", question, headers: ["Authorization": key], about: pair)
        return try await client.send(request, judge: judge) { body in
            let translations = try client.decode(Translated.self, from: body).translations
            return try client.results(translations, for: texts).map { TranslationResult($0.text) }
        }
    }

    @Sendable private func judge(_ complaint: Complaint) -> Judgement {
        let words = complaint.json?["message"]?.text
        let lowercased = words?.lowercased() ?? ""
        return switch complaint.status {
        // It names the parameter: "Value for 'target_lang' not supported."
        case 400 where lowercased.contains("_lang"): Judgement(.unsupportedPair, words)
        case 400 where ["formality", "model_type", "glossary"].contains { lowercased.contains($0) }:
            Judgement(.unusable(remedy: "mend 'formality', 'model' or 'glossary' in the endpoint"), words)
        case 403 where lowercased.contains("wrong endpoint"):
            Judgement(.unusable(remedy: "leave out 'url': the key says which of DeepL's addresses is its own"), words)
        case 456: Judgement(.exhausted, words)
        default: Judgement(complaint.usualVerdict, words)
        }
    }

    private struct Question: Encodable {
        let text: [String]
        let source_lang: String
        let target_lang: String
        let formality: String?
        let model_type: String?
        let glossary_id: String?
    }

    private struct Translated: Decodable {
        struct Translation: Decodable {
            let text: String
        }
        let translations: [Translation]
    }
}

/// What an endpoint may choose of DeepL.
public struct DeepLSettings: ServiceSettings {
    /// `model_type`: latency_optimized, quality_optimized or prefer_quality_optimized; nil for DeepL's own choice.
    public var model: String?
    /// more, less, prefer_more or prefer_less; nil for DeepL's own choice.
    public var formality: String?
    /// The id of a glossary.
    public var glossary: String?

    static let keys = ["model", "formality", "glossary"]

    public init(model: String? = nil, formality: String? = nil, glossary: String? = nil) {
        self.model = model
        self.formality = formality
        self.glossary = glossary
    }

    init(_ document: Document) throws {
        model = try document.optional("model")?.word(
            of: ["latency_optimized", "quality_optimized", "prefer_quality_optimized"])
        formality = try document.optional("formality")?.word(of: ["more", "less", "prefer_more", "prefer_less"])
        glossary = try document.optional("glossary")?.string()
    }

    var version: String? {
        words(model, formality.map { "formality=\($0)" }, glossary.map { "glossary=\($0)" })
    }

    /// The keys of its free plan end in `:fx`, and have an address of their own.
    static func url(for key: Secret?) -> String {
        key?.value.hasSuffix(":fx") == true ? "https://api-free.deepl.com" : "https://api.deepl.com"
    }
}

extension LanguageCodes {
    /// Sources have no region; English, Portuguese and Chinese as targets need a variant. As elsewhere here, plain
    /// English is that of the United States, plain Portuguese that of Brazil.
    static let deepL = LanguageCodes(
        spelling: .capitals, codes: ["no": "NB"],
        targets: chinese(simplified: "ZH-HANS", traditional: "ZH-HANT").merging([
            "en": "EN-US", "pt": "PT-BR",
        ]) { $1 })
}
