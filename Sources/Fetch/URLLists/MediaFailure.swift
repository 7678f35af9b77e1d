import Documents
import Transfer

/// Why an item of a URL list has no file: a class, to be counted, and more about it where there is more to say. Both are
/// the same on every run that meets the same fault.
struct MediaFailure: Error, Equatable {
    /// Such as `http 404` or `timed out`.
    let kind: String
    var detail = ""

    var reason: String { detail.isEmpty ? kind : "\(kind): \(detail)" }
}

extension MediaFailure {
    /// Nil for what is no fault of the item: the disk, or the end of the run.
    init?(_ error: TransferError) {
        switch error.kind {
        case .cancelled, .closed, .file: return nil
        case .http(let status): self.init(kind: "http \(status)")
        case .timedOut, .stalled: self.init(kind: "timed out")
        case .couldNotConnect: self.init(kind: "could not connect")
        case .resolve: self.init(kind: "no such host")
        case .tls: self.init(kind: "tls")
        case .cut: self.init(kind: "cut off")
        case .wrongLength: self.init(kind: "cut off", detail: error.kind.reason)
        case .tooManyRedirects: self.init(kind: "redirect", detail: error.kind.reason)
        case .insecureRedirect: self.init(kind: "redirect", detail: error.detail)
        case .tooLarge: self.init(kind: "too large", detail: error.kind.reason)
        case .declined: self.init(kind: "robots", detail: "an X-Robots-Tag header forbids it")
        case .invalidRequest: self.init(kind: "bad address", detail: error.detail)
        case .malformedResponse: self.init(kind: "not http")
        case .digestMismatch, .noRanges, .noVersion, .changed, .other:
            self.init(kind: "other", detail: error.kind.reason)
        }
    }

    static func notMedia(_ type: String?) -> MediaFailure {
        let type = type.map { $0.prefix { $0 != ";" }.lowercased() } ?? "no content type"
        return MediaFailure(kind: "not an image or video", detail: type)
    }

    static func damaged(_ error: InputError) -> MediaFailure {
        MediaFailure(kind: "damaged", detail: error.problem)
    }

    static func tooSmall(_ width: Int, _ height: Int) -> MediaFailure {
        MediaFailure(kind: "too small", detail: "\(width) by \(height)")
    }
}
