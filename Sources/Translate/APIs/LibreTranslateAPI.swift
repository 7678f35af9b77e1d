import Corpus

/// LibreTranslate's protocol: JSON with a list of texts, and the key in it.
///
/// By its API documentation and the words of its server: a request beyond the operator's limits in texts or characters
/// is a 400, so is a pair without a model; a wrong key and an address that asked too often are both a 403.
struct LibreTranslateAPI: TranslationAPI {
    let client: ProviderClient
    var codes = LanguageCodes.libreTranslate
    var limits = LibreTranslateAPI.defaultLimits

    let engine = "libretranslate"
    /// An operator sets others, if any; a server of one's own has none.
    static let defaultLimits = TranslationLimits(texts: 32, characters: 5000)

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        let pair = codes.pair(source, target)
        let question = Question(
            q: texts, source: pair.sourceCode, target: pair.targetCode, api_key: client.secret?.value)
        return try await client.send(.json("/translate", question, about: pair), judge: judge) { body in
            let translations = try client.decode(Translated.self, from: body).translatedText
            return try client.results(translations, for: texts).map { TranslationResult($0) }
        }
    }

    @Sendable private func judge(_ complaint: Complaint) -> Judgement {
        guard let words = complaint.json?["error"]?.text else { return Judgement(complaint.usualVerdict) }
        return switch complaint.status {
        case 400 where words.contains("API key"): Judgement(.wrongKey, words)
        case 400 where words.contains("not supported") || words.contains("not available as a target language"):
            Judgement(.unsupportedPair, words)
        case 403 where words.contains("limits violations"): Judgement(.tryAgain, words)
        case 500 where words.contains("Cannot translate text"): Judgement(.suspect, words)
        default: Judgement(complaint.usualVerdict, words)
        }
    }

    private struct Question: Encodable {
        let q: [String]
        let source: String
        let target: String
        let format = "text"
        let api_key: String?
    }

    private struct Translated: Decodable {
        let translatedText: [String]
    }
}

extension LanguageCodes {
    /// The codes of its models, which servers of all versions take.
    static let libreTranslate = LanguageCodes(
        spelling: .tag,
        codes: chinese(simplified: "zh", traditional: "zt").merging([
            "pt-BR": "pb", "pt-PT": "pt", "en-US": "en", "en-GB": "en", "no": "nb", "fil": "tl",
        ]) { $1 })
}
