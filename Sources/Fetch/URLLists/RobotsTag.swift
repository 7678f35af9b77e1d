import Transfer

/// What a server's X-Robots-Tag headers allow, read as img2dataset reads them: `noai, noimageai`, or with the name of the
/// program that they are for, `tessera: noai`.
public struct RobotsTag: Sendable {
    /// The words that ask to keep a file out of datasets and indexes.
    public static let words = ["noai", "noimageai", "noindex", "noimageindex"]

    private let respected: Set<String>
    private let name: String

    /// - Parameters:
    ///   - respected: the words that count.
    ///   - userAgent: what servers are told; its first word, without a version, is the name that counts.
    public init(respecting respected: [String], userAgent: String) {
        self.respected = Set(respected)
        name = userAgent.prefix { $0 != "/" && $0 != " " }.lowercased()
    }

    /// Whether no header forbids the file.
    public func allows(_ headers: HTTPHeaders) -> Bool {
        guard !respected.isEmpty else { return true }
        return headers.values(of: "X-Robots-Tag").allSatisfy { value in
            let parts = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0].lowercased().trimmingBlanks() != name { return true }
            let words = (parts.last ?? "").split(separator: ",").map { $0.lowercased().trimmingBlanks() }
            return respected.isDisjoint(with: words)
        }
    }
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        var text = self[...]
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
