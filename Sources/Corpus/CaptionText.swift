import Foundation

extension String {
    /// A caption as it stands in a corpus: without the blanks and line ends that annotation files leave around it. The same
    /// sentence with and without them would be bought twice.
    public var trimmedCaption: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
