/// A value over the steps of training, a curve a run, with a border where one stage of the first gives way to the next.
struct LineChart {
    let title: String
    /// Of the vertical axis.
    let unit: String
    /// Goes on where the title ends, for those who do not know the term.
    let about: String
    let runs: [Run]

    struct Run {
        let name: String
        let stages: [Stage]
    }

    struct Stage {
        let name: String
        let points: [Point]
    }

    struct Point {
        let step: Int
        let value: Double
    }

    private static let width = 360.0
    private static let height = 220.0
    private static let left = 62.0
    private static let right = 348.0
    private static let top = 26.0
    private static let bottom = 180.0
    /// More points than this cannot be told apart; report.json has them all.
    private static let mostPoints = 300

    /// The figure: heading, drawing, table.
    var html: HTML {
        let shown = runs.map { run in
            Run(
                name: run.name,
                stages: run.stages.map { stage in
                    Stage(
                        name: stage.name,
                        points: LineChart.thinned(stage.points, to: LineChart.mostPoints / run.stages.count))
                })
        }
        let points = shown.flatMap(\.points)
        guard !points.isEmpty else { return "" }
        let description = "\(unit) over steps: " + shown.compactMap { ends($0) }.joined(separator: "; ") + "."
        let x = Axis(from: Double(points.map(\.step).min() ?? 0), to: Double(points.map(\.step).max() ?? 1))
        let y = Axis(covering: points.map(\.value))
        let curves: [HTML] = shown.enumerated().flatMap { number, run in
            run.stages.compactMap { curve($0.points, number, x, y) }
        }
        let body: HTML = "\(grid(x, y))\n\(borders(x))\n\(curves)"
        return """
            <figure>
            <figcaption><strong>\(title)</strong> <span>\(about)</span></figcaption>
            \(Plot.svg(title: title, description: description, width: LineChart.width, height: LineChart.height, body))
            <details><summary>Numbers</summary>\(table(shown))</details>
            </figure>
            """
    }

    private func ends(_ run: Run) -> String? {
        guard let first = run.points.first, let last = run.points.last else { return nil }
        let name = runs.count > 1 ? "\(run.name) " : ""
        return name + "\(Numbers.significant(first.value)) at step \(Numbers.grouped(first.step)), "
            + "\(Numbers.significant(last.value)) at step \(Numbers.grouped(last.step))"
    }

    private func across(_ axis: Axis, _ value: Double) -> Double {
        LineChart.left + axis.position(value) * (LineChart.right - LineChart.left)
    }

    private func up(_ axis: Axis, _ value: Double) -> Double {
        LineChart.bottom - axis.position(value) * (LineChart.bottom - LineChart.top)
    }

    private func grid(_ x: Axis, _ y: Axis) -> HTML {
        let (left, right, bottom) = (LineChart.left, LineChart.right, LineChart.bottom)
        let rows: [HTML] = y.ticks.map { tick in
            let height = up(y, tick)
            return """
                \(Plot.line(left, height, right, height, style: "grid"))\
                \(Plot.text(Numbers.tick(tick), x: left - 6, y: height + 3.5, anchor: "end"))
                """
        }
        let columns: [HTML] = x.ticks.map { tick in
            let place = across(x, tick)
            return """
                \(Plot.line(place, bottom, place, bottom + 4, style: "axis"))\
                \(Plot.text(Numbers.tick(tick), x: place, y: bottom + 16))
                """
        }
        let middle = (LineChart.top + bottom) / 2
        let name = y.isLogarithmic ? unit + ", log scale" : unit
        return """
            \(rows)
            \(Plot.line(left, bottom, right, bottom, style: "axis"))
            \(columns)
            \(Plot.text("training step", x: (left + right) / 2, y: bottom + 34, style: "unit"))
            <g transform="rotate(-90 11 \(Plot.at(middle)))">\(Plot.text(name, x: 11, y: middle, style: "unit"))</g>
            """
    }

    /// A line at each stage's first step but the first's, and each stage's name above its part.
    private func borders(_ x: Axis) -> HTML {
        let stages = runs.first?.stages ?? []
        let starts = stages.compactMap(\.points.first?.step).map { across(x, Double($0)) }
        let ends = starts.dropFirst() + [LineChart.right]
        return HTML(
            zip(stages, zip(starts, ends)).enumerated().map { index, part in
                let (stage, (start, end)) = part
                let border = Plot.line(start, LineChart.top - 18, start, LineChart.bottom, style: "border")
                // Letters are about 5.6 pixels wide; a name that does not fit is left to the text above the plots.
                let fits = Double(stage.name.count) * 5.6 + 8 < end - start
                let name = Plot.text(stage.name, x: start + 5, y: LineChart.top - 9, anchor: "start", style: "unit")
                return "\(index > 0 ? border : nil)\(fits && stages.count > 1 ? name : nil)"
            })
    }

    private func curve(_ points: [Point], _ number: Int, _ x: Axis, _ y: Axis) -> HTML? {
        let places: [HTML] = points.map { "\(Plot.at(across(x, Double($0.step)))) \(Plot.at(up(y, $0.value)))" }
        guard let first = places.first else { return nil }
        // A lone point would draw nothing; a line of no length has round ends.
        let path: HTML = places.count == 1 ? "M\(first)h0" : "M\(HTML(places, separator: "L"))"
        let series: HTML? = runs.count > 1 ? " \(Plot.series(number))" : nil
        return "<path d=\"\(path)\" class=\"curve\(series)\"/>"
    }

    private func table(_ shown: [Run]) -> HTML {
        let several = shown.count > 1
        return Table(
            caption: "\(title), \(unit)",
            columns: (several ? [.text("Run")] : []) + [.number("Step"), .text("Stage"), .number("Value")],
            rows: shown.flatMap { run in
                run.stages.flatMap { stage in
                    stage.points.map { point -> [HTML] in
                        (several ? ["\(run.name)"] : [])
                            + [
                                "\(Numbers.grouped(point.step))", "\(stage.name)",
                                "\(Numbers.significant(point.value))",
                            ]
                    }
                }
            }
        ).html
    }

    /// Points evenly spread over many, the first and the last among them.
    private static func thinned(_ points: [Point], to count: Int) -> [Point] {
        guard points.count > count, count > 1 else { return points }
        return (0..<count).map { points[$0 * (points.count - 1) / (count - 1)] }
    }
}

extension LineChart.Run {
    fileprivate var points: [LineChart.Point] { stages.flatMap(\.points) }
}
