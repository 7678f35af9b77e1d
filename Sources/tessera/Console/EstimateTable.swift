import Foundation
import Translate

/// What a translation would take, as a table for the terminal.
struct EstimateTable {
    let text: String

    init(_ estimate: TranslationEstimate) {
        var rows = [["language", "by", "segments", "distinct", "characters", "cached", "to send", "price"]]
        for target in estimate.targets {
            let price = target.cost.map { String(format: "%.2f %@", $0, target.currency ?? "") } ?? "not given"
            rows.append(
                [target.language.tag, target.api]
                    + [
                        target.segments, target.distinct, target.characters, target.cached, target.charactersToSend,
                    ].map(String.init) + [price])
        }
        text = TextTable(rows: rows).text
    }
}
