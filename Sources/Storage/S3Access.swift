import Documents
import Foundation
import Synchronization
import Transfer

/// Turns `s3://bucket/key` into requests that a server of S3 answers, and leaves http and https addresses as they are: what
/// asks for addresses asks for all three kinds by it. The configuration is read when the first place in a bucket is met.
public final class S3Access: Sendable {
    private let environment: [String: String]
    private let found = Mutex<S3Configuration?>(nil)

    public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.environment = environment
    }

    /// - Throws: ``InputError``.
    var configuration: S3Configuration {
        get throws {
            try found.withLock { found in
                if let found { return found }
                let configuration = try S3Configuration(environment)
                found = configuration
                return configuration
            }
        }
    }

    /// Whether a text names something behind a URL, and not a path here.
    public static func isURL(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://") || S3Location.isLocation(text)
    }

    /// The same request, and where its URL is a place in a bucket, to the server that has it, and signed.
    /// - Throws: ``InputError`` for a URL that is no such place, or a configuration that cannot be used.
    public func request(_ request: HTTPRequest) throws -> HTTPRequest {
        guard S3Location.isLocation(request.url) else { return request }
        return try self.request(request, S3Location(request.url))
    }

    func request(_ request: HTTPRequest, _ place: S3Location, query: [String: String] = [:]) throws -> HTTPRequest {
        let configuration = try configuration
        var request = request
        request.url = configuration.url(of: place, query: query)
        request.signer = configuration.signer
        return request
    }

    /// What a person is told of an answer about a place in a bucket; nil for a success, and where there is no such object.
    public func complaint(about answer: HTTPResponse, _ place: String) -> (any Error)? {
        let complaint = S3Complaint(answer)
        let isAbsent = answer.status == 404 && complaint.code != "NoSuchBucket"
        guard !answer.isSuccess, !isAbsent, let location = try? S3Location(place) else { return nil }
        return complaint.error("reading", location, isSigned: (try? configuration)?.signer != nil)
    }

    /// What tells apart the places of equal names on different servers.
    public var server: String { get throws { try redacted(configuration.url(of: S3Location(bucket: "b", key: ""))) } }
}
