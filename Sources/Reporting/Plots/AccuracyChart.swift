import Foundation

/// The share of queries whose answer is among the first k, over k, a curve a language.
struct AccuracyChart {
    let title: String
    let about: String
    let curves: [Curve]

    struct Curve {
        let tag: String
        /// In percent, for k from 1 on.
        let accuracy: [Double]
        /// Whether it is the source language's, the mark for the others.
        let isReference: Bool
    }

    private static let width = 360.0
    private static let height = 236.0
    private static let left = 44.0
    /// Right of it is a column for the languages' tags.
    private static let right = 312.0
    private static let top = 14.0
    private static let bottom = 188.0
    private static let ticks = [1, 2, 5, 10, 20, 50, 100]
    /// Letters of two tags above each other need so many pixels.
    private static let line = 13.0

    var html: HTML {
        let shown = curves.filter { !$0.accuracy.isEmpty }
        guard !shown.isEmpty else { return "" }
        let most = shown.map(\.accuracy.count).max() ?? 1
        let x = Axis(from: 0, to: log10(Double(max(most, 2))))
        let body: HTML =
            "\(grid(x, most))\n\(shown.enumerated().map { curve($0.element, $0.offset, x) })\n\(tags(shown))"
        return """
            <figure>
            <figcaption><strong>\(title)</strong> <span>\(about)</span></figcaption>
            \(Plot.svg(title: title, description: description(shown), width: Self.width, height: Self.height, body))
            <details><summary>Numbers</summary>\(table(shown, most))</details>
            </figure>
            """
    }

    private func description(_ shown: [Curve]) -> String {
        shown.map { curve in
            let (first, last) = (curve.accuracy[0], curve.accuracy[curve.accuracy.count - 1])
            return "\(Numbers.name(ofLanguage: curve.tag)): \(Numbers.decimal(first)) % at 1, "
                + "\(Numbers.decimal(last)) % at \(curve.accuracy.count)"
        }.joined(separator: "; ") + "."
    }

    private func across(_ x: Axis, _ k: Int) -> Double {
        Self.left + x.position(log10(Double(k))) * (Self.right - Self.left)
    }

    private func up(_ percent: Double) -> Double { Self.bottom - percent / 100 * (Self.bottom - Self.top) }

    private func grid(_ x: Axis, _ most: Int) -> HTML {
        let rows: [HTML] = [0, 25, 50, 75, 100].map { (percent: Double) in
            """
            \(Plot.line(Self.left, up(percent), Self.right, up(percent), style: percent == 0 ? "axis" : "grid"))\
            \(Plot.text(Numbers.tick(percent), x: Self.left - 6, y: up(percent) + 3.5, anchor: "end"))
            """
        }
        let columns: [HTML] = Self.ticks.filter { $0 <= most }.map { k in
            """
            \(Plot.line(across(x, k), Self.bottom, across(x, k), Self.bottom + 4, style: "axis"))\
            \(Plot.text(String(k), x: across(x, k), y: Self.bottom + 16))
            """
        }
        let middle = (Self.top + Self.bottom) / 2
        return """
            \(rows)
            \(columns)
            \(Plot.text("k, log scale", x: (Self.left + Self.right) / 2, y: Self.bottom + 34, style: "unit"))
            <g transform="rotate(-90 11 \(Plot.at(middle)))">\(Plot.text("% of queries", x: 11, y: middle, style: "unit"))</g>
            """
    }

    private func curve(_ curve: Curve, _ number: Int, _ x: Axis) -> HTML {
        let places: [HTML] = curve.accuracy.enumerated().map { index, value in
            "\(Plot.at(across(x, index + 1))) \(Plot.at(up(value)))"
        }
        let path: HTML = places.count == 1 ? "M\(places[0])h0" : "M\(HTML(places, separator: "L"))"
        return "<path d=\"\(path)\" class=\"curve \(style(curve, number))\"/>"
    }

    private func style(_ curve: Curve, _ number: Int) -> HTML {
        curve.isReference ? "reference" : Plot.series(number)
    }

    /// Each tag beside the end of its curve, moved where another is there.
    private func tags(_ shown: [Curve]) -> [HTML] {
        var lowest = -Double.infinity
        let ends = shown.enumerated().map {
            (number: $0.offset, curve: $0.element, y: up($0.element.accuracy.last ?? 0))
        }
        return ends.sorted { ($0.y, $0.number) < ($1.y, $1.number) }.map { end in
            let y = max(end.y, lowest + Self.line)
            lowest = y
            return """
                \(Plot.line(Self.right + 4, y, Self.right + 16, y, style: "curve \(style(end.curve, end.number))"))\
                \(Plot.text(end.curve.tag, x: Self.right + 20, y: y + 3.5, anchor: "start", style: "name"))
                """
        }
    }

    private func table(_ shown: [Curve], _ most: Int) -> HTML {
        Table(
            caption: "\(title), % of queries",
            columns: [.number("k")] + shown.map { .number($0.tag) },
            rows: Self.ticks.filter { $0 <= most }.map { k in
                ["\(k)"]
                    + shown.map { curve in k <= curve.accuracy.count ? "\(Numbers.decimal(curve.accuracy[k - 1]))" : "–"
                    }
            }
        ).html
    }
}
