/// What people look for first, as a row of tiles.
struct Overview {
    let report: Report

    var html: HTML? {
        let tiles = corpusTiles + retrievalTiles
        return tiles.isEmpty ? nil : "<dl class=\"tiles\">\n\(tiles)\n</dl>"
    }

    private var corpusTiles: [HTML] {
        guard let corpus = report.corpus else { return [] }
        return [
            tile("Items", Numbers.grouped(corpus.items), Numbers.counted(corpus.splits.count, "split")),
            tile(
                "Captions", Numbers.grouped(corpus.captions),
                "in \(Numbers.counted(corpus.languages.count, "language"))"),
        ]
    }

    private var retrievalTiles: [HTML] {
        guard let results = report.retrieval, let after = results.after else { return [] }
        return results.languages.filter { $0 != results.sourceLanguage }.prefix(6).compactMap { language in
            guard let now = after.languages[language]?.textToVisual.r1 else { return nil }
            let then = results.before?.languages[language].map { "\(Numbers.decimal($0.textToVisual.r1)) before" }
            let mark = results.sourceLanguage.flatMap { source in
                after.languages[source].map { "\(source) \(Numbers.decimal($0.textToVisual.r1))" }
            }
            return tile(
                "\(Numbers.name(ofLanguage: language)), R@1 %", Numbers.decimal(now),
                [then, mark].compactMap(\.self).joined(separator: " · "))
        }
    }

    private func tile(_ label: String, _ value: String, _ note: String) -> HTML {
        "<div><dt>\(label)</dt><dd><strong>\(value)</strong><span>\(note)</span></dd></div>"
    }
}
