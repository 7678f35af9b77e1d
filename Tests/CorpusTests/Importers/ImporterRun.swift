import Documents
import TestSupport

@testable import Corpus

/// What an importer gave for a file.
struct ImporterRun {
    var annotations: [Annotation] = []
    var malformed: [InputError] = []
    /// What it threw at the end.
    var error: InputError?

    init(_ importer: any Importer) throws {
        do {
            try importer.forEach({ annotations.append($0) }, malformed: { malformed.append($0) })
        } catch let complaint as InputError {
            error = complaint
        }
    }

    /// Runs an importer over a file of this text.
    init(_ text: String, _ importer: (_ path: String) -> any Importer) throws {
        let folder = try TemporaryFolder()
        try self.init(importer(folder.write(text, to: "annotations")))
    }

    var ids: [String] { annotations.map(\.id) }
    var captions: [[String]] { annotations.map(\.captions) }
    var malformedLines: [Int?] { malformed.map(\.line) }
}
