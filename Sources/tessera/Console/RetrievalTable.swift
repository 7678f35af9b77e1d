import Evaluation
import Foundation

/// Retrieval results as a table for the terminal.
struct RetrievalTable {
    private let rows: [[String]]

    /// Two rows a language, one a direction, and the sums.
    init(_ report: RetrievalReport) {
        let header = [
            "language", "direction", "queries", "R@1", "R@5", "R@10", "R@50", "R@100", "median", "mean", "quartiles",
            "mAR",
        ]
        let languages = report.ordered.flatMap { language, result in
            [("T→V", result.textToVisual), ("V→T", result.visualToText)].map { direction, metrics in
                [report.label(language), direction] + RetrievalTable.cells(metrics) + [
                    RetrievalTable.number(result.meanRecall)
                ]
            }
        }
        rows = [header] + languages + [["sum of R@1", "T→V", "", RetrievalTable.number(report.sumR1)]]
    }

    private static func cells(_ metrics: RetrievalMetrics) -> [String] {
        let recalls = [1, 5, 10, 50, 100].map { number(metrics.accuracy[$0 - 1]) }
        let quartiles = [metrics.quartiles[0], metrics.quartiles[2]].map(number).joined(separator: "–")
        return [String(metrics.queries)] + recalls + [number(metrics.medianRank), number(metrics.meanRank), quartiles]
    }

    /// One row a language, before and after training.
    init(before: RetrievalReport, after: RetrievalReport) {
        let header = [
            "language", "T→V R@1 before", "after", "R@10 before", "after", "V→T R@1 before", "after",
            "mean recall before", "after",
        ]
        rows =
            [header]
            + after.ordered.compactMap { language, late in
                guard let early = before.languages[language] else { return nil }
                let pairs = [
                    (early.textToVisual.r1, late.textToVisual.r1), (early.textToVisual.r10, late.textToVisual.r10),
                    (early.visualToText.r1, late.visualToText.r1), (early.meanRecall, late.meanRecall),
                ]
                return [after.label(language)]
                    + pairs.flatMap { [RetrievalTable.number($0.0), RetrievalTable.number($0.1)] }
            }
    }

    var text: String { TextTable(rows: rows).text }

    private static func number(_ value: Double) -> String { String(format: "%.1f", value) }
}

extension RetrievalReport {
    /// The languages that were trained, then the others, by tag.
    fileprivate var ordered: [(key: String, value: LanguageResult)] {
        let sorted = languages.sorted { $0.key < $1.key }
        return sorted.filter { !isUnseen($0.key) } + sorted.filter { isUnseen($0.key) }
    }

    fileprivate func label(_ language: String) -> String { isUnseen(language) ? "\(language) (not trained)" : language }

    private func isUnseen(_ language: String) -> Bool { unseen?.contains(language) ?? false }
}
