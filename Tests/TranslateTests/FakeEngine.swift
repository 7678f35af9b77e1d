import Corpus
import Documents
import Foundation
import Hummingbird
import Synchronization
import TestServer
import Testing
import Transfer

@testable import Translate

/// A text that a server was asked to translate.
struct Asked: Sendable, Hashable {
    let text: ExactText
    let target: String

    init(_ text: String, _ target: String) {
        self.text = ExactText(text)
        self.target = target
    }
}

/// What a server was asked, in order.
final class Questions: Sendable {
    private let asked = Mutex<[Asked]>([])

    var all: [Asked] { asked.withLock { $0 } }

    /// - Returns: how often the same was asked before.
    func add(_ question: Asked) -> Int {
        asked.withLock { asked in
            defer { asked.append(question) }
            return asked.count { $0 == question }
        }
    }
}

/// What a server makes of a text.
enum Reply: Sendable {
    case text(String)
    /// The answer to the whole request.
    case response(Response)
}

/// A server that speaks apertium-apy's protocol, and translates paragraph by paragraph.
/// - Parameter answer: what it makes of a paragraph; the second argument says how often it was asked that before.
func withApertium<Value: Sendable>(
    questions: Questions = Questions(), answer: @escaping @Sendable (Asked, Int) async throws -> Reply,
    _ test: @escaping @Sendable (String) async throws -> Value
) async throws -> Value {
    try await withServer(
        { request in
            #expect(request.uri.path == "/translate" && request.method == .post)
            #expect(request.headers[.contentType] == "application/x-www-form-urlencoded")
            let body = String(buffer: try await request.body.collect(upTo: 1 << 20))
            let pairs = body.split(separator: "&").map { $0.split(separator: "=", omittingEmptySubsequences: false) }
            let form = Dictionary(
                uniqueKeysWithValues: pairs.map { (String($0[0]), $0[1].removingPercentEncoding ?? "") })
            #expect(form["markUnknown"] == "yes" && form["format"] == "txt")
            let target = (form["langpair"] ?? "").split(separator: "|").last.map(String.init) ?? ""
            let asked = (form["q"] ?? "").components(separatedBy: "\n\n").map { Asked($0, target) }
            let before = asked.map(questions.add)
            var paragraphs: [String] = []
            for (question, before) in zip(asked, before) {
                switch try await answer(question, before) {
                case .text(let text): paragraphs.append(text)
                case .response(let response): return response
                }
            }
            let text = paragraphs.joined(separator: "\n\n")
            return try json([
                "responseData": ["translatedText": text], "responseDetails": NSNull(), "responseStatus": 200,
            ])
        }, test)
}

/// Runs a test against a server on a free loopback port.
/// - Parameter test: gets the server's URL.
func withServer<Value: Sendable>(
    _ respond: @escaping @Sendable (Request) async throws -> Response,
    _ test: @escaping @Sendable (String) async throws -> Value
) async throws -> Value {
    let router = Router()
    for method in [HTTPRequest.Method.post, .put, .get] {
        for path in ["", "**"] {
            router.on(RouterPath(path), method: method) { request, _ in try await respond(request) }
        }
    }
    return try await withWebServer(router, test)
}

/// A JSON answer.
func json(_ value: Any, status: HTTPTypes.HTTPResponse.Status = .ok) throws -> Response {
    let data = try JSONSerialization.data(withJSONObject: value)
    return Response(
        status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: data)))
}

/// How apertium-apy complains.
func complaint(_ status: HTTPTypes.HTTPResponse.Status, _ explanation: String) throws -> Reply {
    .response(
        try json(
            ["status": "error", "code": status.code, "message": "\(status)", "explanation": explanation],
            status: status))
}

/// A web page where JSON was expected, as a proxy gives it.
func page(_ status: HTTPTypes.HTTPResponse.Status = .ok) -> Reply {
    let page = "<html><body>Down for maintenance</body></html>"
    return .response(Response(status: status, body: .init(byteBuffer: ByteBuffer(string: page))))
}

extension RetryPolicy {
    /// Waits no longer than tests may.
    static let quick = RetryPolicy(retries: 3, baseDelay: .milliseconds(2), maxDelay: .milliseconds(10))
}

let english = language("en")
let spanish = language("es")
let catalan = language("ca")

func language(_ tag: String) -> Language {
    do { return try Language(tag) } catch { fatalError("\(error)") }
}

/// A client of a server in a test.
func client(_ url: String, secret: Secret? = nil, timeout: Duration = .seconds(20)) -> ProviderClient {
    ProviderClient(
        engine: TransferEngine(), provider: "the engine", url: url, secret: secret, retry: .quick, timeout: timeout)
}
