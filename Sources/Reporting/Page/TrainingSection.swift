/// How training went: a small plot for each term of the loss, one for the validation split's recall and one for the
/// learning rate, with all runs in each.
struct TrainingSection {
    /// The workspace's own first.
    let runs: [TrainingRun]

    private static let rate = LossTerm(
        key: "rate", title: "Learning rate", unit: "rate", about: "the step size of Adam")
    private static let recall = LossTerm(
        key: "mean_recall", title: "Validation recall", unit: "mean recall, %",
        about: "over the trained languages, on the validation split")

    private var shown: [TrainingRun] { runs.filter { !$0.points.isEmpty } }

    var html: HTML {
        guard !shown.isEmpty else {
            return """
                <p class="missing">No training yet: <code>train/final/metrics.jsonl</code> is not there, or empty.</p>
                """
        }
        let present = Set(shown.flatMap { $0.points.flatMap(\.losses.keys) })
        let known = LossTerm.known.filter { present.contains($0.key) }
        let others = present.subtracting(known.map(\.key)).sorted().map(LossTerm.init(unknown:))
        return """
            \(shown.count == 1 ? nil : legend)
            \(shown.map(summary))
            <p class="note">Each term is shown before its weight; a dashed line marks the border of two stages.</p>
            <div class="plots">
            \((known + others).map { term in plot(term) { $0.losses[term.key] } })
            \(recalls)
            \(plot(TrainingSection.rate) { $0.rate })
            </div>
            """
    }

    private var legend: HTML {
        let entries: [HTML] = shown.enumerated().map { number, run in
            """
            <span><svg class="key" viewBox="0 0 32 8" aria-hidden="true">\
            \(Plot.line(1, 4, 31, 4, style: "curve \(Plot.series(number))"))</svg> \(run.name)</span>
            """
        }
        return "<p class=\"legend\">\(entries)</p>"
    }

    private func summary(_ run: TrainingRun) -> HTML {
        let parts = [
            "Metrics of \(Numbers.counted(run.points.count, "step"))",
            run.languages.map { "languages \($0.joined(separator: ", "))" },
            run.model.map { "frozen model \($0)" }, run.seed.map { "seed \($0)" },
            "stages: " + run.stages.map(\.name).joined(separator: ", then "),
        ].compactMap(\.self)
        let name: HTML? = shown.count == 1 ? nil : "<b>\(run.name)</b>: "
        return "<p class=\"note\">\(name)\(parts.joined(separator: "; ")).</p>"
    }

    private func plot(_ term: LossTerm, _ value: (TrainingRun.Point) -> Double?) -> HTML {
        chart(term) { run in
            run.stages.map { stage in
                LineChart.Stage(
                    name: stage.name,
                    points: stage.points.compactMap { point in
                        value(point).map { LineChart.Point(step: point.step, value: $0) }
                    })
            }
        }
    }

    private var recalls: HTML {
        chart(TrainingSection.recall) { run in
            [
                LineChart.Stage(
                    name: "validation", points: run.recalls.map { LineChart.Point(step: $0.step, value: $0.mean) })
            ]
        }
    }

    private func chart(_ term: LossTerm, _ stages: (TrainingRun) -> [LineChart.Stage]) -> HTML {
        LineChart(
            title: term.title, unit: term.unit, about: term.about,
            runs: shown.map { LineChart.Run(name: $0.name, stages: stages($0)) }
        ).html
    }
}
