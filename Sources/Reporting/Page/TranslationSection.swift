import Foundation
import Translate

/// The translations: how good they look by what machines can tell, and what they cost.
struct TranslationSection {
    let report: QualityReport?
    /// The translate stage.
    let stage: StageSummary?

    var html: HTML {
        guard let report else {
            return "<p class=\"missing\">Not known: <code>\(QualityReport.path)</code> is not there.</p>"
        }
        guard !report.languages.isEmpty else { return "<p class=\"note\">Nothing was translated.</p>" }
        return "\(note)\n\(table(report))\n\(costs(report))"
    }

    private var note: HTML? {
        guard let stage, let seconds = stage.seconds else { return nil }
        let rate = stage.throughput.map { ", \(Numbers.rate($0.perSecond)) \($0.count) a second" } ?? ""
        return """
            <p class="note">Translated in \(Numbers.duration(seconds))\(rate). Translations that the memory had are quicker.</p>
            """
    }

    private func table(_ report: QualityReport) -> HTML {
        Table(
            caption: "Translations by language",
            columns: [
                .text("Language"), .text("By"), .number("Captions"), .number("Missing"), .number("Flagged, %"),
                .number("Back-translated, chrF"), .number("Texts asked for"), .number("Characters"), .number("Cost"),
            ],
            rows: report.languages.map { target in
                let flagged = 100 * Double(target.flagged) / Double(max(target.captions, 1))
                return [
                    "\(Numbers.name(ofLanguage: target.language.tag)) <span class=\"tag\">\(target.language.tag)</span>",
                    "\(target.api)", "\(Numbers.grouped(target.captions))", "\(Numbers.grouped(target.missing))",
                    "\(Numbers.decimal(flagged))", "\(target.roundTrip?.chrF.map(Numbers.decimal) ?? "–")",
                    "\(target.asked.map { Numbers.grouped($0.texts) } ?? "–")",
                    "\(target.asked.map { Numbers.grouped($0.characters) } ?? "–")", "\(cost(target.asked))",
                ]
            }
        ).html
    }

    private func cost(_ asked: QualityReport.Asked?) -> String {
        guard let cost = asked?.cost, let currency = asked?.currency else { return "–" }
        return Numbers.money(cost, currency)
    }

    private func costs(_ report: QualityReport) -> HTML {
        let priced = report.languages.compactMap { target in
            target.asked.flatMap { asked in asked.cost.map { (cost: $0, currency: asked.currency ?? "") } }
        }
        let sums = Dictionary(grouping: priced, by: \.currency).mapValues { $0.reduce(0) { $0 + $1.cost } }
        let sum = sums.sorted { $0.key < $1.key }.map { Numbers.money($0.value, $0.key) }.joined(separator: " and ")
        let price: HTML =
            sums.isEmpty
            ? "No endpoint names a price, so no cost is known." : "All together \(sum), by the endpoints' prices."
        return """
            <p class="note">\(price) Each text is counted once a language, however often it stands in the corpus; what a \
            shared memory had before is counted too, and what was asked for again is not.</p>
            """
    }
}
