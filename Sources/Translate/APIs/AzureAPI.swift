import Corpus
import Documents
import Foundation
import Transfer

/// The protocol of Azure AI Translator, version 3.0: a JSON list of texts, the languages in the query.
///
/// By its reference: at most 1,000 elements and 50,000 characters a request, counted over all target languages, of
/// which there is one here. Errors have a code of six digits, the HTTP status and three more.
struct AzureAPI: TranslationAPI {
    let client: ProviderClient
    var settings = AzureSettings()
    var codes = LanguageCodes.azure
    var limits = AzureAPI.defaultLimits

    let engine = "azure"
    static let defaultLimits = TranslationLimits(texts: 1000, characters: 50_000)

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        let pair = codes.pair(source, target)
        var query = [("api-version", "3.0"), ("from", pair.sourceCode), ("to", pair.targetCode)]
        if let category = settings.category { query.append(("category", category)) }
        var headers: HTTPHeaders = ["Content-Type": "application/json; charset=UTF-8"]
        headers["Ocp-Apim-Subscription-Key"] = client.secret?.value
        headers["Ocp-Apim-Subscription-Region"] = settings.region
        let request = try ProviderRequest.json(
            "\(path)?\(query.formEncoded)", texts.map { Element(Text: $0) }, headers: headers, about: pair)
        return try await client.send(request, judge: AzureAPI.judge) { body in
            let answers = try client.results(client.decode([Answer].self, from: body), for: texts)
            return try answers.map { answer in
                guard let translation = answer.translations.first else {
                    throw UnsoundAnswer(reason: "a text came back without a translation")
                }
                return TranslationResult(translation.text)
            }
        }
    }

    /// A resource with an address of its own has the service under another path.
    private var path: String {
        let host = URLComponents(string: client.url)?.host ?? ""
        return host.hasSuffix(".cognitiveservices.azure.com") ? "/translator/text/v3.0/translate" : "/translate"
    }

    @Sendable private static func judge(_ complaint: Complaint) -> Judgement {
        let error = complaint.json?["error"]
        let words = error?["message"]?.text
        let code = error?["code"]?.code ?? ""
        let named = words.map { code.isEmpty ? $0 : "\(code): \($0)" }
        return switch code {
        case "400003", "400006", "400018", "400019", "400023", "400035", "400036": Judgement(.unsupportedPair, named)
        case "400002", "400075", "400079": Judgement(.unusable(remedy: "mend 'category' in the endpoint"), named)
        case "403001": Judgement(.exhausted, named)
        case "401000" where complaint.status == 401, "401001" where complaint.status == 401:
            Judgement(.wrongKey, words.map { "\(code): \($0) (a regional resource needs 'region' too)" })
        default: Judgement(complaint.usualVerdict, named)
        }
    }

    private struct Element: Encodable {
        let Text: String
    }

    private struct Answer: Decodable {
        struct Translation: Decodable {
            let text: String
        }
        let translations: [Translation]
    }
}

/// What an endpoint may choose of Azure.
public struct AzureSettings: ServiceSettings {
    /// The resource's region, which all but global ones need.
    public var region: String?
    /// A custom translation system.
    public var category: String?

    static let keys = ["region", "category"]
    static let url = "https://api.cognitive.microsofttranslator.com"

    public init(region: String? = nil, category: String? = nil) {
        self.region = region
        self.category = category
    }

    init(_ document: Document) throws {
        region = try document.optional("region")?.string()
        category = try document.optional("category")?.string()
    }

    var version: String? { category }
}

extension LanguageCodes {
    /// Plain `pt` is that of Brazil; Serbian and Mongolian are named with their scripts.
    static let azure = LanguageCodes(
        spelling: .tag,
        codes: chinese(simplified: "zh-Hans", traditional: "zh-Hant").merging([
            "pt-BR": "pt", "pt-PT": "pt-pt", "fr-CA": "fr-ca", "en-US": "en", "en-GB": "en", "no": "nb",
            "sr": "sr-Cyrl", "mn": "mn-Cyrl",
        ]) { $1 })
}
