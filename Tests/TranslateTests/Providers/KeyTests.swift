import Corpus
import Documents
import Foundation
import TestServer
import TestSupport
import Testing
import Transfer

@testable import Translate

/// A key goes to its provider, and nowhere else.
@Suite struct KeyTests {
    private static let key = "hu/sh+key=1: \"q\""

    /// An endpoint of every protocol that has keys.
    static func endpoints(_ url: String, key: String = KeyTests.key) throws -> [EndpointConfiguration] {
        let template = try TemplateSettings(
            Document(
                parsing: """
                    path: /t?secret={key}
                    headers: {X-Key: "{key}"}
                    body: {key: "{key}", q: "{text}"}
                    key: here
                    result: r
                    """, file: "t.yaml"))
        let services: [EndpointConfiguration.Service] = [
            .libreTranslate, .deepL(.init()), .googleV2(.init()), .googleV3(.init(project: "p")), .azure(.init()),
            .openAI(.init(model: "m")), .template(template),
        ]
        return services.map { service in
            var endpoint = EndpointConfiguration(api: service, place: .url(url), key: Secret(key, from: "the file k"))
            endpoint.retries = 1
            return endpoint
        }
    }

    @Test(arguments: [200, 400, 401, 403, 404, 413, 429, 500]) func noErrorHoldsIt(status: Int) async throws {
        try await withProvider { request, _ in
            answer("<html>\(request.everything)</html>", status)
        } _: { url, log in
            for endpoint in try Self.endpoints(url) {
                let api = try endpoint.connect(to: url, through: .init(), retry: .quick)
                let (ending, words) = try await Ending.of(api)
                let sent = try #require(log.last).everything
                #expect(Self.forms.contains { sent.contains($0) }, "\(endpoint.api): \(sent)")
                #expect(ending != .answered)
                for form in Self.forms { #expect(!words.contains(form), "\(endpoint.api), \(status): \(words)") }
            }
        }
    }

    private static var forms: [String] {
        let encoded = key.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? key
        let quoted = key.replacing("\"", with: "\\\"")
        return [
            key, quoted, quoted.replacing("/", with: "\\/"), encoded, encoded.lowercased(), key.formEncoded,
            Data(key.utf8).base64EncodedString(),
        ]
    }

    @Test func itIsHiddenInEveryForm() {
        let base64 = Data(Self.key.utf8).base64EncodedString()
        let hidden =
            Self.forms + [
                base64.replacing("=", with: ""), base64.replacing("+", with: "-").replacing("/", with: "_"),
                // A combining mark makes another character of the key's last.
                Self.key + "\u{301}",
            ]
        for text in hidden {
            let shown = Array("<\(text)>".hiding(Secret(Self.key)).utf8)
            #expect(shown.starts(with: "<…".utf8) && shown.count < 10, "\(text)")
        }
        #expect("plain".hiding(Secret(Self.key)) == "plain" && "plain".hiding(nil) == "plain")
    }

    @Test(arguments: ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"])
    func noOtherHostGetsIt(status: String) async throws {
        let other = try RawServer { _, _, connection in
            connection.write(head("200 OK", "Content-Length: 2") + "{}")
        }
        let server = try RawServer { _, request, connection in
            // With what it was asked, as some servers do.
            connection.write(head(status, "Location: \(other.url("/elsewhere"))", "Content-Length: 0"))
        }
        // One that could stand in a header: the others are refused before they are sent.
        for endpoint in try Self.endpoints(server.url(""), key: "hush") {
            let api = try endpoint.connect(to: server.url(""), through: .init(), retry: .quick)
            let (ending, words) = try await Ending.of(api)
            #expect(ending != .answered)
            #expect(!words.contains("hush"))
        }
        #expect(server.requests.contains { ($0.head + String(decoding: $0.body, as: UTF8.self)).contains("hush") })
        for request in other.requests {
            #expect(!request.head.contains("hush") && request.body.isEmpty)
        }
    }

    @Test func aRedirectWithABodyToAnotherHostNamesTheAddress() async throws {
        let other = try RawServer { _, _, connection in connection.write(head("200 OK", "Content-Length: 0")) }
        let server = try RawServer { _, _, connection in
            connection.write(head("307 Temporary Redirect", "Location: \(other.url("/"))", "Content-Length: 0"))
        }
        let api = LibreTranslateAPI(client: client(server.url(""), secret: Secret("hush")))
        let (ending, words) = try await Ending.of(api)
        #expect(ending == .settings && words.contains("another host") && words.contains("'url'"), "\(words)")
        #expect(server.requests.count == 1 && other.requests.isEmpty)
    }

    @Test func aKeyComesFromAFileBesideTheEndpoint() throws {
        let folder = try TemporaryFolder()
        try folder.write("  hush\n", to: "keys/deepl")
        try folder.write("\n", to: "keys/empty")
        func read(_ path: String) throws -> Secret? {
            try EndpointConfiguration(
                Document(parsing: "api: deepl\nkey: {file: \(path)}", file: folder.file("endpoint.yaml"))
            ).key
        }
        #expect(try read("keys/deepl")?.value == "hush")
        #expect(try read("keys/deepl")?.origin == "the file \(folder.file("keys/deepl"))")
        for path in ["keys/none", "keys/empty"] {
            let error = #expect(throws: InputError.self) { try read(path) }
            #expect(error?.line == 2 && error?.key == "key.file")
        }
    }

    @Test func aKeyThatNoHeaderMayHoldIsSaidAndNotShown() async throws {
        let server = try RawServer { _, _, _ in }
        let api = DeepLAPI(client: client(server.url(""), secret: Secret("hush\nX: y")))
        let (ending, words) = try await Ending.of(api)
        #expect(ending == .settings && !words.contains("hush") && server.requests.isEmpty, "\(words)")
    }
}
