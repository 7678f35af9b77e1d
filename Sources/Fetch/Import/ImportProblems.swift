import Documents
import Workspace

/// What went wrong while annotation files were read: all of it counted, the first of it listed.
struct ImportProblems: Sendable, Codable, Equatable {
    /// Malformed records, in all.
    var malformed = 0
    /// Captions for items that no source names, where only such items were to be joined.
    var unjoined = 0
    /// Items that no split of the manifest takes.
    var outside = 0
    /// The first problems, and files that are not there.
    private(set) var listed: [Outcome.Failure] = []

    private static let limit = 1000

    /// Adds a malformed record.
    /// - Parameter folder: the folder that the files' names are shortened by.
    mutating func add(_ complaint: InputError, in folder: String) {
        malformed += 1
        guard listed.count < ImportProblems.limit else { return }
        let file =
            complaint.file.map { $0.hasPrefix(folder + "/") ? String($0.dropFirst(folder.count + 1)) : $0 } ?? "?"
        let place = complaint.line.map { "\(file):\($0)" } ?? file
        let key = complaint.key.map { "\($0): " } ?? ""
        listed.append(.init(item: place, reason: "\(key)\(complaint.problem); \(complaint.remedy)"))
    }

    /// Adds a split that has not as many items as it should.
    mutating func addCount(of split: String, found: Int, expected: Int) {
        listed.append(.init(item: split, reason: "\(expected) items are expected, and \(found) are there"))
    }

    /// Adds an annotation file that is not there.
    mutating func addMissing(_ file: String) {
        listed.append(.init(item: file, reason: "is not there; its captions are left out"))
    }
}
