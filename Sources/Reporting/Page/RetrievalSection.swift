import Evaluation

/// Recall of each language before and after training, in both directions.
struct RetrievalSection {
    let results: RetrievalComparison?

    private struct Direction: Sendable {
        let title: String
        let about: String
        let metrics: @Sendable (LanguageResult) -> RetrievalMetrics
    }

    private struct Rank: Sendable {
        let title: String
        let recall: @Sendable (RetrievalMetrics) -> Double
    }

    private static let directions = [
        Direction(title: "Text to visual", about: "Each caption looks for its image or video.") { $0.textToVisual },
        Direction(title: "Visual to text", about: "Each image or video looks for any of its captions.") {
            $0.visualToText
        },
    ]
    private static let ranks = [
        Rank(title: "R@1") { $0.r1 }, Rank(title: "R@5") { $0.r5 }, Rank(title: "R@10") { $0.r10 },
    ]

    var html: HTML {
        guard let results else {
            return """
                <p class="missing">No evaluation yet: neither <code>evaluate/before.json</code> nor \
                <code>evaluate/after.json</code> is there.</p>
                """
        }
        let parts: [HTML] = RetrievalSection.directions.map { direction in
            """
            <h3>\(direction.title)</h3>
            <p class="note">\(direction.about)</p>
            <div class="plots">
            \(RetrievalSection.ranks.map { chart(results, direction, $0) })
            \(accuracies(results, direction))
            \(ranks(results, direction))
            </div>
            \(table(results, direction))
            """
        }
        return "\(note(results))\n\(parts)"
    }

    private func note(_ results: RetrievalComparison) -> HTML {
        let reference: HTML? = results.sourceLanguage.map { tag in
            """
             \(Numbers.name(ofLanguage: tag)) is the source language, whose features are frozen: \
            the mark for the others (dashed).
            """
        }
        return """
            <p class="legend"><span class="swatch before"></span>before training <span class="swatch after"></span>after \
            training</p>
            <p class="note">Recall at k (R@k): of how many queries the right answer is among the first k, in \
            percent.\(reference)\(absence(results))</p>
            """
    }

    private func absence(_ results: RetrievalComparison) -> HTML? {
        switch (results.before, results.after) {
        case (nil, _): " What it was before training is not there: <code>evaluate/before.json</code>."
        case (_, nil): " What it is after training is not there yet: <code>evaluate/after.json</code>."
        default: nil
        }
    }

    private func chart(_ results: RetrievalComparison, _ direction: Direction, _ rank: Rank) -> HTML {
        func value(_ report: RetrievalReport?, _ language: String) -> Double? {
            report?.languages[language].map { rank.recall(direction.metrics($0)) }
        }
        let source = results.sourceLanguage
        return RecallChart(
            title: "\(direction.title), \(rank.title)",
            bars: results.languages.filter { $0 != source || results.languages.count == 1 }.map {
                RecallChart.Bar(tag: $0, before: value(results.before, $0), after: value(results.after, $0))
            },
            reference: source.flatMap { tag in
                (value(results.after, tag) ?? value(results.before, tag)).map { (tag, $0) }
            }
        ).html
    }

    private func accuracies(_ results: RetrievalComparison, _ direction: Direction) -> HTML {
        let report = results.after ?? results.before
        return AccuracyChart(
            title: "\(direction.title), accuracy at k",
            about: results.after == nil ? "before training" : "after training; how many more answers a longer list has",
            curves: results.languages.compactMap { language in
                report?.languages[language].map {
                    AccuracyChart.Curve(
                        tag: language, accuracy: direction.metrics($0).accuracy,
                        isReference: language == results.sourceLanguage)
                }
            }
        ).html
    }

    private func ranks(_ results: RetrievalComparison, _ direction: Direction) -> HTML {
        RankChart(
            title: "\(direction.title), ranks", about: "from the first quartile to the third; the stroke is the median",
            rows: results.languages.map { language in
                RankChart.Row(
                    tag: language,
                    before: results.before?.languages[language].map { direction.metrics($0).quartiles } ?? [],
                    after: results.after?.languages[language].map { direction.metrics($0).quartiles } ?? [])
            }
        ).html
    }

    private func table(_ results: RetrievalComparison, _ direction: Direction) -> HTML {
        let measures: [(title: String, value: (RetrievalMetrics) -> Double)] =
            RetrievalSection.ranks.map { ("\($0.title) %", $0.recall) }
            + [("Median rank", { $0.medianRank }), ("Mean rank", { $0.meanRank })]
        func cell(_ report: RetrievalReport?, _ language: String, _ value: (RetrievalMetrics) -> Double) -> HTML {
            report?.languages[language].map { "\(Numbers.decimal(value(direction.metrics($0))))" } ?? "–"
        }
        return Table(
            caption: "\(direction.title), before and after training",
            columns: [.text("Language")] + measures.flatMap { _ in [.number("before"), .number("after")] },
            groups: measures.map { ($0.title, 2) },
            rows: results.languages.map { language in
                let note: HTML? =
                    language == results.sourceLanguage
                    ? " <span class=\"badge\">reference</span>"
                    : results.unseen.contains(language) ? " <span class=\"badge\">not trained</span>" : nil
                let name: HTML = "\(Numbers.name(ofLanguage: language)) <span class=\"tag\">\(language)</span>\(note)"
                return [name]
                    + measures.flatMap { measure in
                        [
                            cell(results.before, language, measure.value),
                            "<b>\(cell(results.after, language, measure.value))</b>",
                        ]
                    }
            }
        ).html
    }
}
