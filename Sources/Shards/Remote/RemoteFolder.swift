import Foundation
import Transfer

/// A folder of shards behind an http or https URL. What may be secret in the URL is sent, and never shown.
public struct RemoteFolder: Sendable {
    private let path: String
    /// With its question mark; signed URLs have one.
    private let query: String

    /// - Parameter url: see ``isURL(_:)``.
    public init(_ url: String) {
        let text = url.prefix { $0 != "#" }
        var path = String(text.prefix { $0 != "?" })
        query = String(text.dropFirst(path.count))
        while path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// Whether what a user named is behind a URL, and not a folder here.
    public static func isURL(_ text: String) -> Bool {
        let text = text.lowercased()
        return text.hasPrefix("http://") || text.hasPrefix("https://")
    }

    /// The URL without secrets.
    public var name: String { redacted(path + query) }

    /// The folder of that name in this one.
    func folder(_ name: String) -> RemoteFolder { RemoteFolder(url(of: name)) }

    /// The URL of a file. It may hold secrets: do not print it.
    func url(of file: String) -> String {
        path + "/" + (file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? file) + query
    }

    /// The URL of a file, without secrets.
    func name(of file: String) -> String { redacted(url(of: file)) }
}
