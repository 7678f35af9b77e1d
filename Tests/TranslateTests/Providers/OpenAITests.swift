import Corpus
import Foundation
import Testing

@testable import Translate

/// The requests, answers and complaints are those of OpenAI's API reference.
@Suite struct OpenAITests {
    private static func completion(_ content: String, finish: String = "stop", refusal: String? = nil) -> String {
        func quoted(_ text: String?) -> String {
            text.map { String(decoding: (try? JSONEncoder().encode($0)) ?? Data(), as: UTF8.self) } ?? "null"
        }
        return """
            {"id": "chatcmpl-123", "object": "chat.completion", "created": 1677652288, "model": "gpt-4o-mini",
             "choices": [{"index": 0, "finish_reason": "\(finish)", "logprobs": null,
               "message": {"role": "assistant", "content": \(quoted(content)), "refusal": \(quoted(refusal))}}],
             "usage": {"prompt_tokens": 9, "completion_tokens": 12, "total_tokens": 21}}
            """
    }

    private static func api(_ client: ProviderClient, _ change: (inout OpenAISettings) -> Void = { _ in }) -> OpenAIAPI
    {
        var settings = OpenAISettings(model: "gpt-4o-mini")
        change(&settings)
        return OpenAIAPI(client: client, settings: settings)
    }

