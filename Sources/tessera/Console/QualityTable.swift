import Foundation
import Translate

/// How good translations look, a row a language, for the terminal.
struct QualityTable {
    let text: String

    /// Flags that are named in a row.
    private static let named = 3

    init(_ report: QualityReport) {
        let rows = report.languages.map { target in
            [
                target.language.tag, target.api, String(target.captions), String(target.missing),
                QualityTable.percent(target.flagged, of: target.captions), QualityTable.roundTrip(target.roundTrip),
                QualityTable.flags(target.flags),
            ]
        }
        text =
            TextTable(
                rows: [["language", "by", "captions", "missing", "flagged", "round trip chrF", "most frequent flags"]]
                    + rows
            ).text
    }

    private static func percent(_ count: Int, of all: Int) -> String {
        all > 0 ? String(format: "%.2f%%", 100 * Double(count) / Double(all)) : "-"
    }

    private static func roundTrip(_ trip: QualityReport.RoundTrip?) -> String {
        trip?.chrF.map { String(format: "%.1f", $0) } ?? "-"
    }

    private static func flags(_ flags: [String: Int]) -> String {
        let sorted = flags.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let names = sorted.prefix(named).map { "\($0.key) \($0.value)" }
        return names.isEmpty ? "-" : names.joined(separator: ", ")
    }
}
