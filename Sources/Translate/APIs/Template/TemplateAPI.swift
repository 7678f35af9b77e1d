import Corpus
import Transfer

/// Any service that takes texts over HTTP and answers in JSON, as an endpoint describes it.
///
/// Its complaints are read by their HTTP status.
struct TemplateAPI: TranslationAPI {
    let client: ProviderClient
    let settings: TemplateSettings
    var codes = LanguageCodes.template
    var limits: TranslationLimits

    let engine = "template"

    init(
        client: ProviderClient, settings: TemplateSettings, codes: LanguageCodes = .template,
        limits: TranslationLimits? = nil
    ) {
        self.client = client
        self.settings = settings
        self.codes = codes
        self.limits = limits ?? TemplateAPI.defaultLimits(batch: settings.batch)
    }

    static func defaultLimits(batch: Bool) -> TranslationLimits {
        TranslationLimits(texts: batch ? 16 : 1, characters: 5000)
    }

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        guard !settings.batch else { return try await ask(texts, codes.pair(source, target)) }
        var results: [TranslationResult] = []
        for text in texts { results += try await ask([text], codes.pair(source, target)) }
        return results
    }

    private func ask(_ texts: [String], _ pair: CodedPair) async throws -> [TranslationResult] {
        let fields = TemplateFields(
            texts: texts, source: pair.sourceCode, target: pair.targetCode, key: client.secret?.value ?? "")
        let text = texts.first ?? ""
        var headers = HTTPHeaders(
            settings.headers.fields.map { HTTPHeader($0.name, fields.fill($0.value, text: text)) })
        let body = try settings.body.map { try JSONValue.bytes(of: fields.fill($0)) }
        if body != nil, headers["Content-Type"] == nil { headers["Content-Type"] = "application/json" }
        let request = ProviderRequest(
            path: fields.fill(settings.path, text: text, escape: \.formEncoded), method: settings.method,
            headers: headers, body: body, pair: pair)
        return try await client.send(request) { complaint in
            Judgement(complaint.usualVerdict, words(in: complaint.json))
        } read: { body in
            let answer = try client.decode(JSONValue.self, from: body)
            guard let results = settings.result.texts(in: answer) else {
                let words = words(in: answer) ?? client.quote(body)
                throw UnsoundAnswer(reason: "the answer has no text at '\(settings.result)': \(words)")
            }
            return try client.results(results, for: texts).map { TranslationResult($0) }
        }
    }

    private func words(in json: JSONValue?) -> String? {
        guard let json, let path = settings.error else { return nil }
        return path.texts(in: json)?.joined(separator: " ")
    }
}

extension LanguageCodes {
    /// BCP 47, where the endpoint's `codes` say nothing else.
    static let template = LanguageCodes(spelling: .tag)
}
