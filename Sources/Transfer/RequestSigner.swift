import Documents

/// What a request is signed with by AWS Signature Version 4, which S3 and the servers like it ask for.
///
/// libcurl makes the signature, over the method, the URL as it stands, every header that the request names, and the body's
/// SHA-256. It signs a query as it is written, so the request's own must be percent-encoded and sorted by its names, each with
/// its `=`. The secrets appear in no description, no error and no file.
public struct RequestSigner: Sendable, Hashable {
    /// The public half of the key.
    public let accessKey: String
    /// Goes no further than the engine's thread.
    let secretKey: String
    /// Of credentials that last for a while; nil for lasting ones.
    let sessionToken: String?
    public let region: String
    /// The service that is asked: `s3`.
    public let service: String

    public init(
        accessKey: String, secretKey: String, sessionToken: String? = nil, region: String, service: String = "s3"
    ) {
        (self.accessKey, self.secretKey, self.sessionToken) = (accessKey, secretKey, sessionToken)
        (self.region, self.service) = (region, service)
    }

    /// Whether what libcurl is told can hold it.
    var isSendable: Bool {
        [region, service].allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 0x3A } }
            && [accessKey, secretKey, sessionToken ?? ""].allSatisfy { $0.utf8.allSatisfy { $0 > 32 && $0 != 127 } }
    }

    /// The names of headers that it adds; a request's own of these names would be signed beside them.
    static let tokenHeader = "x-amz-security-token"
    public static let bodyHeader = "x-amz-content-sha256"
    /// The value of ``bodyHeader``. Who has a large body says it beforehand, off the engine's thread.
    public static func digest(_ body: [UInt8]) -> String {
        var digest = Digest()
        body.withUnsafeBytes { digest.update($0) }
        return digest.hexadecimal()
    }

    /// That of no body: the SHA-256 of nothing.
    static let noBody = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}

extension RequestSigner: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "\(service) in \(region)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["region": region, "service": service]) }
}
