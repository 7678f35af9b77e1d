import Corpus
import Reporting

/// An item: its frames, its captions in all languages with what is known of each, and the items that look like it.
struct ItemPage {
    let workspace: String
    let item: Item
    /// Why there is no picture; nil where there is one.
    let problem: String?
    /// The source language first.
    let languages: [String]
    /// Nil for an item without features.
    let neighbours: [(item: Item, score: Float?)]?

    var html: HTML {
        PageFrame(
            workspace: workspace, title: item.id,
            body: """
                \(strip)
                \(facts)
                <section aria-labelledby="captions"><h2 id="captions">Captions</h2>
                \(item.captions.isEmpty ? "<p class=\"missing\">None.</p>" : nil)
                \(item.captionGroups(languages).map(group))
                </section>
                <section aria-labelledby="near"><h2 id="near">What looks like it</h2>
                \(near)
                </section>
                """
        ).html
    }

    private var strip: HTML {
        if let problem { return "<p class=\"missing\">No picture: \(problem).</p>" }
        return "<img class=\"strip\" src=\"\(ItemLink.picture(of: item.id, .frames))\" alt=\"\(picture)\">"
    }

    private var picture: String {
        item.media.kind == .video ? "Frames of \(item.id), from the first to the last" : "The image \(item.id)"
    }

    private var facts: HTML {
        let url: HTML? = item.media.url.map { "<dt>Fetched from</dt><dd>\($0)</dd>" }
        return """
            <dl class="facts"><dt>Split</dt><dd>\(item.split)</dd><dt>Kind</dt><dd>\(item.media.kind.rawValue)</dd>\
            <dt>File</dt><dd><code>\(item.media.path)</code></dd>\(url)</dl>
            """
    }

    private func group(_ captions: [Caption]) -> HTML {
        "<ul class=\"group\">\n\(captions.map(row))\n</ul>"
    }

    private func row(_ caption: Caption) -> HTML {
        let flags: [HTML] = (caption.flags ?? []).map { "<span class=\"badge\">\($0)</span>" }
        return """
            <li><p><span class="tag">\(caption.language.tag)</span> <bdi lang="\(caption.language.tag)">\(caption.text)</bdi> \
            \(HTML(flags, separator: " "))</p><p class="from">\(Numbers.name(ofLanguage: caption.language.tag)), \
            \(provenance(caption))</p></li>
            """
    }

    private func provenance(_ caption: Caption) -> String {
        let source = caption.source.flatMap {
            item.captions.indices.contains($0) ? item.captions[$0].language.tag : nil
        }
        let from = source.map { " from \(Numbers.name(ofLanguage: $0))" } ?? ""
        guard caption.origin == .machine else {
            return source == nil ? "written by people" : "translated by people\(from)"
        }
        let engine = [caption.engine ?? "a machine", caption.version].compactMap(\.self).joined(separator: " ")
        return "translated\(from) by \(engine)" + (caption.date.map { " on \($0)" } ?? "")
    }

    private var near: HTML {
        guard let neighbours else {
            return "<p class=\"missing\">Not known: the item has no features.</p>"
        }
        guard !neighbours.isEmpty else { return "<p class=\"missing\">There is no other item with features.</p>" }
        return """
            <ol class="results">
            \(neighbours.map { ItemLink(item: $0.item, language: languages.first, score: $0.score).html })
            </ol>
            """
    }
}
