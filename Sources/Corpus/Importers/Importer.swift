import Documents

/// Reads the records of an annotation file, in the file's order, without holding more than one of them.
///
/// To add one: conform a type to this, and name it in ``Manifest/Importer``.
public protocol Importer: Sendable {
    /// Reads the file to its end.
    ///
    /// A record that is not what it should be is malformed: it is told by file, line and key, and reading goes on behind
    /// it.
    /// - Parameters:
    ///   - body: gets each sound record.
    ///   - malformed: gets what is wrong with each other one.
    /// - Throws: what the two closures throw; ``InputError`` for a file that is not of the importer's form at all, or ends
    ///   in the middle; ``Fault`` when the disk fails.
    func forEach(_ body: (Annotation) throws -> Void, malformed: (InputError) throws -> Void) throws
}

extension Importer {
    /// Hands on a record, or the complaint about it.
    func deliver(
        _ record: () throws(InputError) -> Annotation, to body: (Annotation) throws -> Void,
        malformed: (InputError) throws -> Void
    ) throws {
        let annotation: Annotation
        do throws(InputError) {
            annotation = try record()
        } catch {
            try malformed(error)
            return
        }
        try body(annotation)
    }
}
