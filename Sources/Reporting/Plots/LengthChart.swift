/// How long captions are: of each language a curve of the share of captions over their length, in columns of some characters.
struct LengthChart {
    let title: String
    let about: String
    let rows: [Row]

    struct Row {
        let tag: String
        /// Captions by their length; the last number may be of all longer ones too.
        let lengths: [Int]
        /// The lengths that 5, 25, 50, 75 and 95 of a hundred captions do not exceed.
        let percentiles: [Int]
    }

    private static let width = 360.0
    private static let left = 44.0
    private static let right = 346.0
    private static let top = 10.0
    private static let row = 44.0
    /// Columns over the axis.
    private static let columns = 50

    var html: HTML {
        let shown = rows.filter { $0.percentiles.count == 5 }
        guard let most = shown.map({ LengthChart.end(of: $0) }).max() else { return "" }
        let step = max(1, (most + LengthChart.columns - 1) / LengthChart.columns)
        let x = Axis(from: 0, to: Double((most / step + 1) * step))
        let bottom = LengthChart.top + Double(shown.count) * LengthChart.row
        let body: HTML = "\(grid(x, bottom))\n\(shown.enumerated().map { area($0.element, $0.offset, step, x) })"
        return """
            <figure>
            <figcaption><strong>\(title)</strong> <span>\(about)</span></figcaption>
            \(Plot.svg(title: title, description: description(shown), width: Self.width, height: bottom + 40, body))
            <details><summary>Numbers</summary>\(table(shown))</details>
            </figure>
            """
    }

    /// Where a language's curve ends: a little beyond what 99 of a hundred captions do not exceed.
    private static func end(of row: Row) -> Int {
        let all = row.lengths.reduce(0, +)
        var below = 0
        let end = row.lengths.firstIndex { number in
            below += number
            return below * 100 >= 99 * all
        }
        return max(1, (end ?? row.lengths.count) * 21 / 20)
    }

    private func description(_ shown: [Row]) -> String {
        shown.map { row in
            "\(Numbers.name(ofLanguage: row.tag)): median \(row.percentiles[2]) characters, "
                + "90 % between \(row.percentiles[0]) and \(row.percentiles[4])"
        }.joined(separator: "; ") + "."
    }

    private func across(_ x: Axis, _ length: Double) -> Double {
        Self.left + x.position(length) * (Self.right - Self.left)
    }

    private func grid(_ x: Axis, _ bottom: Double) -> HTML {
        let ticks: [HTML] = x.ticks.map { tick in
            """
            \(Plot.line(across(x, tick), Self.top, across(x, tick), bottom, style: tick == 0 ? "axis" : "grid"))\
            \(Plot.text(Numbers.tick(tick), x: across(x, tick), y: bottom + 15))
            """
        }
        return """
            \(ticks)
            \(Plot.text("characters a caption", x: (Self.left + Self.right) / 2, y: bottom + 33, style: "unit"))
            """
    }

    private func area(_ row: Row, _ index: Int, _ step: Int, _ x: Axis) -> HTML {
        let columns = Int(x.range.upperBound) / step
        var counts = [Int](repeating: 0, count: columns)
        for (length, count) in row.lengths.enumerated() where length / step < columns { counts[length / step] += count }
        let most = Double(max(counts.max() ?? 1, 1))
        let base = Self.top + Double(index + 1) * Self.row - 4
        let points: [HTML] = counts.enumerated().map { column, count in
            let height = Double(count) / most * (Self.row - 10)
            return "\(Plot.at(across(x, (Double(column) + 0.5) * Double(step)))) \(Plot.at(base - height))"
        }
        let median = across(x, Double(row.percentiles[2]))
        return """
            \(Plot.text(row.tag, x: Self.left - 8, y: base - 8, anchor: "end", style: "name"))
            <path d="M\(Plot.at(Self.left)) \(Plot.at(base))L\(HTML(points, separator: "L"))L\(Plot.at(Self.right)) \
            \(Plot.at(base))Z" class="area"/>
            \(Plot.line(median, base - Self.row + 12, median, base, style: "median"))
            """
    }

    private func table(_ shown: [Row]) -> HTML {
        Table(
            caption: "\(title): characters that so many captions do not exceed",
            columns: [.text("Language")] + [5, 25, 50, 75, 95].map { .number("\($0) %") },
            rows: shown.map { row in ["\(row.tag)"] + row.percentiles.map { "\(Numbers.grouped($0))" } }
        ).html
    }
}
