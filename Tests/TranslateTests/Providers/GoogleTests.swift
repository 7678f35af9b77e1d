import Corpus
import Testing

@testable import Translate

/// The requests, answers and complaints are those of the references of Cloud Translation, versions 2 and 3.
@Suite struct GoogleTests {
    private static let settings = GoogleV3Settings(project: "caption-lab")

    @Test func versionTwoAsksAndReads() async throws {
        try await withProvider { _, _ in
            answer(#"{"data":{"translations":[{"translatedText":"Der \"Hund\""},{"translatedText":"Zwei"}]}}"#)
        } _: { url, log in
            let api = GoogleV2API(client: client(url, secret: Secret("hush")), settings: GoogleV2Settings(model: "nmt"))
            let results = try await api.translate(["The \"dog\"", "Two"], from: english, to: language("de"))
            #expect(results.map(\.text) == ["Der \"Hund\"", "Zwei"])
            let request = try #require(log.last)
            #expect(request.method == "POST" && request.path == "/language/translate/v2")
            // The key stands in no address.
            #expect(request.query == [] && request.headers["x-goog-api-key"] == "hush")
            #expect(
                request.holds(
                    #"{"q":["The \"dog\"","Two"],"source":"en","target":"de","format":"text","model":"nmt"}"#))
        }
    }

    @Test func versionThreeAsksAndReads() async throws {
        try await withProvider { _, _ in
            answer(
                #"{"translations":[{"translatedText":"Der Hund","model":"projects/1/locations/global/models/general/nmt"}]}"#
            )
        } _: { url, log in
            let api = GoogleV3API(client: client(url, secret: Secret("hush")), settings: Self.settings)
            let results = try await api.translate(["The dog"], from: english, to: language("zh-Hant"))
            #expect(results == [TranslationResult("Der Hund")])
            let request = try #require(log.last)
            #expect(
                request.method == "POST"
                    && request.path == "/v3/projects/caption-lab/locations/global:translateText")
            #expect(request.headers["authorization"] == "Bearer hush")
            #expect(request.headers["x-goog-user-project"] == "caption-lab")
            #expect(
                request.holds(
                    """
                    {"contents": ["The dog"], "sourceLanguageCode": "en", "targetLanguageCode": "zh-TW",
                     "mimeType": "text/plain"}
                    """))
        }
    }

