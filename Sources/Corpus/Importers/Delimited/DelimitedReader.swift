import Documents

/// The rows of a table: CSV as RFC 4180 has it, whose quoted fields may hold line ends and doubled quotes, or lines of
/// fields without quotes.
struct DelimitedReader {
    struct Row {
        /// The line that the row begins on, counted from 1.
        let line: Int
        let fields: Result<[String], Malformed>
    }

    /// Why a row has no fields.
    struct Malformed: Error {
        let problem: String
        let remedy: String
    }

    private var window: ByteWindow
    private var line = 1
    private let separator: UInt8
    private let quotes: Bool

    /// A longer row, in bytes, is one that a forgotten quote has made.
    static let longestRow = 1 << 24

    /// - Parameters:
    ///   - quotes: nil: as the separator has it.
    ///   - pieceSize: how many bytes are read at once.
    /// - Throws: ``InputError`` when the file cannot be opened; ``Fault`` when the disk fails.
    init(_ path: String, separator: Separator, quotes: Bool? = nil, pieceSize: Int = 1 << 18) throws {
        window = try ByteWindow(path, pieceSize: pieceSize)
        self.separator = separator.byte
        self.quotes = quotes ?? separator.allowsQuotes
        try window.skipByteOrderMark()
    }

    /// The next row, nil behind the last one.
    /// - Throws: ``InputError`` for a quote that is never closed; ``Fault`` when the disk fails.
    mutating func next() throws -> Row? {
        var ends = RowEnd(separator: separator, quotes: quotes)
        while !ends.search(window.bytes.span, from: window.position) {
            guard ends.length <= Self.longestRow else { throw endless(ends, "in \(Self.longestRow >> 20) MiB") }
            guard try window.extend() else { break }
        }
        guard ends.length > 0 else { return nil }
        if ends.isInsideQuotes { throw endless(ends, "to the end of the file") }
        let start = window.position
        window.position += ends.length
        var end = window.position
        if window.bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > start, window.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        defer { line += ends.lineEnds }
        let fields = FieldSplitter(separator: separator, quotes: quotes).fields(of: window.bytes.span, start..<end)
        return Row(line: line, fields: fields)
    }

    private func endless(_ row: RowEnd, _ until: String) -> InputError {
        InputError(
            file: window.name, line: line,
            row.isInsideQuotes ? "a quote in this row is not closed \(until)" : "the row does not end \(until)",
            remedy: "close the quote, and double quotes inside fields, or check that this is the right file")
    }
}
