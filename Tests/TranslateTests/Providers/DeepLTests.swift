import Corpus
import Testing

@testable import Translate

/// The requests, answers and complaints are those of DeepL's API reference.
@Suite struct DeepLTests {
    @Test func asksAndReads() async throws {
        try await withProvider { _, _ in
            answer(
                #"{"translations":[{"detected_source_language":"EN","text":"Hallo, Welt!"},{"detected_source_language":"EN","text":"Zwei"}]}"#
            )
        } _: { url, log in
            let api = DeepLAPI(client: client(url, secret: Secret("hush:fx")))
            let results = try await api.translate(["Hello, world!", "Two"], from: english, to: language("de"))
            #expect(results == [TranslationResult("Hallo, Welt!"), TranslationResult("Zwei")])
            let request = try #require(log.last)
            #expect(request.method == "POST" && request.path == "/v2/translate" && request.query == [])
            #expect(request.headers["authorization"] == "DeepL-Auth-Key hush:fx")
            #expect(request.headers["content-type"] == "application/json")
            #expect(request.holds(#"{"text":["Hello, world!","Two"],"target_lang":"DE","source_lang":"EN"}"#))
        }
    }

    @Test func settingsTravelUnderTheirDocumentedNames() async throws {
        try await withProvider { _, _ in
            answer(#"{"translations":[{"text":"x"}]}"#)
        } _: { url, log in
            let settings = DeepLSettings(model: "quality_optimized", formality: "less", glossary: "def3a26b")
            let api = DeepLAPI(client: client(url, secret: Secret("k")), settings: settings)
            _ = try await api.translate(["x"], from: language("pt-BR"), to: language("zh-Hant"))
            #expect(
                log.last?.holds(
                    """
                    {"text": ["x"], "source_lang": "PT", "target_lang": "ZH-HANT", "formality": "less",
                     "model_type": "quality_optimized", "glossary_id": "def3a26b"}
                    """) == true)
        }
    }

    @Test(arguments: [
        ("en", "EN-US"), ("en-GB", "EN-GB"), ("pt", "PT-BR"), ("pt-BR", "PT-BR"), ("pt-PT", "PT-PT"),
        ("zh", "ZH-HANS"), ("zh-Hans", "ZH-HANS"), ("zh-Hant", "ZH-HANT"), ("nb", "NB"), ("no", "NB"),
        ("es-419", "ES-419"), ("cs", "CS"), ("ja", "JA"),
    ]) func targetCodes(tag: String, code: String) {
        #expect(LanguageCodes.deepL.pair(english, language(tag)).targetCode == code)
    }

    @Test(arguments: [("en-GB", "EN"), ("pt-PT", "PT"), ("zh-Hans", "ZH"), ("nb", "NB"), ("no", "NB")])
    func sourceCodesHaveNoRegion(tag: String, code: String) {
        #expect(LanguageCodes.deepL.pair(language(tag), spanish).sourceCode == code)
    }

    @Test(arguments: [
        Trouble(400, #"{"message":"Value for 'target_lang' not supported."}"#, .pair, "target_lang"),
        Trouble(400, #"{"message":"Bad request. Reason: Missing text."}"#, .refused, "HTTP status 400, Bad request"),
        Trouble(
            400, #"{"message":"'formality' is not supported for given 'target language'."}"#, .settings, "formality"),
        Trouble(403, "", .wrongKey, "put a valid key into the variable K"),
        Trouble(
            403, #"{"message":"Wrong endpoint. Use https://api-free.deepl.com"}"#, .settings, "Wrong endpoint"),
        Trouble(404, "", .settings, "check the endpoint's 'url'"),
        Trouble(413, "<html>413 Request Entity Too Large</html>", .refused, "Too Large"),
        Trouble(414, "", .refused), Trouble(429, #"{"message":"Too many requests"}"#, .outage, "Too many requests"),
        Trouble(456, #"{"message":"Quota Exceeded"}"#, .exhausted, "Quota Exceeded"),
        Trouble(503, #"{"message":"Resource currently unavailable"}"#, .outage, "HTTP status 503"),
        Trouble(529, "", .outage, "529"),
    ]) func complaints(_ trouble: Trouble) async throws {
        try await trouble.check { DeepLAPI(client: $0) }
    }

    @Test func freeKeysHaveTheirOwnAddress() {
        #expect(DeepLSettings.url(for: Secret("1234:fx")) == "https://api-free.deepl.com")
        #expect(DeepLSettings.url(for: Secret("1234")) == "https://api.deepl.com")
    }

    @Test func limitsAreTheDocumentedOnes() {
        let limits = DeepLAPI.defaultLimits
        #expect(limits.texts == 50)
        // A request of 128 KiB as a whole.
        #expect((limits.bytes ?? .max) < 128 * 1024 && (limits.bytes ?? 0) > 64 * 1024)
    }
}
