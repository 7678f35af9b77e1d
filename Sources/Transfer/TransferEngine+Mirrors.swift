extension TransferEngine {
    /// As ``download(anyOf:to:sha256:limit:progress:)``, of addresses that are asked as ``download(_:to:sha256:limit:progress:)``
    /// does.
    public func download(
        mirrors urls: [String], to path: String, sha256: String? = nil, limit: Int64? = nil,
        progress: (@Sendable (Int64, Int64?) -> Void)? = nil
    ) async throws -> DownloadedFile {
        try await download(
            anyOf: urls.map(downloadRequest), to: path, sha256: sha256, limit: limit, progress: progress)
    }

    /// Downloads a file that several addresses offer: each is tried in turn, with all its retries, until one gives the
    /// whole file with the right SHA-256. What one of them began, another never goes on with.
    ///
    /// See ``download(_:to:sha256:limit:progress:)``.
    /// - Parameter requests: at least one.
    /// - Throws: ``TransferError`` of the first address, or of the first that may pass later, with the others' words in
    ///   its detail.
    public func download(
        anyOf requests: [HTTPRequest], to path: String, sha256: String? = nil, limit: Int64? = nil,
        progress: (@Sendable (Int64, Int64?) -> Void)? = nil
    ) async throws -> DownloadedFile {
        var errors: [TransferError] = []
        for request in requests {
            do {
                return try await download(request, to: path, sha256: sha256, limit: limit, progress: progress)
            } catch let error as TransferError {
                guard error.kind.mayPassElsewhere else { throw error }
                errors.append(error)
            }
        }
        let index = errors.firstIndex(where: \.isRetryable) ?? 0
        guard errors.indices.contains(index) else {
            throw TransferError(.invalidRequest, url: "", detail: "no address was given")
        }
        var error = errors.remove(at: index)
        let others = errors.map(\.description)
        error.detail = ([error.detail].filter { !$0.isEmpty } + others).joined(separator: "; ")
        throw error
    }
}

extension TransferError.Kind {
    /// Whether another address may do better: not when the fault lies on this side.
    fileprivate var mayPassElsewhere: Bool {
        switch self {
        case .cancelled, .closed, .file: false
        default: true
        }
    }
}
