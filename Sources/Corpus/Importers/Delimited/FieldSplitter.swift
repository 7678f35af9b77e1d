/// Cuts a row into its fields.
struct FieldSplitter {
    let separator: UInt8
    let quotes: Bool

    private static let quote = UInt8(ascii: "\"")

    /// - Parameter row: where the row lies, without its line end.
    func fields(of bytes: Span<UInt8>, _ row: Range<Int>) -> Result<[String], DelimitedReader.Malformed> {
        var fields: [String] = []
        var start = row.lowerBound
        do throws(DelimitedReader.Malformed) {
            while true {
                let isQuoted = quotes && start < row.upperBound && bytes[start] == Self.quote
                let end =
                    isQuoted ? try quotedEnd(bytes, start, row.upperBound) : plainEnd(bytes, start, row.upperBound)
                fields.append(isQuoted ? try quoted(bytes, start + 1..<end - 1) : try plain(bytes, start..<end))
                guard end < row.upperBound else { return .success(fields) }
                start = end + 1
            }
        } catch {
            return .failure(error)
        }
    }

    private func plainEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, bytes[index] != separator { index += 1 }
        return index
    }

    /// Where a quoted field ends, behind its quote.
    private func quotedEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) throws(DelimitedReader.Malformed) -> Int {
        var index = start + 1
        while index < end {
            if bytes[index] == Self.quote {
                guard index + 1 < end, bytes[index + 1] == Self.quote else { break }
                index += 1
            }
            index += 1
        }
        guard index + 1 >= end || bytes[index + 1] == separator else {
            throw .init(
                problem: "something stands between a field's last quote and the separator",
                remedy: "double the quotes inside the field")
        }
        return index + 1
    }

    private func plain(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(DelimitedReader.Malformed) -> String {
        if quotes {
            for index in range where bytes[index] == Self.quote {
                throw .init(
                    problem: "a quote stands in a field without quotes",
                    remedy: "put the field in quotes, and double the quotes inside it")
            }
        }
        return try text(bytes.extracting(range))
    }

    private func quoted(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(DelimitedReader.Malformed) -> String {
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            content.append(bytes[index])
            index += bytes[index] == Self.quote ? 2 : 1
        }
        return try text(content.span)
    }

    private func text(_ bytes: Span<UInt8>) throws(DelimitedReader.Malformed) -> String {
        guard let text = String(utf8: bytes) else {
            throw .init(problem: "the text is not UTF-8", remedy: "save the file as UTF-8")
        }
        return text
    }
}
