import Corpus
import Testing

@testable import Translate

/// The requests, answers and complaints are those of LibreTranslate's API documentation and server.
@Suite struct LibreTranslateTests {
    @Test func asksAndReads() async throws {
        try await withProvider { _, _ in
            answer(#"{"translatedText":["Hola","Dos"]}"#)
        } _: { url, log in
            let api = LibreTranslateAPI(client: client(url, secret: Secret("hush")))
            let results = try await api.translate(["Hello", "Two"], from: english, to: language("pt-BR"))
            #expect(results == [TranslationResult("Hola"), TranslationResult("Dos")])
            let request = try #require(log.last)
            #expect(request.method == "POST" && request.path == "/translate" && request.query == [])
            #expect(request.headers["content-type"] == "application/json")
            #expect(
                request.holds(
                    #"{"q":["Hello","Two"],"source":"en","target":"pb","format":"text","api_key":"hush"}"#))
        }
    }

    @Test func withoutAKeyThereIsNone() async throws {
        try await withProvider { _, _ in
            answer(#"{"translatedText":["Hola"]}"#)
        } _: { url, log in
            _ = try await LibreTranslateAPI(client: client(url)).translate(["Hello"], from: english, to: spanish)
            #expect(log.last?.holds(#"{"q":["Hello"],"source":"en","target":"es","format":"text"}"#) == true)
        }
    }

    @Test(arguments: [
        ("zh-Hans", "zh"), ("zh-Hant", "zt"), ("pt-BR", "pb"), ("pt-PT", "pt"), ("no", "nb"), ("fil", "tl"),
        ("en-t-de", "en"), ("pt-BR-t-en", "pb"),
    ])
    func codes(tag: String, code: String) {
        #expect(LanguageCodes.libreTranslate.pair(english, language(tag)).targetCode == code)
    }

    @Test(arguments: [
        Trouble(400, #"{"error":"de is not supported"}"#, .pair, "de is not supported"),
        Trouble(400, #"{"error":"German (de) is not available as a target language from English (en)"}"#, .pair),
        Trouble(400, #"{"error":"Invalid request: request (6000) exceeds text limit (5000)"}"#, .refused, "6000"),
        Trouble(400, #"{"error":"Visit https://portal.example to get an API key"}"#, .wrongKey, "Visit"),
        Trouble(403, #"{"error":"Invalid API key: hush"}"#, .wrongKey, "Invalid API key: …"),
        Trouble(403, #"{"error":"Too many request limits violations"}"#, .outage),
        Trouble(429, #"{"error":"Slowdown: 20 per 1 minute"}"#, .outage, "Slowdown"),
    ]) func complaints(_ trouble: Trouble) async throws {
        try await trouble.check { LibreTranslateAPI(client: $0) }
    }

    @Test func aTextThatAModelChokesOnIsRefusedAfterSomeTries() async throws {
        try await withProvider { _, _ in
            answer(#"{"error":"Cannot translate text: index out of range"}"#, 500)
        } _: { url, log in
            let (ending, words) = try await Ending.of(LibreTranslateAPI(client: client(url)))
            #expect(ending == .refused && words.contains("index out of range"))
            #expect(log.all.count == 4)
        }
    }
}
