/// What ran: a table of the stages, and one of what failed.
struct StagesSection {
    let stages: [StageSummary]

    private static let mostReasons = 20

    /// Whether anything is known of times.
    private var isTimed: Bool { stages.contains { $0.seconds != nil } }

    var html: HTML {
        let times: [Table.Column] = isTimed ? [.number("Time"), .number("Throughput")] : []
        let table = Table(
            caption: "Stages, in the order of the data",
            columns: [.text("Stage"), .number("Partitions"), .text("Counts"), .number("Size")] + times
                + [.number("Failed")],
            rows: stages.map { stage -> [HTML] in
                let head: [HTML] = [
                    "\(stage.name)", "\(Numbers.grouped(stage.partitions))", counts(stage),
                    "\(Numbers.bytes(stage.bytes))",
                ]
                let times: [HTML] =
                    isTimed ? ["\(stage.seconds.map(Numbers.duration) ?? "–")", throughput(stage)] : []
                let failed: HTML =
                    stage.failed == 0 ? "0" : "<strong class=\"bad\">\(Numbers.grouped(stage.failed))</strong>"
                return head + times + [failed]
            })
        let note: HTML? =
            isTimed
            ? nil
            : "<p class=\"note\">How long stages took, which differs from run to run, is told by <code>tessera report</code>, from the workspace's <code>.journal</code>.</p>"
        return "\(table.html)\n\(note)\n\(failures)"
    }

    private func throughput(_ stage: StageSummary) -> HTML {
        guard let rate = stage.throughput else { return "–" }
        return "\(Numbers.rate(rate.perSecond)) \(rate.count)/s"
    }

    private func counts(_ stage: StageSummary) -> HTML {
        let counts = stage.counts.sorted { $0.key < $1.key }
        let parts: [HTML] = counts.map { "<span class=\"count\">\($0.key) <b>\(Numbers.grouped($0.value))</b></span>" }
        return parts.isEmpty ? "–" : HTML(parts, separator: " ")
    }

    private var failures: HTML {
        let all = stages.flatMap { stage in stage.failures.map { (stage: stage.name, failure: $0) } }
        guard !all.isEmpty else { return "<p class=\"note\">No item failed.</p>" }
        let table = Table(
            caption: "Items that failed, by reason",
            columns: [.text("Stage"), .text("Reason"), .number("Items"), .text("Such as")],
            rows: all.prefix(StagesSection.mostReasons).map { entry in
                [
                    "\(entry.stage)", "\(entry.failure.reason)", "\(Numbers.grouped(entry.failure.items))",
                    "\(entry.failure.examples.joined(separator: ", "))",
                ]
            })
        let rest = all.count - StagesSection.mostReasons
        let note: HTML? = rest > 0 ? "<p class=\"note\">And \(Numbers.counted(rest, "more reason")).</p>" : nil
        return "\(table.html)\n\(note)"
    }
}
