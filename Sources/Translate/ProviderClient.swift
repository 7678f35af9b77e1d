import Documents
import Foundation
import Transfer

/// Sends requests to a provider, and tries again what a retry may mend.
struct ProviderClient: Sendable {
    let engine: TransferEngine
    /// The provider's name, for errors.
    let provider: String
    /// Without a slash at the end.
    let url: String
    var secret: Secret?
    var retry = RetryPolicy()

    /// What a provider answered.
    enum Answer<Body: Sendable>: Sendable {
        case success(Body)
        /// A status other than 200, with the body.
        case failure(status: Int, body: [UInt8])
    }

    /// Sends a request and reads its answer as JSON.
    /// - Parameter check: nil for a sound answer, or what is wrong with it. Such an answer comes from a proxy or a server
    ///   that is going down, so it is tried again like a broken connection.
    /// - Throws: ``Fault`` when no sound answer came in any try.
    func send<Body: Decodable & Sendable>(
        _ path: String, method: String = "POST", type: String? = nil, body: [UInt8]? = nil, as: Body.Type,
        check: @Sendable (Body) -> String? = { _ in nil }
    ) async throws -> Answer<Body> {
        let headers: HTTPHeaders = type.map { ["Content-Type": $0] } ?? [:]
        let request = HTTPRequest(url + path, method: method, headers: headers, body: body, retry: retry)
        var tries = 0
        while true {
            let response = try await send(request)
            guard response.status != 404 else {
                throw InputError("\(provider) is not at \(url): HTTP status 404", remedy: "check the endpoint's 'url'")
            }
            guard response.status == 200 else { return .failure(status: response.status, body: response.body) }
            let problem: String
            if let body = try? JSONDecoder().decode(Body.self, from: Data(response.body)) {
                guard let complaint = check(body) else { return .success(body) }
                problem = complaint
            } else {
                problem = "the answer is not what \(provider) answers: \(quote(response.body))"
            }
            guard tries < retry.retries else { throw fault(problem) }
            var generator = SystemRandomNumberGenerator()
            try await Task.sleep(for: retry.delay(beforeRetry: tries, retryAfter: nil, using: &generator))
            tries += 1
        }
    }

    private func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        do {
            return try await engine.send(request)
        } catch let error as TransferError {
            if error.kind == .cancelled { throw CancellationError() }
            throw Fault("asking \(provider)", reason: error.description)
        }
    }

    /// The provider cannot be used now.
    func fault(_ reason: String) -> Fault { Fault("asking \(provider) at \(url)", reason: reason) }

    /// The beginning of a body, for an error.
    func quote(_ body: [UInt8]) -> String {
        let text = String(decoding: body, as: UTF8.self).hiding(secret).split(whereSeparator: \.isWhitespace)
        let line = text.joined(separator: " ")
        return line.count > 200 ? line.prefix(200) + "…" : line
    }
}
