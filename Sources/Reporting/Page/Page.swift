/// The report as one HTML file: no script, nothing to load.
struct Page {
    let report: Report
    /// Of each sample.
    let pictures: [SamplePicture]
    /// Of each item of the contact sheet.
    let sheet: [SamplePicture]
    /// Of the items that hard queries are about, by their ids.
    let thumbnails: [String: SamplePicture]

    var html: HTML {
        let sections = [
            Section(id: "run", title: "What ran", body: StagesSection(stages: report.stages).html),
            Section(id: "corpus", title: "Corpus", body: CorpusSection(corpus: report.corpus).html),
            Section(id: "media", title: "Media", body: MediaSection(items: Array(zip(report.sheet, sheet))).html),
            Section(
                id: "translation", title: "Translation",
                body: TranslationSection(
                    report: report.translation, stage: report.stages.first { $0.name == "translate" }
                ).html),
            Section(id: "findings", title: "Findings", body: FindingsSection(report: report.findings).html),
            Section(id: "training", title: "Training", body: TrainingSection(runs: report.runs).html),
            Section(id: "retrieval", title: "Retrieval", body: RetrievalSection(results: report.retrieval).html),
            Section(
                id: "hardest", title: "Hardest queries",
                body: HardestSection(results: report.retrieval, thumbnails: thumbnails).html),
            Section(
                id: "representations", title: "Representations",
                body: RepresentationsSection(report: report.representations).html),
            Section(
                id: "samples", title: "Samples",
                body: SamplesSection(samples: Array(zip(report.samples, pictures)), languages: languages).html),
        ]
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <title>\(report.title) – Tessera report</title>
            <style>
            \(StyleSheet.css)
            </style>
            </head>
            <body>
            <header>
            <p class="eyebrow">Tessera report</p>
            <h1>\(report.title)</h1>
            <nav aria-label="Sections">\(HTML(sections.map(\.link), separator: " "))</nav>
            </header>
            <main>
            \(Overview(report: report).html)
            \(sections.map(\.html))
            </main>
            <footer>The same numbers stand in <code>report.json</code> beside this page.</footer>
            </body>
            </html>

            """
    }

    /// The source language first.
    private var languages: [String] { report.corpus?.languages.map(\.language.tag) ?? [] }

    private struct Section {
        let id: String
        let title: String
        let body: HTML

        var link: HTML { "<a href=\"#\(id)\">\(title)</a>" }
        var html: HTML {
            "<section id=\"\(id)\" aria-labelledby=\"\(id)-title\">\n<h2 id=\"\(id)-title\">\(title)</h2>\n\(body)\n</section>"
        }
    }
}
