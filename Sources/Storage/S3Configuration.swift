import Documents
import Foundation
import Transfer

/// Where buckets are asked for and with what key: from the variables and files that other S3 programs read.
struct S3Configuration: Sendable {
    /// How a bucket stands in an address.
    enum Addressing: String {
        case path, virtual, auto
    }

    /// A server's own address, without a slash at its end; nil for AWS.
    let endpoint: String?
    let addressing: Addressing
    let region: String
    /// Nil where there is no key: then requests are not signed.
    let signer: RequestSigner?

    /// - Throws: ``InputError`` for half a key, a profile that is not there or of a kind that is not known, or an endpoint that
    ///   is no address. None of them quotes a secret.
    init(_ environment: [String: String]) throws {
        func variable(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        let profile = try S3Configuration.profile(environment)
        region = variable("AWS_REGION", "AWS_DEFAULT_REGION") ?? profile["region"] ?? "us-east-1"
        var endpoint = variable("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL") ?? profile["endpoint_url"]
        while endpoint?.hasSuffix("/") == true { endpoint?.removeLast() }
        if let endpoint, !endpoint.hasPrefix("http://"), !endpoint.hasPrefix("https://") {
            throw InputError(
                key: "AWS_ENDPOINT_URL", "'\(redacted(endpoint))' is no http or https address",
                remedy: "write, for example, http://127.0.0.1:9000")
        }
        self.endpoint = endpoint
        let style = variable("TESSERA_S3_ADDRESSING") ?? profile["s3.addressing_style"] ?? "auto"
        guard let addressing = Addressing(rawValue: style) else {
            throw InputError(
                key: "TESSERA_S3_ADDRESSING", "'\(style)' is no way to write addresses",
                remedy: "use path, virtual or auto")
        }
        self.addressing = addressing
        let keys = [variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY")]
        if let access = keys[0], let secret = keys[1] {
            signer = RequestSigner(
                accessKey: access, secretKey: secret, sessionToken: variable("AWS_SESSION_TOKEN"), region: region)
        } else if keys.contains(where: { $0 != nil }) {
            throw InputError(
                key: "AWS_ACCESS_KEY_ID", "of it and AWS_SECRET_ACCESS_KEY only one is set",
                remedy: "set both, or neither and name a profile by AWS_PROFILE")
        } else {
            signer = try S3Configuration.signer(profile, region: region)
        }
    }

    private static func signer(_ profile: [String: String], region: String) throws -> RequestSigner? {
        if let access = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] {
            return RequestSigner(
                accessKey: access, secretKey: secret, sessionToken: profile["aws_session_token"], region: region)
        }
        let others = ["role_arn", "sso_session", "sso_start_url", "credential_process", "web_identity_token_file"]
        guard let other = others.first(where: { profile[$0] != nil }) else { return nil }
        throw InputError(
            key: "AWS_PROFILE", "the profile has no key, but '\(other)', which is not known here",
            remedy: "let `aws configure export-credentials --format env` set the variables")
    }

    /// The profile that is meant, from both files; empty where nobody named one and there is no default.
    private static func profile(_ environment: [String: String]) throws -> [String: String] {
        let home = (environment["HOME"] ?? NSHomeDirectory()) + "/.aws"
        let named = environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"]
        let name = named ?? "default"
        let path = environment["AWS_SHARED_CREDENTIALS_FILE"] ?? home + "/credentials"
        let keys = try ProfileFile(path)
        let settings = try ProfileFile(environment["AWS_CONFIG_FILE"] ?? home + "/config")
        if let named, keys[name] == nil, settings[name] == nil {
            let known = Set(keys.names + settings.names).sorted().joined(separator: ", ")
            throw InputError(
                file: path, key: "AWS_PROFILE", "there is no profile '\(named)'",
                remedy: known.isEmpty ? "write the file" : "use one of: \(known)")
        }
        return (settings[name] ?? [:]).merging(keys[name] ?? [:]) { $1 }
    }

    /// The address of an object, or of the bucket where the key is empty.
    func url(of place: S3Location, query: [String: String] = [:]) -> String {
        let server = endpoint ?? "https://s3.\(region).amazonaws.com" + (region.hasPrefix("cn-") ? ".cn" : "")
        let path = AWSEncoding.path(place.key)
        let ending = query.isEmpty ? "" : "?" + AWSEncoding.query(query)
        // A certificate for *.s3.… does not hold for a bucket with a dot, and a host's name has no capitals.
        let isHost = place.bucket.utf8.allSatisfy {
            $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0)
        }
        let isVirtual = addressing == .virtual || addressing == .auto && endpoint == nil && isHost
        guard isVirtual, let slashes = server.range(of: "://") else {
            return "\(server)/\(place.bucket)" + (path.isEmpty ? "" : "/\(path)") + ending
        }
        return server[..<slashes.upperBound] + "\(place.bucket)." + server[slashes.upperBound...] + "/\(path)" + ending
    }
}
