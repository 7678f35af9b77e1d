import Foundation

/// What the plots share: SVG text and coordinates, and a figure with the numbers behind it.
enum Plot {
    /// A coordinate, to a tenth of a pixel.
    static func at(_ value: Double) -> HTML {
        HTML(stringLiteral: String(format: "%.1f", value))
    }

    /// The class of one of several curves or swatches; after six they come again.
    static func series(_ number: Int) -> HTML { HTML(stringLiteral: "series-\(number % 6)") }

    /// A drawing that screen readers read as one picture with a title and a description.
    static func svg(title: String, description: String, width: Double, height: Double, _ body: HTML) -> HTML {
        let id = "plot-" + String(title.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        return """
            <svg viewBox="0 0 \(at(width)) \(at(height))" role="img" aria-labelledby="\(id)-title \(id)-desc">
            <title id="\(id)-title">\(title)</title>
            <desc id="\(id)-desc">\(description)</desc>
            \(body)
            </svg>
            """
    }

    /// A text, from its baseline.
    static func text(_ text: String, x: Double, y: Double, anchor: HTML = "middle", style: HTML = "label") -> HTML {
        "<text x=\"\(at(x))\" y=\"\(at(y))\" text-anchor=\"\(anchor)\" class=\"\(style)\">\(text)</text>"
    }

    /// A straight line.
    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: HTML) -> HTML {
        "<line x1=\"\(at(x1))\" y1=\"\(at(y1))\" x2=\"\(at(x2))\" y2=\"\(at(y2))\" class=\"\(style)\"/>"
    }
}
