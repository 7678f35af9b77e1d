import Documents

/// A list of the ids that a split has: a line an id, or a column of a table with a header. Empty lines are skipped.
///
/// Lists often name files: `form` makes ids of them.
public struct IDList: Sendable {
    public let path: String
    public let form: IDForm
    /// The column of a table, comma-separated, or tab-separated where the file's name ends in `.tsv`; nil: a line an id.
    public let column: String?

    public init(path: String, form: IDForm = .asWritten, column: String? = nil) {
        self.path = path
        self.form = form
        self.column = column
    }

    /// Reads the ids, in the list's order.
    /// - Parameter body: gets an id, and its line counted from 1.
    /// - Throws: what the closure throws; ``InputError`` with the line of what is no id; ``Fault`` when the disk fails.
    public func forEach(_ body: (_ id: String, _ line: Int) throws -> Void) throws {
        if let column {
            let separator = path.utf8.suffix(4).elementsEqual(".tsv".utf8) ? Separator.tab : .comma
            let table = DelimitedImporter(
                path: path, separator: separator, header: true, columns: AnnotationColumns(id: column))
            try table.forEach({ try body(id($0.id, line: $0.line), $0.line) }, malformed: { throw $0 })
            return
        }
        var lines = try LineReader(path, skipsByteOrderMark: true)
        while let line = try lines.next() {
            if line.isEmpty { continue }
            let place = RecordPlace(file: path, line: lines.number)
            try body(id(place.text(line.span), line: lines.number), lines.number)
        }
    }

    private func id(_ name: String, line: Int) throws(InputError) -> String {
        let place = RecordPlace(file: path, line: line)
        guard let id = form.id(name) else {
            throw place.error(
                "'\(name)' is not of the form '\(form.rawValue)'", remedy: "mend the line, or name another form")
        }
        return try place.id(id)
    }
}
