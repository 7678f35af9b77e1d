import Corpus
import Documents
import Foundation

/// LibreTranslate's protocol: JSON with a list of texts.
struct LibreTranslateAPI: TranslationAPI {
    let client: ProviderClient

    let engine = "libretranslate"
    let limits = TranslationLimits(texts: 32, characters: 5000)

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        let question = Question(q: texts, source: source.tag, target: target.tag, api_key: client.secret?.value)
        let answer = try await client.send(
            "/translate", type: "application/json", body: Array(JSONEncoder().encode(question)), as: Translated.self
        ) { translated in
            let count = translated.translatedText.count
            return count == texts.count ? nil : "\(texts.count) texts were sent, \(count) came back"
        }
        switch answer {
        case .success(let translated): return translated.translatedText.map { TranslationResult($0) }
        case .failure(let status, let body): throw complaint(status, body)
        }
    }

    private func complaint(_ status: Int, _ body: [UInt8]) -> any Error {
        guard let error = try? JSONDecoder().decode(Failed.self, from: Data(body)).error.hiding(client.secret) else {
            return client.fault("HTTP status \(status): \(client.quote(body))")
        }
        switch status {
        case 401, 403:
            return InputError(
                "\(client.provider) at \(client.url) refuses the key: \(error)",
                remedy: "name a valid 'key' in the endpoint")
        case 400 where error.contains("not supported"):
            return InputError(
                "\(client.provider) at \(client.url): \(error)", remedy: "install its data, or choose other languages")
        case 400, 413: return Refusal("HTTP status \(status), \(error)")
        default: return client.fault("HTTP status \(status): \(error)")
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

    private struct Failed: Decodable {
        let error: String
    }
}
