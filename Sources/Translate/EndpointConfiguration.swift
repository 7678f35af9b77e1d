import Documents
import Foundation

/// Which machine translation engine is asked, and how: the `endpoint` of a pipeline file, or a file of its own.
public struct EndpointConfiguration: Sendable, Equatable {
    /// The protocol that the engine speaks.
    public enum API: String, Sendable, CaseIterable {
        /// apertium-apy's.
        case apertium
        /// LibreTranslate's.
        case libretranslate
    }

    /// Where the engine is.
    public enum Place: Sendable, Equatable {
        /// A server that runs already.
        case url(String)
        /// A server that Tessera starts and stops.
        case started
    }

    public var api: API
    public var place: Place
    /// Requests in flight.
    public var requests: Int
    /// The engine's version. It stands in every caption, and what another version translated is asked again.
    public var version: String?
    /// The key that the provider gave.
    public var key: Secret?

    /// Enough for apertium-apy on a few cores, which is as fast as its pipelines are; more requests bring nothing there.
    public static let defaultRequests = 4

    public init(
        api: API, place: Place, requests: Int = EndpointConfiguration.defaultRequests, version: String? = nil,
        key: Secret? = nil
    ) {
        self.api = api
        self.place = place
        self.requests = requests
        self.version = version
        self.key = key
    }

    /// Reads and checks an endpoint, a mapping such as `{api: apertium, start: true}`.
    /// - Throws: ``InputError`` with file, line, key and remedy.
    public init(_ document: Document) throws {
        try document.allow(only: ["api", "url", "start", "requests", "version", "key"])
        api = try document.required("api").choice(API.self)
        place = try EndpointConfiguration.place(document, api)
        requests = try document.optional("requests")?.int(in: 1...256) ?? EndpointConfiguration.defaultRequests
        version = try document.optional("version")?.string()
        key = try document.optional("key").map(Secret.init)
    }

    private static func place(_ document: Document, _ api: API) throws -> Place {
        let start = try document.optional("start")
        switch (try document.optional("url"), start, try start?.bool() ?? false) {
        case (let url?, _, false):
            let text = try url.string()
            guard text.hasPrefix("https://") || text.hasPrefix("http://") else {
                throw url.error("'\(text)' is not an http or https address", remedy: "write http://… or https://…")
            }
            return .url(text.hasSuffix("/") ? String(text.dropLast()) : text)
        case (nil, let start?, true):
            guard api == .apertium else {
                throw start.error(
                    "Tessera cannot start a server of \(api.rawValue)", remedy: "start one, and write its 'url'")
            }
            return .started
        default:
            throw document.error(
                "an endpoint needs exactly one of 'url' and 'start: true'",
                remedy: "write the url of a running server, or 'start: true' to have Tessera start apertium-apy")
        }
    }
}
