import Foundation
import Storage
import Transfer

/// A folder of shards behind an http or https URL, or in a bucket: `s3://bucket/key`. What may be secret in the URL is sent, and
/// never shown.
public struct RemoteFolder: Sendable {
    private let path: String
    /// With its question mark; signed URLs have one.
    private let query: String
    private let isBucket: Bool

    /// - Parameter url: see ``isURL(_:)``.
    public init(_ url: String) {
        isBucket = S3Location.isLocation(url)
        // A key may have these signs.
        let text = isBucket ? url[...] : url.prefix { $0 != "#" }
        var path = isBucket ? url : String(text.prefix { $0 != "?" })
        query = isBucket ? "" : String(text.dropFirst(path.count))
        while path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// Whether what a user named is behind a URL, and not a folder here.
    public static func isURL(_ text: String) -> Bool {
        S3Access.isURL(text)
    }

    /// The URL without secrets.
    public var name: String { isBucket ? path : redacted(path + query) }

    /// The folder of that name in this one.
    func folder(_ name: String) -> RemoteFolder { RemoteFolder(url(of: name)) }

    /// The URL of a file. It may hold secrets: do not print it.
    func url(of file: String) -> String {
        if isBucket { return path + "/" + file }
        return path + "/" + (file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? file) + query
    }

    /// The URL of a file, without secrets.
    func name(of file: String) -> String { isBucket ? url(of: file) : redacted(url(of: file)) }
}
