import Documents

/// An object that is a record, with the place that it has in its file.
struct JSONRecord {
    let place: RecordPlace
    private let value: JSONValue

    /// - Throws: ``InputError`` for a value that is no object.
    init(_ value: JSONValue, _ place: RecordPlace) throws(InputError) {
        guard case .object = value else { throw place.error("expected an object", remedy: "write {...} here") }
        self.value = value
        self.place = place
    }

    /// The object that these bytes are.
    /// - Parameter keys: the keys that are kept.
    init(parsing bytes: [UInt8], keys: JSONKeys, _ place: RecordPlace) throws(InputError) {
        var parser = JSONParser(keys: keys)
        let value: JSONValue
        do throws(JSONProblem) {
            value = try parser.document(bytes.span)
        } catch {
            let problem = if case .malformed(let reason) = error { reason } else { "it ends in the middle" }
            throw place.error("not readable as JSON: \(problem)", remedy: "mend it, or leave it out")
        }
        try self.init(value, place)
    }

    /// An element of a list in a document.
    init(_ element: StreamingJSON.Element, file: String) throws(InputError) {
        var place = RecordPlace(file: file, line: element.line)
        place.element = .init(list: element.list, index: element.index)
        try self.init(element.value, place)
    }

    /// Whether the key is there and not null.
    func has(_ key: String) -> Bool { value[key] != nil }

    /// A text or a whole number as an id.
    func id(_ key: String) throws(InputError) -> String {
        guard let id = try optionalID(key) else { throw missing(key) }
        return id
    }

    func optionalID(_ key: String) throws(InputError) -> String? {
        guard let text = try word(key) else { return nil }
        return try place.id(text, key)
    }

    /// A text that is not empty.
    func text(_ key: String) throws(InputError) -> String {
        guard let text = try optionalText(key) else { throw missing(key) }
        return text
    }

    func optionalText(_ key: String) throws(InputError) -> String? {
        switch value[key] {
        case nil: return nil
        case .text(let text) where !text.isEmpty: return text
        case .text: throw place.error(key: key, "the text is empty", remedy: "write it, or leave the key out")
        default: throw place.error(key: key, "expected a text", remedy: "write \"...\" here")
        }
    }

    /// A text, or a whole number as it is written.
    func word(_ key: String) throws(InputError) -> String? {
        if let value = value[key], value.isWholeNumber, case .number(let digits) = value { return digits }
        guard case .number = value[key] else { return try optionalText(key) }
        throw place.error(key: key, "expected a text or a whole number", remedy: "write it without a fraction")
    }

    /// A caption.
    func caption(_ key: String) throws(InputError) -> String {
        guard case .text(let text) = value[key] else {
            if has(key) { throw place.error(key: key, "expected a text", remedy: "write \"...\" here") }
            throw missing(key)
        }
        return try place.caption(text, key)
    }

    /// Captions: one text, or a list of texts; none where the key is absent.
    func captions(_ key: String) throws(InputError) -> [String] {
        switch value[key] {
        case nil: return []
        case .text(let text): return [try place.caption(text, key)]
        case .list(let list):
            var captions: [String] = []
            for (index, entry) in list.enumerated() {
                guard case .text(let text) = entry else {
                    throw place.error(key: "\(key)[\(index)]", "expected a text", remedy: "write \"...\" here")
                }
                captions.append(try place.caption(text, "\(key)[\(index)]"))
            }
            return captions
        default: throw place.error(key: key, "expected a text or a list of texts", remedy: "write [\"...\"] here")
        }
    }

    /// The objects of a list.
    func records(_ key: String) throws(InputError) -> [JSONRecord] {
        guard let list = value[key] else { throw missing(key) }
        guard case .list(let values) = list else {
            throw place.error(key: key, "expected a list", remedy: "write [...] here")
        }
        var records: [JSONRecord] = []
        for (index, value) in values.enumerated() {
            var inner = place
            inner.inner = .init(list: key, index: index)
            records.append(try JSONRecord(value, inner))
        }
        return records
    }

    private func missing(_ key: String) -> InputError {
        place.error(key: key, "the key is missing", remedy: "add it, or leave the record out")
    }
}
