import CCurl

/// What proves that the rest of a file belongs to its beginning: only strong validators do (RFC 9110, 8.8.1), because a
/// weak one stays the same when bytes change.
struct Validator: Sendable, Equatable, Codable {
    var etag: String?
    var lastModified: String?

    /// The strong validator of a response; nil when it has none.
    init?(_ headers: HTTPHeaders) {
        if let etag = headers["ETag"], etag.hasPrefix("\"") {
            self.etag = etag
        } else if let modified = headers["Last-Modified"], Validator.isStrong(modified, sent: headers["Date"]) {
            lastModified = modified
        } else {
            return nil
        }
    }

    /// The value of If-Range.
    var ifRange: String { etag ?? lastModified ?? "" }

    /// Whether another response is about the same bytes, as far as it says.
    func agrees(with headers: HTTPHeaders) -> Bool {
        if let etag { return headers["ETag"].map { $0 == etag } ?? true }
        return headers["Last-Modified"].map { $0 == lastModified } ?? true
    }

    /// A time counts as strong when the file had not changed for a minute as the server sent it: within the same second
    /// it could change twice.
    private static func isStrong(_ modified: String, sent: String?) -> Bool {
        guard let sent else { return false }
        let (changed, answered) = (curl_getdate(modified, nil), curl_getdate(sent, nil))
        return changed > 0 && answered - changed >= 60
    }
}
