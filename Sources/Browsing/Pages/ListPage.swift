import Corpus
import Reporting

/// The first page: a form, and the items that it finds.
struct ListPage {
    let workspace: String
    let catalogue: Catalogue
    /// Languages that can be searched in.
    let languages: [String]
    /// Why others cannot.
    let notes: [String]
    let query: BrowseQuery
    let results: [(item: Item, score: Float?)]
    /// Items that the filter lets through, and with a text those of them that can be found.
    let passing: Int
    /// Items that the filter lets through, and that have no features to be found by.
    let unsearched: Int
    let milliseconds: Double

    var html: HTML {
        PageFrame(
            workspace: workspace, title: query.text.map { "“\($0)”" } ?? "Items",
            body: """
                \(form)
                \(notes.map { note in HTML("<p class=\"note\">\(note).</p>") })
                <p class="found" role="status">\(status)</p>
                <ol class="results">
                \(results.map { ItemLink(item: $0.item, language: query.filter.language ?? shownLanguage, score: $0.score).html })
                </ol>
                \(pages)
                """
        ).html
    }

    private var shownLanguage: String? { query.text == nil ? nil : query.language }

    private var form: HTML {
        let search: HTML? =
            languages.isEmpty
            ? nil
            : """
            <label>Caption <input type="search" name="q" value="\(query.text ?? "")" maxlength="2000" autocomplete="off"></label>
            <label>in <select name="in">\(languages.map { option($0, Numbers.name(ofLanguage: $0), query.language) })</select></label>
            """
        return """
            <form action="/" method="get" role="search">
            <div class="query">\(search)<button type="submit">\(languages.isEmpty ? "Show" : "Search")</button></div>
            \(choice("Split", "split", catalogue.splits.map { ($0, $0) }, query.filter.split))
            \(choice("With captions in", "has", tags.map { ($0, Numbers.name(ofLanguage: $0)) }, query.filter.language))
            \(choice("With the flag", "flag", catalogue.flags.map { ($0, $0) }, query.filter.flag))
            </form>
            """
    }

    private var tags: [String] { catalogue.languages.map(\.tag) }

    private func choice(_ label: String, _ name: String, _ values: [(String, String)], _ chosen: String?) -> HTML {
        """
        <label>\(label) <select name="\(name)"><option value="">any</option>\(values.map { option($0.0, $0.1, chosen) })\
        </select></label>
        """
    }

    private func option(_ value: String, _ label: String, _ chosen: String?) -> HTML {
        let selected: HTML? = value == chosen ? " selected" : nil
        return "<option value=\"\(value)\"\(selected)>\(label)</option>"
    }

    private var status: String {
        let others = unsearched > 0 ? " \(Numbers.counted(unsearched, "item")) without features cannot be found." : ""
        guard !results.isEmpty else { return "Nothing is found.\(others)" }
        let range = "\(Numbers.grouped(query.from + 1)) to \(Numbers.grouped(query.from + results.count))"
        let all = Numbers.counted(passing, "item")
        return query.text == nil
            ? "\(range) of \(all)"
            : "\(range), the nearest of \(all) with their cosines, in \(Numbers.decimal(milliseconds)) ms.\(others)"
    }

    private var pages: HTML? {
        let end = query.from + results.count
        let before: HTML? =
            query.from > 0
            ? "<a rel=\"prev\" href=\"\(query.address(from: max(0, query.from - BrowseQuery.shown)))\">Before these</a>"
            : nil
        let after: HTML? =
            query.hasMore(than: end, of: passing) && !results.isEmpty
            ? "<a rel=\"next\" href=\"\(query.address(from: end))\">After these</a>" : nil
        guard before != nil || after != nil else { return nil }
        return "<nav class=\"pages\" aria-label=\"Pages\">\(before) \(after)</nav>"
    }
}
