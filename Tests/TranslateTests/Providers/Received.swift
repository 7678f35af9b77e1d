import Corpus
import Documents
import Foundation
import Hummingbird
import Synchronization
import Testing

@testable import Translate

/// A request as a server received it.
struct Received: Sendable {
    let method: String
    let path: String
    /// Names and values, decoded, in their order.
    let query: [String]
    let headers: [String: String]
    let body: Data

    init(_ request: Request) async throws {
        method = request.method.rawValue
        path = request.uri.path
        query = (request.uri.query ?? "").split(separator: "&").map { $0.removingPercentEncoding ?? "" }
        headers = request.headers.reduce(into: [:]) { $0[$1.name.rawName.lowercased()] = $1.value }
        body = Data(buffer: try await request.body.collect(upTo: 1 << 20))
    }

    /// Whether the body is this JSON.
    func holds(_ json: String) -> Bool {
        let parse = { (data: Data) in try? JSONSerialization.jsonObject(with: data) as? NSObject }
        guard let expected = parse(Data(json.utf8)), let found = parse(body) else { return false }
        return expected == found
    }

    /// All of it, as a server may quote it.
    var everything: String {
        ([path] + query + headers.values.sorted() + [String(decoding: body, as: UTF8.self)]).joined(separator: " ")
    }
}

/// What a server received, in order.
final class Log: Sendable {
    private let received = Mutex<[Received]>([])
    var all: [Received] { received.withLock { $0 } }
    var last: Received? { all.last }

    func add(_ request: Received) { received.withLock { $0.append(request) } }
}

/// Runs a test against a server that keeps what it receives.
/// - Parameter answer: its answer; the second argument counts from 0.
func withProvider<Value: Sendable>(
    _ answer: @escaping @Sendable (Received, Int) async throws -> Response,
    _ test: @escaping @Sendable (String, Log) async throws -> Value
) async throws -> Value {
    let log = Log()
    return try await withServer { request in
        let received = try await Received(request)
        let before = log.all.count
        log.add(received)
        return try await answer(received, before)
    } _: { url in
        try await test(url, log)
    }
}

/// An answer with a body.
func answer(_ body: String, _ status: Int = 200, type: String = "application/json") -> Response {
    Response(
        status: .init(code: status), headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: body)))
}

/// What became of a request.
enum Ending: String, Sendable {
    case refused, wrongKey, exhausted, pair, settings, outage, answered

    /// Asks a provider to translate, and tells how that ended, and in which words.
    static func of(_ api: any TranslationAPI, _ texts: [String] = ["A dog."]) async throws -> (Ending, String) {
        do {
            return (.answered, "\(try await api.translate(texts, from: english, to: language("de")))")
        } catch let refusal as Refusal {
            return (.refused, refusal.reason)
        } catch let error as InputError {
            let problem = error.problem
            if problem.contains("does not translate from en to de") { return (.pair, "\(error)") }
            if problem.contains("refuses the key") || problem.contains("asks for a key") {
                return (.wrongKey, "\(error)")
            }
            return (.settings, "\(error)")
        } catch let exhausted as QuotaExhausted {
            return (.exhausted, "\(exhausted)")
        } catch let fault as Fault {
            return (.outage, "\(fault)")
        }
    }
}

/// A complaint of a provider, and what it must come to.
struct Trouble: Sendable, CustomTestStringConvertible {
    let status: Int
    let body: String
    let ending: Ending
    /// What the error must say.
    let words: String

    init(_ status: Int, _ body: String, _ ending: Ending, _ words: String = "") {
        self.status = status
        self.body = body
        self.ending = ending
        self.words = words
    }

    var testDescription: String { "\(status) \(ending.rawValue) \(body.prefix(60))" }

    /// Checks that a provider's complaint ends as it must, and is tried again only where that may help.
    func check(_ api: @escaping @Sendable (ProviderClient) -> any TranslationAPI, texts: [String] = ["A dog."])
        async throws
    {
        try await withProvider { _, _ in
            answer(body, status)
        } _: { url, log in
            let (ending, words) = try await Ending.of(
                api(client(url, secret: Secret("hush", from: "the variable K"))), texts)
            #expect(ending == self.ending, "\(words)")
            #expect(self.words.isEmpty || words.contains(self.words), "\(words)")
            #expect(!words.contains("hush"))
            #expect(log.all.count == (ending == .outage ? 4 : 1))
        }
    }
}
