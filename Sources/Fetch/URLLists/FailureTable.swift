import Foundation
import Workspace

/// The items of a shard that failed, as a table for people: tab-separated, a head line, an item a line.
struct FailureTable {
    private var lines = "id\turl\tclass\tdetail\n"
    private(set) var failures: [Outcome.Failure] = []
    /// How many failed, by class.
    private(set) var counts: [String: Int] = [:]

    mutating func add(_ item: ListedItem, _ failure: MediaFailure) {
        let fields = [item.id, item.url, failure.kind, failure.detail].map(FailureTable.escaped)
        lines += fields.joined(separator: "\t") + "\n"
        failures.append(.init(item: item.id, reason: failure.reason))
        counts[failure.kind, default: 0] += 1
    }

    /// Writes the table, or removes the one of an earlier run when nothing failed.
    func write(to path: String) throws {
        if failures.isEmpty {
            try? FileManager.default.removeItem(atPath: path)
        } else {
            try AtomicOutput.write(Data(lines.utf8), to: path)
        }
    }

    /// A field may hold neither a tab nor a line end.
    private static func escaped(_ field: String) -> String {
        var text = ""
        for scalar in field.unicodeScalars {
            switch scalar {
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\\": text += "\\\\"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
