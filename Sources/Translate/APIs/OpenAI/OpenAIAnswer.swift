import Foundation

/// A chat completion.
struct OpenAIAnswer: Decodable {
    struct Choice: Decodable {
        let message: Message
        let finish_reason: String?
    }

    struct Message: Decodable {
        let content: String?
        let refusal: String?
    }

    private struct Translations: Decodable {
        let translations: [String]
    }

    let choices: [Choice]

    /// The translations of texts.
    /// - Throws: ``Refusal`` when the model takes fewer texts, or none; ``UnsoundAnswer`` when it answers something
    ///   else.
    func results(for texts: [String]) throws -> [TranslationResult] {
        guard let choice = choices.first else { throw UnsoundAnswer(reason: "an answer without a choice") }
        if let refusal = choice.message.refusal { throw Refusal("the model refuses: \(refusal)") }
        let content = choice.message.content ?? ""
        switch choice.finish_reason {
        case "content_filter": throw Refusal("a content filter held the answer back")
        case "length":
            guard texts.count == 1, let text = OpenAIAnswer.beginning(of: content) else {
                throw Refusal("the answer was cut short")
            }
            return [TranslationResult(text, isCutShort: true)]
        default: break
        }
        guard let translations = OpenAIAnswer.translations(in: OpenAIAnswer.unfenced(content)) else {
            throw UnsoundAnswer(
                reason: "the model answers in another form: \(content.prefix(200))", suspectsTexts: true)
        }
        guard translations.count == texts.count else {
            throw UnsoundAnswer(
                reason: "\(texts.count) texts were sent, \(translations.count) came back", suspectsTexts: true)
        }
        return translations.map { TranslationResult($0) }
    }

    private static func translations(in content: String) -> [String]? {
        try? JSONDecoder().decode(Translations.self, from: Data(content.utf8)).translations
    }

    /// A model that no schema holds may put its JSON into a Markdown fence; nothing may stand around that.
    private static func unfenced(_ content: String) -> String {
        let text = content.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("```"), text.hasSuffix("```"), let line = text.firstIndex(where: \.isNewline) else {
            return text
        }
        return String(text[line...].dropLast(3))
    }

    /// The text of a list's only string where its JSON breaks off.
    private static func beginning(of content: String) -> String? {
        let content = content.trimmingCharacters(in: .whitespacesAndNewlines)
        let endings = ["\"]}", "]}", "}", ""]
        // The end may fall into an escape: `\u00e9` has six characters, a pair of surrogates twelve.
        for dropped in 0...12 {
            let kept = String(String.UnicodeScalarView(content.unicodeScalars.dropLast(dropped)))
            for ending in endings {
                if let texts = translations(in: kept + ending), texts.count == 1 { return texts[0] }
            }
        }
        return nil
    }
}
