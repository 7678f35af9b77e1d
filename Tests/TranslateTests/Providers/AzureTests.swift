import Corpus
import Testing

@testable import Translate

/// The requests, answers and complaints are those of the reference of Azure AI Translator 3.0.
@Suite struct AzureTests {
    @Test func asksAndReads() async throws {
        try await withProvider { _, _ in
            answer(#"[{"translations":[{"text":"Hallo","to":"pt"}]},{"translations":[{"text":"Zwei","to":"pt"}]}]"#)
        } _: { url, log in
            let settings = AzureSettings(region: "westeurope", category: "my-category")
            let api = AzureAPI(client: client(url, secret: Secret("hush")), settings: settings)
            let results = try await api.translate(["Hello", "Two"], from: language("zh-TW"), to: language("pt-BR"))
            #expect(results == [TranslationResult("Hallo"), TranslationResult("Zwei")])
            let request = try #require(log.last)
            #expect(request.method == "POST" && request.path == "/translate")
            #expect(request.query == ["api-version=3.0", "from=zh-Hant", "to=pt", "category=my-category"])
            #expect(request.headers["ocp-apim-subscription-key"] == "hush")
            #expect(request.headers["ocp-apim-subscription-region"] == "westeurope")
            #expect(request.headers["content-type"] == "application/json; charset=UTF-8")
            #expect(request.holds(#"[{"Text":"Hello"},{"Text":"Two"}]"#))
        }
    }

    @Test func aGlobalResourceNeedsNoRegion() async throws {
        try await withProvider { _, _ in
            answer(#"[{"translations":[{"text":"x","to":"de"}]}]"#)
        } _: { url, log in
            _ = try await AzureAPI(client: client(url, secret: Secret("k"))).translate(
                ["x"], from: english, to: spanish)
            #expect(log.last?.headers["ocp-apim-subscription-region"] == nil)
            #expect(log.last?.query == ["api-version=3.0", "from=en", "to=es"])
        }
    }

    @Test(arguments: [
        ("zh-Hans", "zh-Hans"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("pt-BR", "pt"),
        ("pt", "pt"), ("pt-PT", "pt-pt"), ("nb", "nb"), ("no", "nb"), ("sr-Latn", "sr-Latn"), ("sr", "sr-Cyrl"),
        ("fil", "fil"), ("he", "he"), ("fr-CA", "fr-ca"), ("cs", "cs"),
    ]) func codes(tag: String, code: String) {
        #expect(LanguageCodes.azure.pair(english, language(tag)).targetCode == code)
    }

    private static func error(_ code: Int, _ message: String) -> String {
        #"{"error":{"code":\#(code),"message":"\#(message)"}}"#
    }

    @Test(arguments: [
        Trouble(400, error(400_036, "The target language is not valid."), .pair, "400036"),
        Trouble(400, error(400_023, "One of the specified language pairs is not valid."), .pair),
        Trouble(400, error(400_050, "The input text is too long."), .refused, "HTTP status 400, 400050"),
        Trouble(400, error(400_077, "The maximum request size has been exceeded."), .refused),
        Trouble(400, error(400_002, "The category parameter is not valid."), .settings, "category"),
        Trouble(
            401, error(401_000, "The request is not authorized because credentials are missing or invalid."), .wrongKey,
            "region"),
        Trouble(403, error(403_000, "The operation is not allowed."), .wrongKey),
        Trouble(403, error(403_001, "The subscription has exceeded its free quota."), .exhausted, "free quota"),
        Trouble(408, error(408_001, "The custom translation system is not yet available."), .outage, "408001"),
        Trouble(429, error(429_001, "The client has exceeded request limits."), .outage, "429001"),
        Trouble(500, error(500_000, "An unexpected error occurred."), .outage),
        Trouble(503, error(503_000, "Service is temporarily unavailable."), .outage),
    ]) func complaints(_ trouble: Trouble) async throws {
        try await trouble.check { AzureAPI(client: $0) }
    }

    @Test func limitsAreTheDocumentedOnes() {
        #expect(AzureAPI.defaultLimits == TranslationLimits(texts: 1000, characters: 50_000))
    }
}
