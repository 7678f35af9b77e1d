import Corpus
import Documents
import Foundation
import TestServer
import Testing
import Transfer

@testable import Translate

/// What a server and a network do wrong, and what becomes of it.
@Suite struct FaultTests {
    private static let good = #"{"translations":[{"text":"Hund"}]}"#

    private static func reply(_ status: String, _ body: String, _ headers: String...) -> String {
        ((["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"] + headers) + ["", body])
            .joined(separator: "\r\n")
    }

    /// What goes wrong, and what the error says when it goes wrong every time.
    enum Failing: String, CaseIterable, Sendable {
        case tooManyRequests, unavailable, badGateway, reset, closed, halfAJSON, cutOff, webPage, anotherForm,
            wrongCount
        case empty, silent

        var words: String {
            switch self {
            case .tooManyRequests: "HTTP status 429, slow down"
            case .unavailable: "HTTP status 503"
            case .badGateway: "HTTP status 502, <html>"
            case .reset, .closed, .cutOff: "the connection broke"
            case .halfAJSON, .anotherForm: "not what the engine answers: {"
            case .webPage: "not what the engine answers: <html>"
            case .wrongCount: "1 texts were sent, 2 came back"
            case .empty: "an empty body"
            case .silent: "time-out"
            }
        }

        func act(_ connection: RawServer.Connection) {
            switch self {
            case .tooManyRequests: connection.write(reply("429 Too Many Requests", #"{"message":"slow down"}"#))
            case .unavailable: connection.write(reply("503 Service Unavailable", ""))
            case .badGateway: connection.write(reply("502 Bad Gateway", "<html>nginx</html>"))
            case .reset: connection.reset()
            case .closed: break
            case .halfAJSON: connection.write(reply("200 OK", String(good.prefix(20))))
            case .cutOff:
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(good.utf8.count)\r\n\r\n\(good.prefix(20))")
            case .webPage: connection.write(reply("200 OK", "<html>Log in</html>", "Content-Type: text/html"))
            case .anotherForm: connection.write(reply("200 OK", #"{"translation":"Hund"}"#))
            case .wrongCount: connection.write(reply("200 OK", #"{"translations":[{"text":"a"},{"text":"b"}]}"#))
            case .empty: connection.write(reply("200 OK", ""))
            case .silent: _ = connection.waitForClose(seconds: 5)
            }
        }
    }

    private static func api(_ server: RawServer) -> DeepLAPI {
        DeepLAPI(client: client(server.url(""), secret: Secret("hush"), timeout: .milliseconds(300)))
    }

    @Test(arguments: Failing.allCases) func whatMayPassIsTriedAgain(_ failing: Failing) async throws {
        let server = try RawServer { index, _, connection in
            if index < 2 { failing.act(connection) } else { connection.write(Self.reply("200 OK", Self.good)) }
        }
        let results = try await Self.api(server).translate(["dog"], from: english, to: language("de"))
        #expect(results == [TranslationResult("Hund")])
        #expect(server.requests.count == 3)
        #expect(Set(server.requests.map(\.body)).count == 1 && server.requests[0].body.isEmpty == false)
    }

    @Test(arguments: Failing.allCases) func whatStaysIsAFault(_ failing: Failing) async throws {
        let server = try RawServer { _, _, connection in failing.act(connection) }
        let (ending, words) = try await Ending.of(Self.api(server), ["dog"])
        #expect(ending == .outage && words.contains(failing.words), "\(words)")
        #expect(server.requests.count == 1 + RetryPolicy.quick.retries)
    }

    @Test func theServersOwnWaitIsKept() async throws {
        let server = try RawServer { index, _, connection in
            connection.write(
                index == 0 ? Self.reply("429 Too Many Requests", "", "Retry-After: 1") : Self.reply("200 OK", Self.good)
            )
        }
        let start = ContinuousClock.now
        _ = try await Self.api(server).translate(["dog"], from: english, to: language("de"))
        #expect(start.duration(to: .now) >= .seconds(1))
    }

    @Test func anEndpointSaysHowOften() async throws {
        let server = try RawServer { _, _, connection in Failing.unavailable.act(connection) }
        var endpoint = EndpointConfiguration(api: .libreTranslate, place: .url(server.url("")))
        endpoint.retries = 1
        let (ending, _) = try await Ending.of(endpoint.connect(to: server.url(""), through: .init(), retry: .quick))
        #expect(ending == .outage && server.requests.count == 2)
    }

    @Test func cancellingEndsTheWait() async throws {
        let server = try RawServer { _, _, connection in
            connection.write(Self.reply("503 Service Unavailable", "", "Retry-After: 60"))
        }
        let task = Task { try await Self.api(server).translate(["dog"], from: english, to: language("de")) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aWrongAddressIsTheUsersToMend() async throws {
        let moved = try RawServer { index, _, connection in
            connection.write(
                index == 0 ? Self.reply("301 Moved", "", "Location: /new") : Self.reply("405 Method Not Allowed", ""))
        }
        let (ending, words) = try await Ending.of(Self.api(moved))
        #expect(ending == .settings && words.contains("after a redirect") && words.contains("'url'"), "\(words)")
    }
}
