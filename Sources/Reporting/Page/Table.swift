/// A table that scrolls within itself where the page is narrow. The first cell of each row is its heading.
struct Table {
    let caption: String
    let columns: [Column]
    /// Headings over several columns, the first column not among them.
    var groups: [(title: String, span: Int)] = []
    let rows: [[HTML]]

    struct Column {
        let title: String
        let isNumber: Bool

        static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }

        fileprivate var style: HTML { isNumber ? " class=\"number\"" : "" }
    }

    var html: HTML {
        """
        <div class="scroll" role="region" aria-label="\(caption)" tabindex="0"><table>
        <caption>\(caption)</caption>
        <thead>\(groupRow)<tr>\(HTML(columns.map { "<th scope=\"col\"\($0.style)>\($0.title)</th>" }, separator: ""))</tr></thead>
        <tbody>
        \(rows.map(row))
        </tbody></table></div>
        """
    }

    private var groupRow: HTML? {
        guard !groups.isEmpty else { return nil }
        let cells: [HTML] = groups.map { "<th scope=\"colgroup\" colspan=\"\($0.span)\">\($0.title)</th>" }
        return "<tr><td></td>\(HTML(cells, separator: ""))</tr>"
    }

    private func row(_ cells: [HTML]) -> HTML {
        let filled: [HTML] = zip(columns, cells).enumerated().map { index, cell in
            index == 0
                ? "<th scope=\"row\"\(cell.0.style)>\(cell.1)</th>" : "<td\(cell.0.style)>\(cell.1)</td>"
        }
        return "<tr>\(HTML(filled, separator: ""))</tr>"
    }
}
