import Documents
import Logging
import TestServer
import TestSupport
import Testing

@testable import Browsing

/// Who is let in, and what goes out.
@Suite struct AccessTests {
    private let data: SmallWorkspace

    init() throws { data = try SmallWorkspace(withShards: false) }

    private func answer(_ request: RawRequest) async throws -> RawRequest.Answer {
        let browser = try Browser(data.workspace, nil)
        return try await withWebServer(browser.router(names: ["127.0.0.1", "localhost", "[::1]"])) {
            try request.send(to: $0)
        }
    }

    @Test(arguments: ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:80"])
    func namesOfTheLoopbackAreLetIn(_ host: String) async throws {
        #expect(try await answer(RawRequest(target: "/", host: host)).status == 200)
    }

    @Test(arguments: [
        "evil.example", "evil.example:8765", "[::1]evil.example", "127.0.0.1:80@evil.example", "127.0.0.1.evil.example",
        "[::2]", "localhost.evil.example", "",
    ])
    func foreignNamesAreRefused(_ host: String) async throws {
        for target in ["/", "/item?id=plain", "/picture?id=plain", "/style.css", "/nothing"] {
            let answer = try await answer(RawRequest(target: target, host: host))
            #expect([400, 403].contains(answer.status) && !answer.text.contains("plain"))
        }
    }

    @Test(arguments: [
        ["Origin: http://evil.example"], ["Origin: null"], ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"],
        ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: cors"],
    ])
    func otherPagesRequestsAreRefused(_ headers: [String]) async throws {
        #expect(try await answer(RawRequest(target: "/picture?id=plain", headers: headers)).status == 403)
    }

    @Test func ownRequestsAndFollowedLinksAreNot() async throws {
        for headers in [
            ["Origin: http://localhost:8765", "Sec-Fetch-Site: same-origin"],
            ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"], ["Sec-Fetch-Site: none"],
        ] {
            #expect(try await answer(RawRequest(target: "/", headers: headers)).status == 200)
        }
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
    func onlyReadingIsAllowed(_ method: String) async throws {
        #expect(try await answer(RawRequest(method: method, target: "/")).status == 405)
    }

    @Test(arguments: ["/", "/item?id=plain", "/picture?id=plain", "/style.css"])
    func headsAreThoseOfPages(_ target: String) async throws {
        let head = try await answer(RawRequest(method: "HEAD", target: target))
        let page = try await answer(RawRequest(target: target))
        #expect(head.status == page.status && head.body.isEmpty && !page.body.isEmpty)
    }

    @Test func whereNobodyCanListenIsSaid() async throws {
        let taken = try RawServer { _, _, _ in }
        let browser = try Browser(data.workspace, nil)
        for (host, port, key) in [
            ("127.0.0.1", Int(taken.port), "--port"), ("no address", 0, "--host"), ("192.0.2.1", 0, "--host"),
        ] {
            let server = BrowseServer(browser, host: host, port: port, names: [], logger: Logger(label: "test"))
            let error = await #expect(throws: InputError.self) { try await server.run { _ in } }
            #expect(error?.key == key && error?.problem.contains("bind(") == false)
        }
    }

    @Test(arguments: ["/", "/nothing", "/style.css"])
    func answersLoadNothingFromElsewhere(_ target: String) async throws {
        let answer = try await answer(RawRequest(target: target))
        let head = answer.head.lowercased()
        #expect(
            head.contains("content-security-policy: default-src 'none';") && head.contains("frame-ancestors 'none'"))
        #expect(
            head.contains("x-content-type-options: nosniff")
                && head.contains("cross-origin-resource-policy: same-origin"))
        #expect(!answer.text.contains("http://") && !answer.text.contains("https://"))
    }
}
