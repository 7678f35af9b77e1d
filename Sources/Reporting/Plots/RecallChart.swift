/// Recall of the languages at one rank, before and after training, as bars, with the source language's as a line.
struct RecallChart {
    let title: String
    /// In percent.
    let bars: [Bar]
    /// The source language's recall.
    let reference: (tag: String, value: Double)?

    struct Bar {
        let tag: String
        let before: Double?
        let after: Double?
    }

    private static let width = 360.0
    private static let left = 44.0
    /// The end of 100 %; right of it is a column for the numbers, out of the dashed line's way.
    private static let right = 306.0
    private static let numbers = 352.0
    private static let top = 26.0
    private static let row = 38.0

    var html: HTML {
        let bottom = RecallChart.top + Double(bars.count) * RecallChart.row + 4
        let body: HTML = "\(grid(bottom))\n\(bars.enumerated().map(pair))\n\(mark(bottom))"
        return """
            <figure>
            <figcaption><strong>\(title)</strong></figcaption>
            \(Plot.svg(title: title, description: description, width: RecallChart.width, height: bottom + 36, body))
            </figure>
            """
    }

    private var description: String {
        let parts = bars.map { bar in
            let before = bar.before.map { " \(Numbers.decimal($0)) % before" }
            let after = bar.after.map { " \(Numbers.decimal($0)) % after" }
            return Numbers.name(ofLanguage: bar.tag) + [before, after].compactMap(\.self).joined(separator: ",")
        }
        let line = reference.map {
            ["\(Numbers.name(ofLanguage: $0.tag)) \(Numbers.decimal($0.value)) %, the dashed line"]
        }
        return (parts + (line ?? [])).joined(separator: "; ") + "."
    }

    private func across(_ percent: Double) -> Double {
        RecallChart.left + percent / 100 * (RecallChart.right - RecallChart.left)
    }

    private func grid(_ bottom: Double) -> HTML {
        let ticks: [HTML] = [0, 25, 50, 75, 100].map { (tick: Double) in
            """
            \(Plot.line(across(tick), RecallChart.top, across(tick), bottom, style: tick == 0 ? "axis" : "grid"))\
            \(Plot.text(Numbers.tick(tick), x: across(tick), y: bottom + 15))
            """
        }
        return "\(ticks)\n\(Plot.text("% of queries", x: across(50), y: bottom + 31, style: "unit"))"
    }

    private func pair(_ index: Int, _ bar: Bar) -> HTML {
        let y = RecallChart.top + Double(index) * RecallChart.row + 7
        return """
            \(Plot.text(bar.tag, x: RecallChart.left - 8, y: y + 17, anchor: "end", style: "name"))
            \(self.bar(bar.before, y: y, style: "before", label: "label"))
            \(self.bar(bar.after, y: y + 14, style: "after", label: "name"))
            """
    }

    private func bar(_ value: Double?, y: Double, style: HTML, label: HTML) -> HTML? {
        guard let value else { return nil }
        return """
            <rect x="\(Plot.at(RecallChart.left))" y="\(Plot.at(y))" width="\(Plot.at(across(value) - RecallChart.left))" \
            height="12" rx="2" class="\(style)"/>\
            \(Plot.text(Numbers.decimal(value), x: RecallChart.numbers, y: y + 10, anchor: "end", style: label))
            """
    }

    private func mark(_ bottom: Double) -> HTML? {
        reference.map { tag, value in
            """
            \(Plot.line(across(value), RecallChart.top - 6, across(value), bottom, style: "reference"))\
            \(Plot.text("\(tag) \(Numbers.decimal(value))", x: across(value), y: RecallChart.top - 11, style: "name"))
            """
        }
    }
}
