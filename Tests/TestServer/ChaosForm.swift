import Foundation

/// A provider's protocol as its server sees it: what a request asks, and the form of an answer and of a complaint.
///
/// By the providers' own documentation; nothing here comes from the client.
public enum ChaosForm: String, Sendable, CaseIterable {
    case libretranslate
    case deepl
    case googleV2 = "google-v2"
    case azure
    case openai
    /// As ``templateEndpoint`` describes it.
    case template

    /// The lines of an endpoint that is asked in this form with `api: template`.
    public static let templateEndpoint = """
        path: /of/{key}/translate
        headers: {X-Key: "{key}"}
        body: '{"texts": "{texts}", "to": "{target}", "key": "{key}"}'
        result: translations[*]
        error: error
        batch: true
        """

    /// What a request asks.
    public struct Question: Sendable {
        public var texts: [String]
        /// As the provider names the language.
        public var target: String
        public var key: String?
    }

    /// Reads a request; nil when it is none of the form.
    public func question(_ request: RawServer.Request) -> Question? {
        guard let json = try? JSONSerialization.jsonObject(with: Data(request.body)) else { return nil }
        let object = json as? [String: Any] ?? [:]
        let texts: [String]?
        let target: String?
        var key: String?
        switch self {
        case .libretranslate:
            (texts, target, key) = (object["q"] as? [String], object["target"] as? String, object["api_key"] as? String)
        case .deepl:
            (texts, target) = (object["text"] as? [String], object["target_lang"] as? String)
            key = request.header("Authorization")?.after("DeepL-Auth-Key ")
        case .googleV2:
            (texts, target) = (object["q"] as? [String], object["target"] as? String)
            key = request.header("X-goog-api-key")
        case .azure:
            texts = (json as? [[String: String]])?.compactMap { $0["Text"] }
            target = request.path.after("&to=")
            key = request.header("Ocp-Apim-Subscription-Key")
        case .openai:
            let messages = (object["messages"] as? [[String: String]])?.compactMap { $0["content"] } ?? []
            texts = messages.last.flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) } as? [String]
            target = messages.first?.after(" into ")?.split(separator: " ").first.map(String.init)
            key = request.header("Authorization")?.after("Bearer ")
        case .template:
            (texts, target, key) = (object["texts"] as? [String], object["to"] as? String, object["key"] as? String)
        }
        guard let texts, let target else { return nil }
        return Question(texts: texts, target: target.lowercased(), key: key)
    }

    /// The body of an answer.
    public func answer(_ translations: [String]) -> [UInt8] {
        switch self {
        case .libretranslate: json(["translatedText": translations])
        case .deepl:
            json(["translations": translations.map { ["detected_source_language": "EN", "text": $0] }])
        case .googleV2: json(["data": ["translations": translations.map { ["translatedText": $0] }]])
        case .azure: json(translations.map { ["translations": [["text": $0, "to": "xx"]]] })
        case .openai:
            json([
                "choices": [
                    [
                        "index": 0, "finish_reason": "stop",
                        "message": [
                            "role": "assistant",
                            "content": String(decoding: json(["translations": translations]), as: UTF8.self),
                        ],
                    ]
                ]
            ])
        case .template: json(["translations": translations])
        }
    }

    /// The body of a complaint.
    public func complaint(_ words: String, code: String = "") -> [UInt8] {
        switch self {
        case .libretranslate, .template: json(["error": words])
        case .deepl: json(["message": words])
        case .googleV2: json(["error": ["message": words, "details": [["reason": code]]]])
        case .azure: json(["error": ["code": Int(code) ?? 400_000, "message": words]])
        case .openai: json(["error": ["message": words, "type": "error", "code": code]])
        }
    }

    /// How the provider says that a key is wrong: the status and the code.
    public var wrongKey: (status: String, code: String) {
        switch self {
        case .libretranslate, .deepl: ("403 Forbidden", "")
        case .googleV2: ("400 Bad Request", "API_KEY_INVALID")
        case .azure: ("401 Unauthorized", "401000")
        case .openai: ("401 Unauthorized", "invalid_api_key")
        case .template: ("401 Unauthorized", "")
        }
    }

    /// How the provider says that a quota is used up: the status and the code.
    public var exhausted: (status: String, code: String) {
        switch self {
        case .libretranslate, .template: ("402 Payment Required", "")
        case .deepl: ("456 Quota exceeded", "")
        case .googleV2: ("403 Forbidden", "dailyLimitExceeded")
        case .azure: ("403 Forbidden", "403001")
        case .openai: ("429 Too Many Requests", "insufficient_quota")
        }
    }

    private func json(_ object: Any) -> [UInt8] {
        // What a test puts together is always JSON.
        Array((try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)) ?? Data())
    }
}

extension String {
    /// What follows a word in the text; nil when it is not there.
    fileprivate func after(_ word: String) -> String? {
        range(of: word).map { String(self[$0.upperBound...]) }
    }
}
