import Documents
import Storage
import Transfer

/// What a person is told of a transfer that failed.
enum RemoteComplaint {
    /// - Parameter name: the file's URL, without secrets.
    static func about(_ name: String, _ error: TransferError) -> any Error {
        switch error.kind {
        case .cancelled: return CancellationError()
        case .changed: return altered(name, error.detail)
        case .noRanges:
            return InputError(
                file: name, "\(error.kind.reason) (\(error.detail))",
                remedy: "serve the shards from one that answers range requests, or copy them here and name the folder")
        case .noVersion:
            return InputError(
                file: name, "\(error.kind.reason), so that parts of different versions could not be told apart",
                remedy: "serve the shards from one that gives ETags, or copy them here and name the folder")
        case .digestMismatch: return wrongDigest(name)
        case .http(let status) where status == 404 || status == 410:
            return InputError(
                file: name, "no such file, says the server", remedy: "put the shards there that the index names")
        case .http(let status) where !error.isRetryable && (400..<500).contains(status):
            return InputError(
                file: name, error.kind.reason,
                remedy: S3Location.isLocation(name)
                    ? "check that the key may read it, and that a session's token has not expired"
                    : "check the address, and that it may be read without more")
        case .invalidRequest, .insecureRedirect, .tooManyRedirects:
            return InputError(file: name, "\(error.kind.reason) \(error.detail)", remedy: "mend the address")
        default:
            let detail = error.detail.isEmpty ? "" : " (\(error.detail))"
            return Fault("reading \(name)", reason: error.kind.reason + detail)
        }
    }

    static func altered(_ name: String, _ detail: String = "") -> InputError {
        InputError(
            file: name, "was altered or replaced while it was in use" + (detail.isEmpty ? "" : " (\(detail))"),
            remedy: "put back what the run began with and go on, or begin a new run")
    }

    static func wrongDigest(_ name: String) -> InputError {
        InputError(
            file: name, "its SHA-256 is not the index's: it was altered",
            remedy: "put the shards there again, together with their index.json")
    }

    static func wrongSize(_ name: String, _ bytes: Int64, expected: Int) -> InputError {
        InputError(
            file: name, "has \(bytes) bytes, and the index says \(expected): it was altered",
            remedy: "put the shards there again, together with their index.json")
    }
}

extension TransferEngine {
    /// - Parameter name: of what is transferred, without secrets.
    /// - Throws: ``InputError``; ``Fault`` for what a rerun may pass.
    func transferring<Result>(_ name: String, _ body: () async throws -> Result) async throws -> Result {
        do { return try await body() } catch let error as TransferError { throw RemoteComplaint.about(name, error) }
    }
}