    @Test func glossariesAndModelsHaveWholeNames() async throws {
        try await withProvider { _, _ in
            answer(
                #"{"translations":[{"translatedText":"plain"}],"glossaryTranslations":[{"translatedText":"by glossary"}]}"#
            )
        } _: { url, log in
            let settings = GoogleV3Settings(
                project: "p", location: "us-central1", model: "general/translation-llm",
                glossary: "projects/q/locations/us-central1/glossaries/g")
            let api = GoogleV3API(client: client(url, secret: Secret("k")), settings: settings)
            let results = try await api.translate(["x"], from: english, to: language("de"))
            #expect(results == [TranslationResult("by glossary")])
            #expect(
                log.last?.holds(
                    """
                    {"contents": ["x"], "sourceLanguageCode": "en", "targetLanguageCode": "de", "mimeType": "text/plain",
                     "model": "projects/p/locations/us-central1/models/general/translation-llm",
                     "glossaryConfig": {"glossary": "projects/q/locations/us-central1/glossaries/g"}}
                    """) == true)
        }
    }

    @Test(arguments: [
        ("zh-Hans", "zh-CN"), ("zh", "zh-CN"), ("zh-Hant", "zh-TW"), ("pt-BR", "pt"), ("pt", "pt"), ("pt-PT", "pt-PT"),
        ("nb", "no"), ("no", "no"), ("he", "iw"), ("jv", "jw"), ("fil", "tl"), ("cs", "cs"),
        ("sr-Cyrl", "sr"), ("sw", "sw"),
    ]) func codes(tag: String, code: String) {
        #expect(LanguageCodes.google.pair(english, language(tag)).targetCode == code)
        #expect(LanguageCodes.google.pair(language(tag), spanish).sourceCode == code)
    }

    @Test(arguments: [
        Trouble(
            400,
            #"{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","errors":[{"message":"API key not valid. Please pass a valid API key.","domain":"global","reason":"badRequest"}],"status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}"#,
            .wrongKey, "API key not valid"),
        Trouble(
            403,
            #"{"error":{"errors":[{"domain":"usageLimits","reason":"dailyLimitExceeded","message":"Daily Limit Exceeded"}],"code":403,"message":"Daily Limit Exceeded"}}"#,
            .exhausted, "Daily Limit Exceeded"),
        Trouble(
            403,
            #"{"error":{"errors":[{"domain":"usageLimits","reason":"userRateLimitExceeded","message":"User Rate Limit Exceeded"}],"code":403,"message":"User Rate Limit Exceeded"}}"#,
            .outage, "User Rate Limit Exceeded"),
        Trouble(
            403,
            #"{"error":{"errors":[{"domain":"usageLimits","reason":"rateLimitExceeded","message":"Rate Limit Exceeded"}],"code":403,"message":"Rate Limit Exceeded","status":"PERMISSION_DENIED"}}"#,
            .outage, "Rate Limit Exceeded"),
        Trouble(
            403,
            #"{"error":{"errors":[{"domain":"usageLimits","reason":"accessNotConfigured","message":"not enabled"}],"code":403,"message":"Cloud Translation API has not been used in project 1 before or it is disabled."}}"#,
            .wrongKey, "disabled"),
        Trouble(
            400,
            #"{"error":{"code":400,"message":"Bad language pair: en|xx","errors":[{"message":"Bad language pair: en|xx","domain":"global","reason":"badRequest"}],"details":[{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"target","description":"Target language: xx"}]}]}}"#,
            .pair, "Bad language pair"),
        Trouble(
            400, #"{"error":{"code":400,"message":"Invalid Value","errors":[{"domain":"global","reason":"invalid"}]}}"#,
            .pair, "Invalid Value"),
        Trouble(
            400,
            #"{"error":{"code":400,"message":"Text too long","errors":[{"reason":"badRequest"}],"status":"INVALID_ARGUMENT"}}"#,
            .refused, "Text too long"),
        Trouble(
            413,
            #"{"error":{"code":413,"message":"Request payload size exceeds the limit.","errors":[{"reason":"uploadTooLarge"}]}}"#,
            .refused, "payload"),
        Trouble(
            503, #"{"error":{"code":503,"message":"Service unavailable.","errors":[{"reason":"backendError"}]}}"#,
            .outage),
    ]) func complaintsOfVersionTwo(_ trouble: Trouble) async throws {
        try await trouble.check { GoogleV2API(client: $0) }
    }

    @Test(arguments: [
        Trouble(
            401,
            #"{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ACCESS_TOKEN_EXPIRED"}]}}"#,
            .wrongKey, "the variable K"),
        Trouble(
            403, #"{"error":{"code":403,"message":"Cloud IAM permission denied.","status":"PERMISSION_DENIED"}}"#,
            .wrongKey, "permission"),
        Trouble(
            429,
            #"{"error":{"code":429,"message":"Quota exceeded for quota metric 'Characters' and limit 'per minute'.","status":"RESOURCE_EXHAUSTED"}}"#,
            .outage, "per minute"),
        Trouble(
            429,
            #"{"error":{"code":429,"message":"Quota exceeded for quota metric 'Characters' and limit 'Characters per day'.","status":"RESOURCE_EXHAUSTED"}}"#,
            .exhausted, "per day"),
        Trouble(
            400, #"{"error":{"code":400,"message":"Target language is invalid.","status":"INVALID_ARGUMENT"}}"#, .pair),
        Trouble(
            400, #"{"error":{"code":400,"message":"Text is too long.","status":"INVALID_ARGUMENT"}}"#, .refused),
        Trouble(
            404, #"{"error":{"code":404,"message":"Model not found.","status":"NOT_FOUND"}}"#, .settings, "'model'"),
    ]) func complaintsOfVersionThree(_ trouble: Trouble) async throws {
        try await trouble.check { GoogleV3API(client: $0, settings: Self.settings) }
    }

    @Test func limitsAreTheDocumentedOnes() {
        #expect(GoogleV2API.defaultLimits.texts == 128 && GoogleV2API.defaultLimits.characters == 5000)
        #expect((GoogleV2API.defaultLimits.bytes ?? .max) < 100_000)
        #expect(GoogleV3API.defaultLimits == TranslationLimits(texts: 1024, characters: 30_000))
    }
}
