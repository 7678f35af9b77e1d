/// How training went: a small plot for each term of the loss, and one for the learning rate.
struct TrainingSection {
    let run: TrainingRun?

    var html: HTML {
        guard let run, !run.points.isEmpty else {
            return """
                <p class="missing">No training yet: <code>train/final/metrics.jsonl</code> is not there, or empty.</p>
                """
        }
        let present = Set(run.points.flatMap(\.losses.keys))
        let known = LossTerm.known.filter { present.contains($0.key) }
        let others = present.subtracting(known.map(\.key)).sorted().map(LossTerm.init(unknown:))
        let plots = (known + others).map { term in plot(run, term) { $0.losses[term.key] } }
        let rate = LossTerm(key: "rate", title: "Learning rate", unit: "rate", about: "the step size of Adam")
        return """
            \(summary(run))
            <div class="plots">
            \(plots)
            \(plot(run, rate) { $0.rate })
            </div>
            """
    }

    private func summary(_ run: TrainingRun) -> HTML {
        let parts = [
            "Metrics of \(Numbers.counted(run.points.count, "step"))",
            run.languages.map { "languages \($0.joined(separator: ", "))" },
            run.model.map { "frozen model \($0)" }, run.seed.map { "seed \($0)" },
        ].compactMap(\.self)
        let stages = run.stages.map(\.name).joined(separator: ", then ")
        return """
            <p class="note">\(parts.joined(separator: "; ")). Stages: \(stages); a dashed line marks the border. Each term is shown before its weight.</p>
            """
    }

    private func plot(_ run: TrainingRun, _ term: LossTerm, _ value: (TrainingRun.Point) -> Double?) -> HTML {
        LineChart(
            title: term.title, unit: term.unit, about: term.about,
            stages: run.stages.map { stage in
                LineChart.Stage(
                    name: stage.name,
                    points: stage.points.compactMap { point in
                        value(point).map { LineChart.Point(step: point.step, value: $0) }
                    })
            }
        ).html
    }
}
