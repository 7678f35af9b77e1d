import Documents

/// Where a table's columns stand in its rows.
struct ColumnPositions {
    let id: Int?
    let media: Int?
    let url: Int?
    let captions: [Int]
    let split: Int?
    let label: Int?
    /// How many fields a row has.
    let count: Int

    /// - Parameters:
    ///   - header: the columns' names; nil: columns go by position.
    ///   - count: how many fields a row has.
    /// - Throws: ``InputError`` for a column that the table does not have.
    init(_ columns: AnnotationColumns, header: [String]?, count: Int, file: String) throws(InputError) {
        func position(_ name: String) throws(InputError) -> Int {
            if let header { return try Self.position(name, in: header, file: file) }
            guard let number = Int(name), (1...max(count, 1)).contains(number) else {
                throw InputError(
                    file: file, key: name, "the table has no header, and \(count) columns",
                    remedy: "name a column by its position, 1 to \(count)")
            }
            return number - 1
        }
        func optional(_ name: String?) throws(InputError) -> Int? {
            guard let name else { return nil }
            return try position(name)
        }
        id = try optional(columns.id)
        media = try optional(columns.media)
        url = try optional(columns.url)
        var captions: [Int] = []
        for name in columns.captions { captions.append(try position(name)) }
        self.captions = captions
        split = try optional(columns.split)
        label = try optional(columns.label)
        self.count = count
    }

    private static func position(_ name: String, in header: [String], file: String) throws(InputError) -> Int {
        guard let position = header.firstIndex(of: name) else {
            throw InputError(
                file: file, line: 1, key: name, "the table has no such column",
                remedy: "name one of: \(header.joined(separator: ", "))")
        }
        guard header.lastIndex(of: name) == position else {
            throw InputError(
                file: file, line: 1, key: name, "the table has several columns of this name",
                remedy: "rename all but one")
        }
        return position
    }
}
