import Corpus
import Transfer

/// What is sent to a provider.
struct ProviderRequest: Sendable {
    /// What follows the endpoint's url: `/v2/translate`.
    var path: String
    var method = "POST"
    var headers: HTTPHeaders = [:]
    var body: [UInt8]?
    /// The languages that it is about, for errors.
    var pair: CodedPair?

    /// A request without a body.
    static func get(_ path: String, headers: HTTPHeaders = [:], about pair: CodedPair? = nil) -> ProviderRequest {
        ProviderRequest(path: path, method: "GET", headers: headers, pair: pair)
    }

    /// A request with a JSON body.
    static func json(
        _ path: String, _ body: some Encodable, headers: HTTPHeaders = [:], about pair: CodedPair?
    ) throws -> ProviderRequest {
        var headers = headers
        if headers["Content-Type"] == nil { headers["Content-Type"] = "application/json" }
        return ProviderRequest(path: path, headers: headers, body: try JSONValue.bytes(of: body), pair: pair)
    }

    /// A request with a form as its body.
    static func form(_ path: String, _ fields: [(String, String)], about pair: CodedPair?) -> ProviderRequest {
        ProviderRequest(
            path: path, headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array(fields.formEncoded.utf8), pair: pair)
    }
}

extension [(String, String)] {
    /// `a=1&b=2`, for a form or a query.
    var formEncoded: String { map { "\($0)=\($1.formEncoded)" }.joined(separator: "&") }
}
