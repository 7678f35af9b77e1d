import Documents
import Transfer

/// What a person is told of an answer that is no success. Of a server's words only its code is shown: the rest may quote the
/// request, and with it a session's token.
struct S3Complaint {
    /// `NoSuchBucket`, for example; empty where the server gave none.
    let code: String
    let status: Int
    /// The region that the bucket is in, where the server says so.
    let region: String?

    init(_ response: HTTPResponse) {
        self.init(status: response.status, headers: response.headers, body: response.body)
    }

    init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        let error = try? XMLElement(body)
        let code = error?.name == "Error" ? error?["Code"] ?? "" : ""
        let isCode = code.utf8.count <= 64 && code.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        self.code = isCode ? code : ""
        let region = headers["x-amz-bucket-region"] ?? error?["Region"]
        self.region = region.flatMap { text in
            text.utf8.count <= 32
                && text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
                ? text : nil
        }
    }

    /// Whether the same request may pass later.
    var isPassing: Bool {
        ["SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout", "Throttling", "OperationAborted"]
            .contains(code) || RetryPolicy.isRetryable(status: status)
    }

    /// - Parameters:
    ///   - task: what was being done: `reading`.
    ///   - isSigned: whether a key was sent.
    func error(_ task: String, _ place: S3Location, isSigned: Bool) -> any Error {
        let words = "status \(status)" + (code.isEmpty ? "" : ", \(code)")
        if isPassing { return Fault("\(task) \(place)", reason: words) }
        func complaint(_ problem: String, _ remedy: String) -> InputError {
            InputError(file: "\(place)", "\(problem) (\(words))", remedy: remedy)
        }
        switch code {
        case "NoSuchBucket":
            return complaint(
                "there is no bucket '\(place.bucket)'",
                "mend the name, or make the bucket; AWS_ENDPOINT_URL says which server is asked")
        case "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed", "Redirect",
            "IllegalLocationConstraintException":
            return complaint(
                "the bucket is in another region", "set AWS_REGION to " + (region ?? "that of the bucket"))
        case "ExpiredToken", "TokenRefreshRequired", "InvalidToken":
            return complaint(
                "the session's token has expired or is not valid",
                "get new credentials, and set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN")
        case "InvalidAccessKeyId":
            return complaint("the server does not know the access key", "check AWS_ACCESS_KEY_ID, or the profile")
        case "SignatureDoesNotMatch":
            return complaint(
                "the secret key is not that of the access key", "check AWS_SECRET_ACCESS_KEY, or the profile")
        case "RequestTimeTooSkewed": return complaint("this machine's clock is wrong", "set the clock")
        default: break
        }
        switch status {
        case 301, 302, 307, 308:
            return complaint(
                "the bucket is in another region or behind another address",
                region.map { "set AWS_REGION to \($0)" } ?? "set AWS_REGION, or AWS_ENDPOINT_URL")
        case 401, 403:
            return complaint(
                "access denied",
                isSigned
                    ? "let this key read and list the bucket, and write to it where it is written to; or use another one"
                    : "no key was found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE")
        case 404: return complaint("there is no such object", "mend the key")
        default:
            return complaint(
                "the server refuses the request",
                isSigned
                    ? "check the address and AWS_ENDPOINT_URL"
                    : "it may ask for a key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
        }
    }
}
