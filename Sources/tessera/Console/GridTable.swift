import Foundation
import Training

/// What a grid's runs came to, as a table for the terminal.
struct GridTable {
    let text: String

    /// - Parameter out: the folder that the runs' folders are in.
    init(_ report: GridReport, in out: String) {
        let winner = report.winner
        let rows = report.cells.map { cell in
            [
                cell.name, cell.recall.map { String(format: "%.2f", $0) } ?? "–", cell.step.map(String.init) ?? "–",
                cell.failure ?? (cell.name == winner?.name ? "best" : ""),
            ]
        }
        let table = TextTable(rows: [["cell", "mAR", "step", ""]] + rows).text
        let last = winner.map { "best: \($0.name), in \(out)/grid/\($0.name)/train/final" } ?? "no run came to its end"
        text = table + "\n" + last
    }
}
