import Documents
import Foundation

/// Reads lines of corpus files as items, each by itself.
public struct ItemLine: Sendable {
    private var parser = ItemParser()

    public init() {}

    /// The item of a line.
    /// - Parameters: file, number: where the line stands, for complaints.
    /// - Throws: ``InputError`` for a line that is no item.
    public mutating func item(_ line: [UInt8], file: String, number: Int) throws(InputError) -> Item {
        if let item = parser.parse(line) { return item }
        // What the fast parser leaves: lines in another form, and lines that are wrong.
        do {
            return try JSONDecoder().decode(Item.self, from: Data(line))
        } catch {
            throw InputError(
                file: file, line: number, "not an item of a corpus: \(ItemLine.reason(error))",
                remedy: "make the corpus again, or mend the line")
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "the key '\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "the key '\(context.codingPath.map(\.stringValue).joined(separator: "."))' holds another kind of value"
        case let complaint as InputError: complaint.problem
        default: "not readable as JSON"
        }
    }
}
