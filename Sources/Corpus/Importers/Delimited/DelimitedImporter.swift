import Documents

/// Reads tables: CSV, TSV and their like.
///
/// Empty fields are as if they were not there, and rows with more or fewer fields than the header, or than the first row,
/// are malformed.
public struct DelimitedImporter: Importer {
    public let path: String
    public let separator: Separator
    /// Whether the first row names the columns.
    public let header: Bool
    public let columns: AnnotationColumns
    /// How many fields a row has; nil: as many as the first one.
    private let fields: Int?

    public init(path: String, separator: Separator, header: Bool, columns: AnnotationColumns) {
        self.init(path: path, separator: separator, header: header, columns: columns, fields: nil)
    }

    init(path: String, separator: Separator, header: Bool, columns: AnnotationColumns, fields: Int?) {
        self.path = path
        self.separator = separator
        self.header = header
        self.columns = columns
        self.fields = fields
    }

    public func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws {
        var rows = try DelimitedReader(path, separator: separator)
        var positions: ColumnPositions?
        if header {
            guard let row = try rows.next() else {
                throw InputError(file: path, "the table is empty", remedy: "write a first row that names the columns")
            }
            let names = try self.names(row)
            positions = try ColumnPositions(columns, header: names, count: names.count, file: path)
        }
        var number = 0
        while let row = try rows.next() {
            defer { number += 1 }
            if positions == nil, let count = fields ?? (try? row.fields.get().count) {
                positions = try ColumnPositions(columns, header: nil, count: count, file: path)
            }
            try deliver(
                { () throws(InputError) in try annotation(row, number: number, positions) },
                to: body, malformed: malformed)
        }
    }

    private func names(_ row: DelimitedReader.Row) throws -> [String] {
        do throws(DelimitedReader.Malformed) {
            return try row.fields.get()
        } catch {
            throw InputError(file: path, line: row.line, error.problem, remedy: error.remedy)
        }
    }

    private func annotation(_ row: DelimitedReader.Row, number: Int, _ positions: ColumnPositions?) throws(InputError)
        -> Annotation
    {
        let place = RecordPlace(file: path, line: row.line)
        let fields: [String]
        do throws(DelimitedReader.Malformed) {
            fields = try row.fields.get()
        } catch {
            throw place.error(error.problem, remedy: error.remedy)
        }
        guard let positions, fields.count == positions.count else {
            throw place.error(
                "the row has \(fields.count) fields, not \(positions?.count ?? 0)",
                remedy: "mend the row; a separator inside a field must stand in quotes")
        }
        func field(_ position: Int?) -> String? {
            position.map { fields[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        }
        var captions: [String] = []
        for (position, name) in zip(positions.captions, columns.captions) {
            if let text = field(position) { captions.append(try place.caption(text, name)) }
        }
        if captions.isEmpty, let name = columns.captions.first, positions.media == nil, positions.url == nil {
            throw place.error(key: name, "the caption is empty", remedy: "write it, or leave the row out")
        }
        return Annotation(
            id: positions.id == nil
                ? columns.id(ofRecord: number) : try place.id(field(positions.id) ?? "", columns.id),
            split: field(positions.split), media: field(positions.media), url: field(positions.url), captions: captions,
            label: field(positions.label), line: row.line)
    }
}
