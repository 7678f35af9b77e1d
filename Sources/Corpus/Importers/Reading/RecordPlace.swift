import Documents

/// Where a record stands, for complaints about it, and what importers of all kinds ask of a record.
struct RecordPlace {
    let file: String
    /// Counted from 1.
    let line: Int
    /// The record's own key in the file, such as `images[3]`.
    var key: String?

    /// A complaint about the record, or one of its keys.
    func error(key: String? = nil, _ problem: String, remedy: String) -> InputError {
        let path = [self.key, key].compactMap { $0 }.joined(separator: ".")
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
    func caption(_ text: String, _ key: String? = nil) throws(InputError) -> String {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw error(key: key, "the caption is empty", remedy: "write it, or leave the record out")
        }
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
