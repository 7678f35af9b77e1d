import Evaluation
import Foundation

/// Retrieval results as a table for the terminal.
struct RetrievalTable {
    private let rows: [[String]]

    /// One row a language.
    init(_ report: RetrievalReport) {
        rows =
            [["language", "T→V R@1", "R@5", "R@10", "median", "V→T R@1", "R@5", "R@10", "median", "mean recall"]]
            + report.languages.sorted { $0.key < $1.key }.map { language, result in
                [language]
                    + [result.textToVisual, result.visualToText].flatMap {
                        [$0.r1, $0.r5, $0.r10, $0.medianRank].map(RetrievalTable.number)
                    } + [RetrievalTable.number(result.meanRecall)]
            }
    }

    /// One row a language, before and after training.
    init(before: RetrievalReport, after: RetrievalReport) {
        let header = [
            "language", "T→V R@1 before", "after", "R@10 before", "after", "V→T R@1 before", "after",
            "mean recall before", "after",
        ]
        rows =
            [header]
            + after.languages.sorted { $0.key < $1.key }.compactMap { language, late in
                guard let early = before.languages[language] else { return nil }
                let pairs = [
                    (early.textToVisual.r1, late.textToVisual.r1), (early.textToVisual.r10, late.textToVisual.r10),
                    (early.visualToText.r1, late.visualToText.r1), (early.meanRecall, late.meanRecall),
                ]
                return [language] + pairs.flatMap { [RetrievalTable.number($0.0), RetrievalTable.number($0.1)] }
            }
    }

    var text: String { TextTable(rows: rows).text }

    private static func number(_ value: Double) -> String { String(format: "%.1f", value) }
}
