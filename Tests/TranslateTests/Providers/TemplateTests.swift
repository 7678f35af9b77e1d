import Corpus
import Documents
import Testing

@testable import Translate

@Suite struct TemplateTests {
    /// Any other service's form, as an endpoint describes it.
    private static func endpoint(_ yaml: String, at url: String = "http://localhost") throws -> EndpointConfiguration {
        try EndpointConfiguration(Document(parsing: "api: template\nurl: \(url)\n\(yaml)", file: "e.yaml"))
    }

    private static func api(_ yaml: String, _ url: String) throws -> any TranslationAPI {
        let endpoint = try endpoint(yaml, at: url)
        return try endpoint.connect(to: url, through: .init(), retry: .quick)
    }

    @Test func aListOfTexts() async throws {
        try await withProvider { _, _ in
            answer(#"{"data": {"translations": [{"text": "uno"}, {"text": "dos"}]}}"#)
        } _: { url, log in
            let api = try Self.api(
                """
                method: PUT
                path: /api?to={target}
                headers: {X-Version: 3, X-Direction: "{source} to {target}"}
                body: {input: "{texts}", options: {from: "{source}", beam: 4, sample: false, none: null}}
                batch: true
                result: data.translations[*].text
                codes: {pt-BR: "pt br"}
                """, url)
            let results = try await api.translate(["{source}", "two"], from: english, to: language("pt-BR"))
            #expect(results.map(\.text) == ["uno", "dos"])
            let request = try #require(log.last)
            #expect(request.method == "PUT" && request.path == "/api" && request.query == ["to=pt br"])
            #expect(request.headers["x-version"] == "3" && request.headers["x-direction"] == "en to pt br")
            #expect(
                request.holds(
                    """
                    {"input": ["{source}", "two"], "options": {"from": "en", "beam": 4, "sample": false, "none": null}}
                    """))
        }
    }

