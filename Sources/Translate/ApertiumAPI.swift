import Corpus
import Documents
import Foundation
import Transfer

/// apertium-apy's protocol: a form with one text.
///
/// Most of a request's time goes into starting two programs that take the text apart and put it together again, so
/// several captions travel as the paragraphs of one text: that is three times as fast. Apertium ends its sentences at an
/// empty line; a caption's translation is the same whatever stands in the other paragraphs.
struct ApertiumAPI: TranslationAPI {
    let client: ProviderClient

    let engine = "apertium"

    /// APy cuts texts of more than 1000 characters in pieces, at places that depend on how many requests it has at that
    /// moment; the same text would then not always give the same bytes. Here is room for the empty lines too.
    let limits = TranslationLimits(texts: 10, characters: 980)

    private static let separator = "\n\n"

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        let pair = ApertiumPair(source, target)
        // APy removes space around a text, but not around its paragraphs.
        let texts = texts.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        if texts.count > 1, !texts.contains(where: { $0.contains(where: \.isNewline) }) {
            let answer = try await translate(texts.joined(separator: ApertiumAPI.separator), pair)
            let paragraphs = answer.components(separatedBy: ApertiumAPI.separator)
            if paragraphs.count == texts.count { return zip(texts, paragraphs).map(ApertiumAPI.result) }
        }
        var results: [TranslationResult] = []
        for text in texts { results.append(ApertiumAPI.result(of: text, try await translate(text, pair))) }
        return results
    }

    private static func result(of text: String, _ translation: String) -> TranslationResult {
        let (plain, marked) = ApertiumMarks.remove(from: translation, source: text)
        // A word that the other language has no need of goes away, and the spaces on both its sides stay.
        let tidy = plain.split(separator: " ").joined(separator: " ")
        return TranslationResult(tidy, flags: marked ? [.unknownWords] : [])
    }

    private func translate(_ text: String, _ pair: ApertiumPair) async throws -> String {
        let form = [
            ("langpair", "\(pair.source)|\(pair.target)"), ("q", text), ("markUnknown", "yes"), ("format", "txt"),
        ]
        let body = form.map { "\($0)=\($1.formEncoded)" }.joined(separator: "&")
        let answer = try await client.send(
            "/translate", type: "application/x-www-form-urlencoded", body: Array(body.utf8), as: Translated.self)
        switch answer {
        case .success(let translated): return translated.responseData.translatedText
        case .failure(let status, let body): throw complaint(status, body, pair)
        }
    }

    private func complaint(_ status: Int, _ body: [UInt8], _ pair: ApertiumPair) -> any Error {
        guard let error = try? JSONDecoder().decode(Failed.self, from: Data(body)) else {
            return client.fault("HTTP status \(status): \(client.quote(body))")
        }
        switch status {
        case 400 where error.explanation.contains("not installed"): return pair.isMissing(at: client.url)
        // 503 is a text that a pipeline did not come back from, also when tried again; APy itself goes on.
        case 400, 413, 414, 503: return Refusal("HTTP status \(status), \(error.explanation)")
        default: return client.fault("HTTP status \(status): \(error.explanation)")
        }
    }

    /// The pairs that the server has.
    func pairs() async throws -> Set<ApertiumPair> {
        switch try await client.send("/listPairs", method: "GET", as: Listed.self) {
        case .success(let listed): return Set(listed.responseData)
        case .failure(let status, let body): throw client.fault("HTTP status \(status): \(client.quote(body))")
        }
    }

    private struct Translated: Decodable {
        struct Payload: Decodable {
            let translatedText: String
        }
        let responseData: Payload
    }

    private struct Listed: Decodable {
        let responseData: [ApertiumPair]
    }

    private struct Failed: Decodable {
        let explanation: String
    }
}

/// A pair of languages as Apertium names them, with three letters.
struct ApertiumPair: Sendable, Hashable, Decodable {
    let source: String
    let target: String

    init(_ source: Language, _ target: Language) {
        self.source = source.threeLetterCode
        self.target = target.threeLetterCode
    }

    private enum CodingKeys: String, CodingKey {
        case source = "sourceLanguage"
        case target = "targetLanguage"
    }

    /// - Parameter place: which server lacks it.
    func isMissing(at place: String) -> InputError {
        InputError(
            "apertium-apy at \(place) has no pair \(source)-\(target)",
            remedy: "install its data (in Debian 'apertium-\(source)-\(target)' or 'apertium-\(target)-\(source)', "
                + "where there is one), or translate into other languages")
    }
}

extension String {
    /// The text as a value of `application/x-www-form-urlencoded`, byte for byte.
    var formEncoded: String {
        var encoded: [UInt8] = []
        encoded.reserveCapacity(utf8.count * 2)
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: encoded.append(byte)
            default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
