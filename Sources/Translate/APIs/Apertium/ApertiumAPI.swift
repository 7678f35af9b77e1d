import Corpus
import Documents
import Foundation

/// apertium-apy's protocol: a form with one text.
///
/// Most of a request's time goes into starting two programs that take the text apart and put it together again, so
/// several captions travel as the paragraphs of one text: that is three times as fast. Apertium ends its sentences at
/// an empty line; a caption's translation is the same whatever stands in the other paragraphs.
struct ApertiumAPI: TranslationAPI {
    let client: ProviderClient
    var codes = LanguageCodes.apertium
    var limits = ApertiumAPI.defaultLimits

    let engine = "apertium"
    let refusesNeighbours = true

    /// APy cuts texts of more than 1000 characters in pieces, at places that depend on how many requests it has at that
    /// moment; the same text would then not always give the same bytes. Here is room for the empty lines too.
    static let defaultLimits = TranslationLimits(texts: 10, characters: 980)

    private static let separator = "\n\n"

    func translate(_ texts: [String], from source: Language, to target: Language) async throws -> [TranslationResult] {
        let pair = codes.pair(source, target)
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

    private func translate(_ text: String, _ pair: CodedPair) async throws -> String {
        let fields = [
            ("langpair", "\(pair.sourceCode)|\(pair.targetCode)"), ("q", text), ("markUnknown", "yes"),
            ("format", "txt"),
        ]
        return try await client.send(.form("/translate", fields, about: pair)) { complaint in
            judge(complaint, pair)
        } read: { body in
            try client.decode(Translated.self, from: body).responseData.translatedText
        }
    }

    private func judge(_ complaint: Complaint, _ pair: CodedPair) -> Judgement {
        let words = complaint.json?["explanation"]?.text
        return switch complaint.status {
        case 400 where words?.contains("not installed") == true:
            Judgement(.stop(ApertiumPair(pair).isMissing(at: client.url)), words)
        // A text that a pipeline did not come back from; APy itself goes on. Without its words, it is APy that is down.
        case 503 where words != nil: Judgement(.suspect, words)
        default: Judgement(complaint.usualVerdict, words)
        }
    }

    /// The pairs that the server has.
    func pairs() async throws -> Set<ApertiumPair> {
        try await client.send(.get("/listPairs")) { body in
            Set(try client.decode(Listed.self, from: body).responseData)
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
}
