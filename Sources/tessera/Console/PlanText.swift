import Pipeline

/// What a run would do, for the terminal.
struct PlanText {
    let text: String

    init(_ plan: RunPlan) {
        var blocks = plan.datasets.map(PlanText.dataset)
        if let training = plan.training { blocks.append(PlanText.training(training)) }
        if let evaluation = plan.evaluation {
            blocks.append("evaluate: split \(evaluation.split) of \(evaluation.dataset)")
        }
        let missing = plan.missing.map { "  \($0.kind.rawValue) \($0.name): \($0.remedy)" }
        blocks.append(missing.isEmpty ? "nothing is missing" : (["missing:"] + missing).joined(separator: "\n"))
        text = blocks.joined(separator: "\n\n")
    }

    private static func dataset(_ plan: DatasetPlan) -> String {
        var lines = ["\(plan.dataset), in \(plan.workspace)"]
        for stage in plan.stages {
            let state =
                stage.waitsFor.map { $0 == stage.stage ? "to do" : "known when \($0) is done" }
                ?? stage.needs.map { "cannot be done: \($0)" }
                ?? "\(stage.pending.count) to do, \(stage.done.count) done"
            lines.append("  \(stage.stage): \(state)")
        }
        let fetch = plan.fetch
        if fetch.pending > 0 {
            let size = fetch.knownBytes > 0 ? ", of which \(bytes(fetch.knownBytes)) on this machine" : ""
            lines.append("  files to fetch: \(fetch.pending)\(size)")
            for file in fetch.files where !file.done && file.instructions == nil {
                lines.append("    \(file.from) (\(file.bytes.map(bytes) ?? "size not known"))")
            }
        }
        let byHand = fetch.byHand.map { "    \($0.from)\($0.isRequired ? ", without which nothing runs" : "")" }
        if !byHand.isEmpty { lines += ["  files to bring by hand: \(byHand.count)"] + byHand }
        lines.append(decoding(plan))
        if let estimate = plan.translation, !estimate.targets.isEmpty {
            lines.append("  captions to translate:")
            lines += EstimateTable(estimate).text.split(separator: "\n").map { "    \($0)" }
        } else if !plan.languages.isEmpty {
            let languages = plan.languages.joined(separator: ", ")
            lines.append("  captions to translate into \(languages): known when import is done")
        }
        return lines.joined(separator: "\n")
    }

    private static func decoding(_ plan: DatasetPlan) -> String {
        let decoding = plan.decoding
        guard let items = decoding.items else { return "  \(decoding.kind)s to decode: known when import is done" }
        let source = plan.items.isCounted ? "" : " (by the manifest)"
        let sampling = decoding.sampling.map { ", \($0)" } ?? ""
        return "  \(decoding.kind)s to decode: \(items - decoding.done) of \(items)\(source)\(sampling)"
    }

    private static func training(_ plan: TrainingPlan) -> String {
        let languages = plan.languages.joined(separator: ", ")
        var lines = [
            "train: \(plan.recipe) on \(plan.dataset) for \(languages): \(plan.steps) steps of \(plan.batch) captions"
        ]
        for stage in plan.stages {
            lines.append("  \(stage.objective): \(stage.steps) steps at \(stage.rate), warm-up \(stage.warmup)")
        }
        return lines.joined(separator: "\n")
    }

    /// A size in the largest unit that leaves a digit before the point.
    private static func bytes(_ count: Int) -> String {
        var (value, unit) = (Double(count), "B")
        for larger in ["kB", "MB", "GB", "TB"] where value >= 1000 { (value, unit) = (value / 1000, larger) }
        return unit == "B" ? "\(count) B" : "\((value * 10).rounded() / 10) \(unit)"
    }
}
