import Documents

/// Where a record stands, for complaints about it, and what importers of all kinds ask of a record.
struct RecordPlace {
    /// An element of a list: `images[3]`.
    struct Element {
        let list: String
        let index: Int
    }

    let file: String
    /// Counted from 1.
    let line: Int
    /// The record's own name in the file.
    var name: String?
    /// In a document, the list that the record is an element of, and a list in the record, where that is meant. They are
    /// kept apart because a text of them, made for each record, would take longer than reading it.
    var element: Element?
    var inner: Element?

    /// A complaint about the record, or one of its keys.
    func error(key: String? = nil, _ problem: String, remedy: String) -> InputError {
        let elements = [element, inner].compactMap { $0.map { "\($0.list)[\($0.index)]" } }
        let path = ([name].compactMap { $0 } + elements + [key].compactMap { $0 }).joined(separator: ".")
        return InputError(file: file, line: line, key: path.isEmpty ? nil : path, problem, remedy: remedy)
    }

    /// Refuses what cannot be an id.
    func id(_ text: String, _ key: String? = nil) throws(InputError) -> String {
        guard !text.isEmpty else { throw error(key: key, "the id is empty", remedy: "give the record an id") }
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw error(key: key, "the id holds a control character", remedy: "give the record an id of plain text")
        }
        return text
    }

    /// Refuses a caption that says nothing.
    func caption(_ text: String, _ key: @autoclosure () -> String? = nil) throws(InputError) -> String {
        // Nearly every caption begins with a letter of ASCII, or has one; the rest need Unicode's properties.
        guard text.utf8.contains(where: { (0x21..<0x7F).contains($0) }) || text.contains(where: { !$0.isWhitespace })
        else { throw error(key: key(), "the caption is empty", remedy: "write it, or leave the record out") }
        return text
    }

    /// The text of bytes.
    func text(_ bytes: Span<UInt8>, _ key: String? = nil) throws(InputError) -> String {
        guard let text = String(utf8: bytes) else {
            throw error(key: key, "the text is not UTF-8", remedy: "save the file as UTF-8")
        }
        return text
    }
}
