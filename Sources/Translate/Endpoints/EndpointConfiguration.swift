import Corpus
import Documents

/// Which machine translation engine is asked, and how: the `endpoint` of a pipeline file, or a file of its own.
public struct EndpointConfiguration: Sendable, Equatable {
    /// Where the engine is.
    public enum Place: Sendable, Equatable {
        /// A server that runs already.
        case url(String)
        /// A server that Tessera starts and stops.
        case started
        /// Files on this machine.
        case files
    }

    /// The protocol, and what is chosen of what it offers.
    public var service: Service
    public var place: Place
    /// Requests in flight.
    public var requests: Int
    /// The engine's version. It stands in every caption, and what another version translated is asked again.
    public var version: String?
    /// The key that the provider gave.
    public var key: Secret?
    /// Why there is no key where one is named, in an endpoint that is only planned with.
    public internal(set) var missingKey: InputError?
    /// How fast the provider may be asked.
    public var rate = Rate()
    /// The characters that a run may send, counted in Unicode scalars; nil for no limit.
    public var budget: Int?
    /// What the provider asks for its work.
    public var price: Price?
    /// The most that one request may hold.
    public var limits: TranslationLimits
    /// The time for one try.
    public var timeout: Duration
    /// The tries after the first; nil for as many as usual.
    public var retries: Int?
    /// The provider's codes for languages, where its documentation's are not the ones to use.
    public var codes: [Language: String] = [:]

    /// The files, where translations come from some.
    public var alignedFiles: AlignedFiles? {
        if case .alignedFiles(let files) = service { files } else { nil }
    }

    /// The protocol that the engine speaks.
    public var api: API { service.api }

    /// - Parameters:
    ///   - service: the protocol; what is not said here has its usual value.
    ///   - requests: requests in flight; nil for as many as suit the protocol.
    public init(
        api service: Service, place: Place, requests: Int? = nil, version: String? = nil, key: Secret? = nil
    ) {
        self.service = service
        self.place = place
        self.requests = requests ?? service.api.defaultRequests
        self.version = version
        self.key = key
        limits = service.limits
        timeout = service.api.defaultTimeout
    }

    /// What tells this endpoint's translations from others of the same engine, in the memory and in captions: the
    /// version as the endpoint says it, else the model and settings that it chooses. Nil where it chooses none.
    public var memoryVersion: String? {
        if let version { return version }
        guard case .template = service, let description = service.version else { return service.version }
        // Nothing but its address and its form says which service it is.
        var server = ""
        if case .url(let url) = place { server = url }
        return String(Digest.of("\(server)\n\(description)").prefix(12))
    }
}
