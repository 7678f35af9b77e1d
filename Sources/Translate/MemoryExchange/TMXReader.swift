import Documents
import Foundation
import FoundationXML

/// Reads translation memories of TMX 1.1 to 1.4, our own and other programs', a unit at a time.
///
/// A unit gives an entry for each of its languages but the source: the one that the unit or the header names, or the first
/// where they name all (`*all*`). Inline codes (`bpt`, `ept`, `it`, `ph`, `ut`) are left out of the texts, and what `hi` marks
/// stays. A unit that is malformed is reported and skipped.
///
/// Entities that a document declares are never expanded, and nothing beside the file is opened.
public struct TMXReader {
    private let path: String
    private let options: MemoryReadingOptions

    /// - Parameter path: the file, in any encoding that its first line names.
    /// - Throws: ``InputError`` for a file that cannot be read, is no XML, or declares entities.
    public init(_ path: String, _ options: MemoryReadingOptions) throws {
        try XMLProlog.check(path)
        self.path = path
        self.options = options
    }

    /// Reads the entries in their order.
    /// - Parameters:
    ///   - body: gets each entry.
    ///   - problem: gets each unit that is skipped.
    /// - Throws: ``InputError`` for a file that is no TMX or ends too early, after what came before; and what the closures throw.
    public func forEach(_ body: (MemoryEntry) throws -> Void, problem: (MemoryProblem) throws -> Void) throws {
        guard let stream = InputStream(fileAtPath: path) else {
            throw InputError(file: path, "cannot be read", remedy: "check that the file is there and may be read")
        }
        try withoutActuallyEscaping(body) { body in
            try withoutActuallyEscaping(problem) { problem in
                let document = TMXDocument(file: path, options: options, body: body, problem: problem)
                let parser = XMLParser(stream: stream)
                parser.shouldResolveExternalEntities = false
                parser.delegate = document
                _ = parser.parse()
                try document.end()
            }
        }
    }
}
