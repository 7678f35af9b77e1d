import Foundation
import TestServer
import TestSupport
import Testing

@testable import Transfer

@Suite struct RedirectTests {
    private static func ok(_ connection: RawServer.Connection) {
        connection.write(head("200 OK", "Content-Length: 2") + "ok")
    }

    @Test func redirectsAreFollowedUpToTen() async throws {
        let server = try RawServer { _, request, connection in
            let left = Int(request.path.dropFirst()) ?? 0
            guard left > 0 else { return Self.ok(connection) }
            connection.write(head("302 Found", "Location: /\(left - 1)", "Content-Length: 4") + "gone")
        }
        let response = try await impatientEngine().send(HTTPRequest(server.url("/10")))
        #expect(response.body == Array("ok".utf8))
        #expect(response.finalURL == server.url("/0"))
        await failure(.tooManyRedirects) { try await impatientEngine().send(HTTPRequest(server.url("/11"))) }
    }

    @Test func anEndlessRedirectBodyIsNotRead() async throws {
        let server = try RawServer { index, _, connection in
            guard index == 0 else { return Self.ok(connection) }
            connection.write(head("302 Found", "Location: /next"))
            while connection.write(noise(10_000)) {}
        }
        #expect(try await impatientEngine().send(HTTPRequest(server.url("/"))).status == 200)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:9/x"])
    func otherSchemesAreRefused(_ location: String) async throws {
        let server = try RawServer { _, _, connection in connection.write(head("301 Moved", "Location: \(location)")) }
        let folder = try TemporaryFolder()
        let error = await failure(.insecureRedirect) {
            try await impatientEngine().download(server.url("/"), to: folder.file("x"))
        }
        #expect(error?.isRetryable == false)
        #expect(server.requests.count == 1)
        #expect(!FileManager.default.fileExists(atPath: folder.file("x")))
    }

    @Test func secretsStayWithTheirHost() async throws {
        let other = try RawServer { _, _, connection in Self.ok(connection) }
        let server = try RawServer { _, request, connection in
            switch request.path {
            case "/away": connection.write(head("302 Found", "Location: \(other.url("/there"))"))
            case "/near": connection.write(head("302 Found", "Location: /here"))
            default: Self.ok(connection)
            }
        }
        let headers: HTTPHeaders = [
            "Authorization": "hush", "x-api-key": "hush", "Cookie": "hush", "Accept": "text/html",
        ]
        let signed = server.url("").replacing("//127", with: "//user:hush@127")
        for path in ["/near", "/away"] {
            let request = HTTPRequest(signed + path, headers: headers)
            #expect(try await impatientEngine().send(request).status == 200)
        }
        let here = try #require(server.requests.first { $0.path == "/here" })
        #expect(here.header("x-api-key") == "hush")
        let there = try #require(other.requests.first)
        #expect(!there.head.contains("hush"))
        #expect(there.header("Authorization") == nil)
        #expect(there.header("Accept") == "text/html")
    }

    @Test func aBodyGoesToNoOtherHost() async throws {
        let other = try RawServer { _, _, connection in Self.ok(connection) }
        let server = try RawServer { _, request, connection in
            switch request.path {
            case "/308": connection.write(head("308 Permanent Redirect", "Location: \(other.url("/"))"))
            case "/303": connection.write(head("303 See Other", "Location: \(other.url("/"))"))
            default: Self.ok(connection)
            }
        }
        let body = Array("key=hush".utf8)
        await failure(.insecureRedirect) {
            try await impatientEngine().send(HTTPRequest(server.url("/308"), method: "POST", body: body))
        }
        #expect(other.requests.isEmpty)
        // A 303 turns it into a GET, which has none.
        _ = try await impatientEngine().send(HTTPRequest(server.url("/303"), method: "POST", body: body))
        #expect(other.requests.first?.head.hasPrefix("GET / ") == true)
        #expect(other.requests.first?.header("Content-Type") == nil)
    }

    @Test func fromHTTPSToHTTPIsRefused() throws {
        let request = HTTPRequest("https://example.org/a", headers: ["Authorization": "hush", "Range": "bytes=1-"])
        let start = try ParsedURL(request.url)
        let error = #expect(throws: Problem.self) {
            try Redirect.follow(request, from: start, status: 301, to: "http://example.org/a")
        }
        #expect(error?.kind == .insecureRedirect)
        let away = try Redirect.follow(request, from: start, status: 301, to: "//other.org/a")
        #expect(away.url.text == "https://other.org/a")
        #expect(away.request.headers == ["Range": "bytes=1-"])
        // The same host on another port is another server.
        let port = try Redirect.follow(request, from: start, status: 301, to: "https://example.org:8443/")
        #expect(port.request.headers["Authorization"] == nil)
        let near = try Redirect.follow(request, from: start, status: 301, to: "https://EXAMPLE.org:443/b")
        #expect(near.request.headers["Authorization"] == "hush")
        let plain = HTTPRequest("http://example.org/a", method: "POST", headers: ["X-Key": "hush"], body: [1])
        let raised = try Redirect.follow(
            plain, from: ParsedURL(plain.url), status: 308, to: "https://example.org/a")
        #expect(raised.request.headers["X-Key"] == "hush")
        #expect(raised.request.body == [1])
    }
}
