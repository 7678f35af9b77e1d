import Evaluation

/// Captions whose own image or video stands far behind others after training, beside what was retrieved instead.
struct HardestSection {
    let results: RetrievalComparison?
    /// By the items' ids.
    let thumbnails: [String: SamplePicture]

    var html: HTML {
        guard let report = results?.after, let hardest = report.hardest else {
            return "<p class=\"missing\">Not known: there is no evaluation after training that tells them.</p>"
        }
        let languages = (results?.languages ?? []).filter { hardest[$0]?.isEmpty == false }
        guard !languages.isEmpty else { return "<p class=\"note\">Every caption finds its own first.</p>" }
        let parts: [HTML] = languages.map { language in
            """
            <h3>\(Numbers.name(ofLanguage: language)) <span class="tag">\(language)</span></h3>
            <div class="samples">
            \((hardest[language] ?? []).map { card($0, language) })
            </div>
            """
        }
        return """
            <p class="note">The captions that find their own image or video last, at most one of an item: first their own, then
            the three that stand before all others.</p>
            \(parts)
            """
    }

    private func card(_ query: HardQuery, _ language: String) -> HTML {
        """
        <article>
        <h4><bdi lang="\(language)">\(query.caption)</bdi></h4>
        <div class="thumbnails">
        \(thumbnail(query.item, "its own, at rank \(Numbers.grouped(query.rank))", isOwn: true))
        \(query.retrieved.enumerated().map { thumbnail($0.element, "rank \($0.offset + 1)", isOwn: false) })
        </div>
        </article>
        """
    }

    private func thumbnail(_ id: String, _ place: String, isOwn: Bool) -> HTML {
        let style: HTML? = isOwn ? " class=\"own\"" : nil
        let picture: HTML
        if let known = thumbnails[id], let address = known.address {
            picture = """
                <img src="\(address)" width="\(known.width)" height="\(known.height)" alt="\(id)">
                """
        } else {
            picture = "<span class=\"gone\">no picture</span>"
        }
        return "<div\(style)>\(picture)<p>\(place)<br><code>\(id)</code></p></div>"
    }
}
