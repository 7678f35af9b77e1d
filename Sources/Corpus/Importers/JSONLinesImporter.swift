import Documents

/// Reads JSON Lines: an object a line, whose keys are the columns. Captions are a text or a list of texts. Empty lines
/// are no records.
public struct JSONLinesImporter: Importer {
    public let path: String
    public let columns: AnnotationColumns

    public init(path: String, columns: AnnotationColumns) {
        self.path = path
        self.columns = columns
    }

    public func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws {
        let keys = JSONKeys(columns.names)
        var absent = columns.names
        var number = 0
        var sound = 0
        var lines = try LineReader(path, skipsByteOrderMark: true)
        while let line = try lines.next() {
            guard line.contains(where: { $0 > 0x20 }) else { continue }
            defer { number += 1 }
            try deliver(
                { () throws(InputError) in
                    let place = RecordPlace(file: path, line: lines.number)
                    let record = try JSONRecord(parsing: line, keys: keys, place)
                    if !absent.isEmpty { absent.removeAll(where: record.has) }
                    sound += 1
                    return try annotation(record, number: number)
                }, to: body, malformed: malformed)
        }
        if sound > 0, let name = absent.first {
            throw InputError(
                file: path, key: name, "no record has this key", remedy: "name another column in the manifest")
        }
    }

    private func annotation(_ record: JSONRecord, number: Int) throws(InputError) -> Annotation {
        var captions: [String] = []
        for column in columns.captions { captions += try record.captions(column) }
        func optional(_ column: String?) throws(InputError) -> String? {
            guard let column else { return nil }
            return try record.optionalText(column)
        }
        return Annotation(
            id: try columns.id.map { (column) throws(InputError) in try record.id(column) }
                ?? columns.id(ofRecord: number),
            split: try optional(columns.split), media: try optional(columns.media), url: try optional(columns.url),
            captions: captions,
            label: try columns.label.flatMap { (column) throws(InputError) in try record.word(column) },
            line: record.place.line)
    }
}
