import Foundation

/// The ranks of the right answers, before and after training: a bar from the first quartile to the third, with the median as a
/// stroke, a pair of them a language.
struct RankChart {
    let title: String
    let about: String
    let rows: [Row]

    struct Row {
        let tag: String
        /// Three quartiles each; empty where they were not measured.
        let before: [Double]
        let after: [Double]
    }

    private static let width = 360.0
    private static let left = 44.0
    private static let right = 346.0
    private static let top = 10.0
    private static let row = 38.0

    var html: HTML {
        let shown = rows.filter { $0.before.count == 3 || $0.after.count == 3 }
        guard !shown.isEmpty else { return "" }
        let most = shown.flatMap { $0.before + $0.after }.max() ?? 1
        let x = Axis(from: 0, to: log10(max(most, 10)))
        let bottom = Self.top + Double(shown.count) * Self.row + 4
        let body: HTML = "\(grid(x, bottom, most))\n\(shown.enumerated().map { pair($0.element, $0.offset, x) })"
        return """
            <figure>
            <figcaption><strong>\(title)</strong> <span>\(about)</span></figcaption>
            \(Plot.svg(title: title, description: description(shown), width: Self.width, height: bottom + 36, body))
            <details><summary>Numbers</summary>\(table(shown))</details>
            </figure>
            """
    }

    private func description(_ shown: [Row]) -> String {
        func text(_ quartiles: [Double], _ moment: String) -> String? {
            guard quartiles.count == 3 else { return nil }
            return
                "\(Numbers.decimal(quartiles[0])) to \(Numbers.decimal(quartiles[2])), median \(Numbers.decimal(quartiles[1])), \(moment)"
        }
        return shown.map { row in
            Numbers.name(ofLanguage: row.tag) + ": "
                + [text(row.before, "before"), text(row.after, "after")].compactMap(\.self).joined(separator: "; ")
        }.joined(separator: "; ") + "."
    }

    private func across(_ x: Axis, _ rank: Double) -> Double {
        Self.left + x.position(log10(max(1, rank))) * (Self.right - Self.left)
    }

    private func grid(_ x: Axis, _ bottom: Double, _ most: Double) -> HTML {
        let powers = (0...9).map { pow(10, Double($0)) }.filter { $0 <= max(most, 10) }
        let ticks: [HTML] = powers.map { rank in
            """
            \(Plot.line(across(x, rank), Self.top, across(x, rank), bottom, style: rank == 1 ? "axis" : "grid"))\
            \(Plot.text(Numbers.tick(rank), x: across(x, rank), y: bottom + 15))
            """
        }
        return """
            \(ticks)
            \(Plot.text("rank of the right answer, log scale", x: (Self.left + Self.right) / 2, y: bottom + 31, style: "unit"))
            """
    }

    private func pair(_ row: Row, _ index: Int, _ x: Axis) -> HTML {
        let y = Self.top + Double(index) * Self.row + 7
        return """
            \(Plot.text(row.tag, x: Self.left - 8, y: y + 17, anchor: "end", style: "name"))
            \(bar(row.before, y: y, style: "before", x))
            \(bar(row.after, y: y + 14, style: "after", x))
            """
    }

    private func bar(_ quartiles: [Double], y: Double, style: HTML, _ x: Axis) -> HTML? {
        guard quartiles.count == 3 else { return nil }
        let (low, middle, high) = (across(x, quartiles[0]), across(x, quartiles[1]), across(x, quartiles[2]))
        return """
            <rect x="\(Plot.at(low))" y="\(Plot.at(y))" width="\(Plot.at(max(high - low, 3)))" height="12" rx="2" \
            class="\(style)"/>\
            \(Plot.line(middle, y - 1, middle, y + 13, style: "median"))
            """
    }

    private func table(_ shown: [Row]) -> HTML {
        func cells(_ quartiles: [Double]) -> [HTML] {
            quartiles.count == 3 ? quartiles.map { "\(Numbers.decimal($0))" } : ["–", "–", "–"]
        }
        let columns: [Table.Column] = [.number("25 %"), .number("50 %"), .number("75 %")]
        return Table(
            caption: "\(title): ranks that so many of the queries reach",
            columns: [.text("Language")] + columns + columns,
            groups: [("before", 3), ("after", 3)],
            rows: shown.map { ["\($0.tag)"] + cells($0.before) + cells($0.after) }
        ).html
    }
}
