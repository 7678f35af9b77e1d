import Documents
import Transfer

/// A JSON-over-HTTP service that an endpoint describes itself.
///
/// In `path`, `headers` and `body`, `{text}`, `{source}`, `{target}` and `{key}` are filled in; in `body`, also
/// `{texts}`, as a whole string, which becomes a list.
public struct TemplateSettings: ServiceSettings {
    public var method: String
    /// What follows the url; values are percent-encoded.
    public var path: String
    public var headers: HTTPHeaders
    /// Nil for a request without a body.
    var body: JSONValue?
    /// Where the results stand in an answer.
    public var result: JSONPath
    /// Where a complaint's words stand.
    public var error: JSONPath?
    /// Whether a request takes several texts.
    public var batch: Bool

    static let keys = ["method", "path", "headers", "body", "result", "error", "batch"]
    private static let methods = ["POST", "PUT", "GET"]

    init(_ document: Document) throws {
        let body = try document.optional("body")
        self.body = try body.map(JSONValue.init)
        method = try document.optional("method")?.word(of: TemplateSettings.methods) ?? (body == nil ? "GET" : "POST")
        path = try document.optional("path")?.addressPath() ?? ""
        headers = HTTPHeaders(
            try document.optional("headers")?.entries().map { HTTPHeader($0.key, try $0.value.string()) } ?? [])
        result = try document.required("result").jsonPath()
        error = try document.optional("error")?.jsonPath()
        batch = try document.optional("batch")?.bool() ?? false
        guard method != "GET" || body == nil else {
            throw try document.required("body").error(
                "a GET has no body", remedy: "leave out 'body', or write 'method: POST'")
        }
        try check(document, body)
    }

    /// Each request must say what to translate, and into which language where the words do not.
    private func check(_ document: Document, _ body: Document?) throws {
        if batch {
            guard self.body?.takesTexts == true else {
                throw (body ?? document).error(
                    "nothing in the body takes several texts",
                    remedy: "write \"{texts}\" for a list of texts, or a list with one element that holds {text}")
            }
        } else if !path.contains(TemplateFields.text), self.body?.mentions(TemplateFields.text) != true {
            throw (body ?? document).error(
                "neither 'body' nor 'path' says where the text goes", remedy: "write {text} there")
        }
        let mentionsKey =
            (headers.fields.map(\.value) + [path]).contains { $0.contains(TemplateFields.keyName) }
            || self.body?.mentions(TemplateFields.keyName) == true
        let key = try document.optional("key")
        switch (key, mentionsKey) {
        case (nil, true): throw document.error("{key} is used, and there is no 'key'", remedy: "add 'key:' here")
        case (let key?, false):
            throw key.error(
                "the key is not used", remedy: "write {key} in 'headers', 'body' or 'path', where it belongs")
        default: break
        }
    }

    /// All that makes the service another one.
    var version: String? {
        let fields = headers.fields.map { "\($0.name): \($0.value)" }
        let content = body.flatMap { try? JSONValue.bytes(of: $0) }.map { String(decoding: $0, as: UTF8.self) } ?? ""
        return ([method, path] + fields + [content, result.description]).joined(separator: "\n")
    }
}

extension JSONValue {
    /// A template in an endpoint: a text that holds JSON, or YAML, in which what looks like a number or a truth value
    /// is one.
    init(_ document: Document) throws {
        if document.isMapping {
            self = .object(try document.entries().reduce(into: [:]) { $0[$1.key] = try JSONValue(yaml: $1.value) })
        } else if document.isList {
            self = .array(try document.list().map { try JSONValue(yaml: $0) })
        } else {
            guard let value = JSONValue(parsing: Array(try document.string().utf8)) else {
                throw document.error("the text is not JSON", remedy: "write JSON, or a mapping")
            }
            self = value
        }
    }

    private init(yaml document: Document) throws {
        if document.isMapping || document.isList {
            try self.init(document)
        } else if let text = try? document.string() {
            switch JSONValue(parsing: Array(text.utf8)) {
            case .bool(let value)?: self = .bool(value)
            case .integer(let value)?: self = .integer(value)
            case .number(let value)?: self = .number(value)
            default: self = .string(text)
            }
        } else {
            self = .null
        }
    }
}
