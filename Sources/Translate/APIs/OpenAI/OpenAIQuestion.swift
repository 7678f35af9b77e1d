/// The body of a chat completion request.
struct OpenAIQuestion: Encodable {
    struct Message: Encodable, Equatable {
        let role: String
        let content: String
    }

    let model: String
    let messages: [Message]
    let temperature: Int?
    let seed: Int?
    let response_format: JSONValue?

    init(_ texts: [String], _ pair: CodedPair, _ settings: OpenAISettings) throws {
        let list = String(decoding: try JSONValue.bytes(of: texts), as: UTF8.self)
        let prompt = settings.prompt.replacing("{source}", with: pair.sourceCode)
            .replacing("{target}", with: pair.targetCode).replacing("{count}", with: String(texts.count))
        model = settings.model
        if prompt.contains("{texts}") {
            messages = [Message(role: "user", content: prompt.replacing("{texts}", with: list))]
        } else {
            messages = [Message(role: "system", content: prompt), Message(role: "user", content: list)]
        }
        temperature = settings.deterministic ? 0 : nil
        seed = settings.deterministic ? 0 : nil
        response_format = settings.structured ? OpenAIQuestion.schema(count: texts.count) : nil
    }

    /// An object with a list of exactly so many strings. In strict mode every member is required and no other allowed.
    private static func schema(count: Int) -> JSONValue {
        let list: JSONValue = .object([
            "type": .string("array"), "items": .object(["type": .string("string")]), "minItems": .integer(count),
            "maxItems": .integer(count),
        ])
        let schema: JSONValue = .object([
            "type": .string("object"), "properties": .object(["translations": list]),
            "required": .array([.string("translations")]), "additionalProperties": .bool(false),
        ])
        return .object([
            "type": .string("json_schema"),
            "json_schema": .object([
                "name": .string("translations"), "strict": .bool(true), "schema": schema,
            ]),
        ])
    }
}
