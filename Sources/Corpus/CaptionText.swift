import Foundation

extension String {
    /// A caption as it stands in a corpus: without the blanks and line ends that annotation files leave around it. The same
    /// sentence with and without them would be bought twice.
    public var trimmedCaption: String {
        // Nearly all have none, and Foundation goes through UTF-16 to find out.
        guard let first = utf8.first, let last = utf8.last, first.isPlain, last.isPlain else {
            return trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return self
    }
}

extension UInt8 {
    /// Whether it is a visible character of ASCII.
    fileprivate var isPlain: Bool { (0x21...0x7e).contains(self) }
}