    @Test func asksForAListOfExactlySoManyTexts() async throws {
        try await withProvider { _, _ in
            answer(Self.completion(#"{"translations": ["Hund", "Zwei"]}"#))
        } _: { url, log in
            let api = Self.api(client(url, secret: Secret("hush"))) {
                $0.prompt = "{count} captions, {source} to {target}: translations"
            }
            let results = try await api.translate(["Dog \"{count}\"", "Two"], from: english, to: language("pt-BR"))
            #expect(results == [TranslationResult("Hund"), TranslationResult("Zwei")])
            let request = try #require(log.last)
            #expect(request.method == "POST" && request.path == "/v1/chat/completions")
            #expect(request.headers["authorization"] == "Bearer hush")
            #expect(
                request.holds(
                    #"""
                    {"model": "gpt-4o-mini", "temperature": 0, "seed": 0, "messages": [
                       {"role": "system", "content": "2 captions, English (en) to Portuguese (Brazil) (pt-BR): translations"},
                       {"role": "user", "content": "[\"Dog \\\"{count}\\\"\",\"Two\"]"}],
                     "response_format": {"type": "json_schema", "json_schema": {"name": "translations", "strict": true,
                       "schema": {"type": "object", "additionalProperties": false, "required": ["translations"],
                         "properties": {"translations": {"type": "array", "minItems": 2, "maxItems": 2,
                           "items": {"type": "string"}}}}}}}
                    """#), "\(String(decoding: request.body, as: UTF8.self))")
        }
    }

    @Test func aPlainServerGetsNeitherSchemaNorSeed() async throws {
        try await withProvider { _, _ in
            answer(Self.completion("```json\n{\"translations\": [\"Hund\"]}\n```"))
        } _: { url, log in
            let api = Self.api(client(url)) {
                $0.structured = false
                $0.deterministic = false
                $0.prompt = "To {target}, as translations: {texts}"
                $0.path = "/chat/completions"
            }
            #expect(try await api.translate(["Dog"], from: english, to: language("de")) == [TranslationResult("Hund")])
            let request = try #require(log.last)
            #expect(request.path == "/chat/completions" && request.headers["authorization"] == nil)
            #expect(
                request.holds(
                    #"""
                    {"model": "gpt-4o-mini",
                     "messages": [{"role": "user", "content": "To German (de), as translations: [\"Dog\"]"}]}
                    """#), "\(String(decoding: request.body, as: UTF8.self))")
        }
    }

    @Test(arguments: [
        (#"{"translations": ["Ein Hund l"#, "Ein Hund l"), (#"{"translations": ["Ein H\u00fcndch"#, "Ein Hündch"),
        (#"{"translations": ["Ein Hund\"#, "Ein Hund"), (#"{"translations": ["Hund \ud83d"#, "Hund "),
        (#"{"translations": ["Hé\u00"#, "Hé"), (#"{"translations": ["Ganz"]"#, "Ganz"),
    ]) func anAnswerThatIsCutOffIsMarked(content: String, text: String) async throws {
        try await withProvider { _, _ in
            answer(Self.completion(content, finish: "length"))
        } _: { url, _ in
            let results = try await Self.api(client(url)).translate(["A dog"], from: english, to: spanish)
            #expect(results == [TranslationResult(text, isCutShort: true)])
        }
    }

    @Test func severalTextsThatAreCutOffAreRefusedTogether() async throws {
        try await withProvider { _, _ in
            answer(Self.completion(#"{"translations": ["Ein Hund", "Zw"#, finish: "length"))
        } _: { url, log in
            let (ending, _) = try await Ending.of(Self.api(client(url)), ["A dog", "Two"])
            #expect(ending == .refused && log.all.count == 1)
        }
    }

    @Test(arguments: [
        completion(#"{"translations": ["one", "two"]}"#), completion(#"{"translations": []}"#),
        completion("Sure! Here it is: {\"translations\": [\"Hund\"]}"), completion(#"["Hund"]"#),
        completion(#"{"translations": [1]}"#),
    ]) func anotherFormIsAskedForOnceMoreAndThenRefused(body: String) async throws {
        try await withProvider { _, _ in
            answer(body)
        } _: { url, log in
            let (ending, words) = try await Ending.of(Self.api(client(url)))
            #expect(ending == .refused, "\(words)")
            #expect(log.all.count == 2)
        }
    }

    @Test func aRefusalIsOne() async throws {
        try await withProvider { _, _ in
            answer(Self.completion("", refusal: "I'm sorry, I cannot assist with that request."))
        } _: { url, log in
            let (ending, words) = try await Ending.of(Self.api(client(url)))
            #expect(ending == .refused && words.contains("I cannot assist") && log.all.count == 1)
        }
    }

    private static func error(_ message: String, type: String, code: String?, param: String? = nil) -> String {
        let quoted = { (text: String?) in text.map { "\"\($0)\"" } ?? "null" }
        return """
            {"error": {"message": "\(message)", "type": "\(type)", "param": \(quoted(param)), "code": \(quoted(code))}}
            """
    }

    @Test(arguments: [
        Trouble(
            401, error("Incorrect API key provided: hush.", type: "invalid_request_error", code: "invalid_api_key"),
            .wrongKey, "Incorrect API key provided: …"),
        Trouble(
            429, error("You exceeded your current quota.", type: "insufficient_quota", code: "insufficient_quota"),
            .exhausted, "You exceeded"),
        Trouble(402, error("Insufficient Balance", type: "unknown_error", code: "invalid_request_error"), .exhausted),
        Trouble(
            429, error("Rate limit reached for gpt-4o-mini", type: "requests", code: "rate_limit_exceeded"), .outage,
            "Rate limit"),
        Trouble(
            400,
            error(
                "This model's maximum context length is 4097 tokens.", type: "invalid_request_error",
                code: "context_length_exceeded", param: "messages"), .refused, "4097"),
        Trouble(
            400, #"{"object":"error","message":"This model's maximum context length is 8192 tokens.","code":400}"#,
            .refused, "8192"),
        Trouble(
            400,
            error(
                "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
                type: "invalid_request_error", code: nil), .settings, "structured: false"),
        Trouble(
            400,
            error(
                "Unsupported value: 'temperature' does not support 0 with this model.", type: "invalid_request_error",
                code: "unsupported_value", param: "temperature"), .settings, "deterministic: false"),
        Trouble(
            404,
            error("The model 'x' does not exist", type: "invalid_request_error", code: "model_not_found"), .settings,
            "'model'"),
        Trouble(404, "404 page not found", .settings, "'path'"),
        Trouble(500, error("The server had an error", type: "server_error", code: nil), .outage),
        Trouble(
            503, error("The engine is currently overloaded", type: "server_error", code: nil), .outage, "overloaded"),
    ]) func complaints(_ trouble: Trouble) async throws {
        try await trouble.check { Self.api($0) }
    }
}