    @Test func anElementForEachText() async throws {
        try await withProvider { _, _ in
            answer(#"[{"out": ["uno"]}, {"out": ["dos"]}]"#)
        } _: { url, log in
            let api = try Self.api(
                """
                body: |
                  [{"Text": "{text}", "to": "{target}", "id": "7"}]
                batch: true
                result: "[*].out[0]"
                """, url)
            let results = try await api.translate(["one", "two"], from: english, to: spanish)
            #expect(results.map(\.text) == ["uno", "dos"])
            #expect(
                log.last?.holds(
                    #"[{"Text": "one", "to": "es", "id": "7"}, {"Text": "two", "to": "es", "id": "7"}]"#) == true)
        }
    }

    @Test func aTextInTheAddress() async throws {
        try await withProvider { request, _ in
            answer(#"{"result": "<\#(request.query[0])>"}"#)
        } _: { url, log in
            let api = try Self.api("path: /t?q={text}\nresult: result", url)
            let results = try await api.translate(["a&b=c é", "x"], from: english, to: spanish)
            #expect(results.map(\.text) == ["<q=a&b=c é>", "<q=x>"])
            #expect(log.all.map(\.method) == ["GET", "GET"] && log.last?.headers["content-type"] == nil)
            #expect(api.limits.texts == 1)
        }
    }

    @Test func complaintsAreQuotedFromTheirPlace() async throws {
        let yaml = "body: {q: \"{text}\"}\nresult: result\nerror: errors[*].detail"
        let cases: [(Int, String, Ending, String)] = [
            (400, #"{"errors": [{"detail": "too long"}, {"detail": "too odd"}]}"#, .refused, "too long too odd"),
            (401, #"{"errors": [{"detail": "who?"}]}"#, .wrongKey, "who?"),
            (402, #"{"errors": [{"detail": "pay"}]}"#, .exhausted, "pay"),
            (200, #"{"errors": [{"detail": "busy"}]}"#, .outage, "busy"),
            (200, #"{"result": 5}"#, .outage, "no text at 'result'"),
        ]
        for (status, body, expected, words) in cases {
            try await withProvider { _, _ in
                answer(body, status)
            } _: { url, _ in
                let (ending, found) = try await Ending.of(Self.api(yaml, url))
                #expect(ending == expected && found.contains(words), "\(ending) \(found)")
            }
        }
    }

    @Test(arguments: [
        ("body: {q: \"{text}\"}", "e.yaml:1: result: the key is missing"),
        ("body: {q: \"text\"}\nresult: r", "e.yaml:3: body: neither"),
        ("path: /t\nresult: r", "e.yaml:1: neither"),
        ("body: {q: \"{text}\"}\nbatch: true\nresult: r", "e.yaml:3: body: nothing in the body takes several texts"),
        ("body: '{q: {text}'\nresult: r", "e.yaml:3: body: the text is not JSON"),
        ("method: GET\nbody: {q: \"{text}\"}\nresult: r", "e.yaml:4: body: a GET has no body"),
        ("method: get\npath: /{text}\nresult: r", "e.yaml:3: method: "),
        ("path: t/{text}\nresult: r", "e.yaml:3: path: "),
        ("path: /{text}\nresult: r[", "e.yaml:4: result: 'r[' is no path"),
        ("path: /{text}\nresult: a[*].b[*]", "e.yaml:4: result: "),
        ("path: /{text}?k={key}\nresult: r", "e.yaml:1: {key} is used"),
        ("path: /{text}\nkey: {environment: PATH}\nresult: r", "e.yaml:4: key: the key is not used"),
        ("path: /{text}\nresult: r\nmodel: x", "e.yaml:5: model: unknown key"),
    ]) func complaintsNameTheirPlace(yaml: String, beginning: String) {
        let error = #expect(throws: InputError.self) { try Self.endpoint(yaml) }
        #expect(error?.description.hasPrefix(beginning) == true, "\(String(describing: error))")
    }

    @Test func anotherServiceHasAnotherVersion() throws {
        let first = try Self.endpoint("path: /{text}\nresult: r")
        #expect(first.memoryVersion == (try Self.endpoint("path: /{text}\nresult: r").memoryVersion))
        #expect(first.memoryVersion != (try Self.endpoint("path: /{text}\nresult: s").memoryVersion))
        #expect(
            first.memoryVersion != (try Self.endpoint("path: /{text}\nresult: r", at: "http://other").memoryVersion))
        #expect(try Self.endpoint("path: /{text}\nresult: r\nversion: mine").memoryVersion == "mine")
    }

    @Test(arguments: [
        ("a", #"{"a": "x"}"#, ["x"]), ("a.b", #"{"a": {"b": "x"}}"#, ["x"]), ("a[1]", #"{"a": ["x", "y"]}"#, ["y"]),
        ("a", #"{"a": ["x", "y"]}"#, ["x", "y"]), ("[*]", #"["x", "y"]"#, ["x", "y"]), ("[*].a", "[]", []),
        ("a[*].b[0]", #"{"a": [{"b": ["x"]}, {"b": ["y", "z"]}]}"#, ["x", "y"]),
        ("a[*].b", #"{"a": [{"b": "x"}, {"c": "y"}]}"#, nil), ("a[2]", #"{"a": ["x"]}"#, nil),
        ("a", #"{"a": 1}"#, nil), ("a.b", #"{"a": "x"}"#, nil),
    ]) func paths(path: String, json: String, texts: [String]?) throws {
        let value = try #require(JSONValue(parsing: Array(json.utf8)))
        #expect(try #require(JSONPath(path)).texts(in: value) == texts)
    }

    @Test(arguments: ["", ".a", "a..b", "a.", "a[", "a[]", "a[-1]", "a]b", "a[0]b", "[x]"]) func noPaths(path: String) {
        #expect(JSONPath(path) == nil)
    }
}
