/// Captions as points in the plane, each cluster with a number and a colour of its own. Pointing at a cluster, or reaching it
/// by the keyboard, shows its captions; a table has all of them.
struct ClusterChart {
    let title: String
    let about: String
    let language: String
    let points: [Point]

    struct Point {
        let x: Double
        let y: Double
        /// Counted from 0.
        let cluster: Int
        let caption: String
    }

    private static let width = 480.0
    private static let height = 400.0
    private static let margin = 18.0
    /// Captions of a cluster that are shown beside the plot.
    private static let listed = 8

    var html: HTML {
        guard !points.isEmpty else { return "" }
        let clusters = (0...(points.map(\.cluster).max() ?? 0)).map { cluster in
            points.filter { $0.cluster == cluster }
        }
        return """
            <figure class="map">
            <figcaption><strong>\(title)</strong> <span>\(about)</span></figcaption>
            \(drawing(clusters))
            <div class="members"><p class="hint">Point at a group, or reach it with the Tab key, to see its captions.</p>
            \(clusters.enumerated().map { list($0.offset, $0.element) })
            </div>
            <details><summary>All captions by group</summary>\(table(clusters))</details>
            </figure>
            """
    }

    /// Both axes have one scale: distances are what the picture is about.
    private func place(_ point: Point) -> (x: Double, y: Double) {
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        let (left, right, low, high) = (xs.min() ?? 0, xs.max() ?? 0, ys.min() ?? 0, ys.max() ?? 0)
        let (width, height) = (Self.width - 2 * Self.margin, Self.height - 2 * Self.margin)
        let scale = min(width / max(right - left, 1e-9), height / max(high - low, 1e-9))
        let isPoint = right == left && high == low
        return (
            Self.width / 2 + (isPoint ? 0 : (point.x - (left + right) / 2) * scale),
            Self.height / 2 - (isPoint ? 0 : (point.y - (low + high) / 2) * scale)
        )
    }

    private func drawing(_ clusters: [[Point]]) -> HTML {
        let groups: [HTML] = clusters.enumerated().map { number, members in
            let places = members.map(place)
            let dots: [HTML] = zip(members, places).map { member, place in
                """
                <circle cx="\(Plot.at(place.x))" cy="\(Plot.at(place.y))" r="4"><title>\(member.caption)</title></circle>
                """
            }
            let middle = (Self.median(places.map(\.x)), Self.median(places.map(\.y)))
            return """
                <g class="group-\(number)" tabindex="0" role="img" \
                aria-label="Group \(number + 1) of \(title), \(language): \(Numbers.counted(members.count, "caption"))">
                \(dots)
                \(Plot.text(String(number + 1), x: middle.0, y: middle.1 + 5, style: "number-mark"))
                </g>
                """
        }
        return """
            <svg viewBox="0 0 \(Plot.at(Self.width)) \(Plot.at(Self.height))" role="group" \
            aria-label="\(title), \(language): \(Numbers.counted(points.count, "caption")) in \(Numbers.counted(clusters.count, "group"))">
            \(groups)
            </svg>
            """
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func list(_ number: Int, _ members: [Point]) -> HTML {
        let rows: [HTML] = members.prefix(Self.listed).map { "<li><bdi lang=\"\(language)\">\($0.caption)</bdi></li>" }
        let rest = members.count - Self.listed
        let more: HTML? = rest > 0 ? "<li class=\"hint\">and \(Numbers.grouped(rest)) more</li>" : nil
        return """
            <div class="list-\(number)"><strong>Group \(number + 1)</strong>, \(Numbers.counted(members.count, "caption"))\
            <ul>\(rows)\(more)</ul></div>
            """
    }

    private func table(_ clusters: [[Point]]) -> HTML {
        Table(
            caption: "\(title), \(language): captions by group", columns: [.number("Group"), .text("Caption")],
            rows: clusters.enumerated().flatMap { number, members in
                members.map { ["\(number + 1)", "<bdi lang=\"\(language)\">\($0.caption)</bdi>"] }
            }
        ).html
    }
}
