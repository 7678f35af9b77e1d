import Corpus
import Transfer

/// OpenAI's chat completions, as many servers speak them: a prompt, the texts as a JSON list, and a JSON object with a
/// list of translations back.
///
/// By its API reference: `finish_reason` is `length` when the answer was cut off and `content_filter` when it was held
/// back; a refusal to a schema stands in `message.refusal`. 429 is both for too many requests and, with the code
/// `insufficient_quota`, for an empty account. There is no limit in texts; few at once come back in order more surely.
struct OpenAIAPI: TranslationAPI {
    let client: ProviderClient
    let settings: OpenAISettings
    var codes = LanguageCodes.openAI
    var limits = OpenAIAPI.defaultLimits

    let engine = "openai"
    static let defaultLimits = TranslationLimits(texts: 16, characters: 4000)

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        let pair = codes.pair(source, target)
        let question = try OpenAIQuestion(texts, pair, settings)
        var headers = HTTPHeaders()
        headers["Authorization"] = client.secret.map { "Bearer \($0.value)" }
        let request = try ProviderRequest.json(settings.path, question, headers: headers, about: pair)
        return try await client.send(request, judge: judge) { body in
            try client.decode(OpenAIAnswer.self, from: body).results(for: texts)
        }
    }

    /// OpenAI's own form is `{error: {message, type, param, code}}`; others leave members out, or have them at the top.
    @Sendable private func judge(_ complaint: Complaint) -> Judgement {
        let error = complaint.json?["error"] ?? complaint.json
        let words = error?["message"]?.text ?? error?.text
        return Judgement(verdict(complaint, error, words?.lowercased() ?? ""), words)
    }

    private func verdict(_ complaint: Complaint, _ error: JSONValue?, _ words: String) -> Verdict {
        let names = [error?["code"]?.text, error?["type"]?.text].compactMap { $0 }
        func has(_ known: String...) -> Bool { names.contains(where: known.contains) }
        if has("insufficient_quota", "billing_hard_limit_reached", "billing_not_active") { return .exhausted }
        if has("invalid_api_key", "account_deactivated") { return .wrongKey }
        if has("model_not_found") { return .unusable(remedy: "name one of the server's models as 'model'") }
        guard complaint.status == 400 || complaint.status == 422 else {
            return switch complaint.status {
            case 404: .unusable(remedy: "check 'url', 'path' and 'model' in the endpoint")
            case 403 where has("unsupported_country_region_territory"):
                .unusable(remedy: "ask the provider where it may be used from")
            default: complaint.usualVerdict
            }
        }
        if has("context_length_exceeded", "exceed_context_size_error", "string_above_max_length", "content_filter") {
            return .refused
        }
        let parameter = error?["param"]?.text ?? ""
        if parameter.hasPrefix("response_format") || words.contains("response_format") {
            return .unusable(remedy: "write 'structured: false': the server knows no schemas")
        }
        if ["temperature", "seed"].contains(parameter) || has("unsupported_parameter", "unsupported_value") {
            return .unusable(remedy: "write 'deterministic: false': the model takes no temperature or seed")
        }
        if parameter == "model" { return .unusable(remedy: "name one of the server's models as 'model'") }
        return .refused
    }
}

extension LanguageCodes {
    /// A model is told the languages' names.
    static let openAI = LanguageCodes(spelling: .englishName)
}
