import Documents

/// Reads the lists of Conceptual Captions (CC3M): `Train_GCC-training.tsv` and
/// `Validation_GCC-1.1.0-Validation.tsv`, rows of a caption, a tab and an address.
///
/// A record's id is its row's number, counted from 0, in nine digits, as img2dataset names what it fetches. A malformed row
/// keeps its number.
public struct CC3MImporter: Importer {
    public let path: String
    /// What stands before the number, to tell the training list's records from the validation list's.
    public let idPrefix: String

    public init(path: String, idPrefix: String = "") {
        self.path = path
        self.idPrefix = idPrefix
    }

    public func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws {
        let table = DelimitedImporter(
            path: path, separator: .tab, header: false,
            columns: AnnotationColumns(url: "2", captions: ["1"], idPrefix: idPrefix), fields: 2)
        try table.forEach(
            { annotation in
                try deliver({ () throws(InputError) in try complete(annotation) }, to: body, malformed: malformed)
            }, malformed: malformed)
    }

    private func complete(_ annotation: Annotation) throws(InputError) -> Annotation {
        let place = RecordPlace(file: path, line: annotation.line)
        guard annotation.url != nil else { throw place.error("the address is missing", remedy: "mend the row") }
        guard !annotation.captions.isEmpty else { throw place.error("the caption is empty", remedy: "mend the row") }
        return annotation
    }
}
