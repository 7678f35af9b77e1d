/// The corpus in numbers: items and captions by split, and where each language's captions come from.
struct CorpusSection {
    let corpus: CorpusSummary?

    var html: HTML {
        guard let corpus else {
            return
                "<p class=\"missing\">No corpus yet: neither <code>corpus</code> nor <code>source</code> holds one.</p>"
        }
        return """
            \(splits(corpus))
            \(languages(corpus))
            <div class="plots">
            \(lengths(corpus))
            </div>
            \(flags(corpus))
            """
    }

    private func splits(_ corpus: CorpusSummary) -> HTML {
        let tags = corpus.languages.map(\.language.tag)
        return Table(
            caption: "Items, and captions by language, of each split",
            columns: [.text("Split"), .number("Items")] + tags.map { .number("Captions, \($0)") },
            rows: corpus.splits.map { split in
                ["\(split.name)", "\(Numbers.grouped(split.items))"]
                    + tags.map { "\(Numbers.grouped(split.captions[$0] ?? 0))" }
            }
        ).html
    }

    private func languages(_ corpus: CorpusSummary) -> HTML {
        Table(
            caption: "Captions of each language, by origin",
            columns: [
                .text("Language"), .number("By people"), .number("Translated"), .number("Characters, mean"),
                .text("Engine"),
            ],
            rows: corpus.languages.map { language in
                let mean = Double(language.characters) / Double(max(language.captions, 1))
                let engines = language.engines.keys.sorted().joined(separator: ", ")
                return [
                    "\(Numbers.name(ofLanguage: language.language.tag)) <span class=\"tag\">\(language.language.tag)</span>",
                    "\(Numbers.grouped(language.human))", "\(Numbers.grouped(language.machine))",
                    "\(Numbers.decimal(mean))", engines.isEmpty ? "–" : "\(engines)",
                ]
            }
        ).html
    }

    private func lengths(_ corpus: CorpusSummary) -> HTML {
        LengthChart(
            title: "Lengths", about: "how many captions have so many characters; the stroke is the median",
            rows: corpus.languages.map {
                LengthChart.Row(tag: $0.language.tag, lengths: $0.lengths, percentiles: $0.percentiles)
            }
        ).html
    }

    private func flags(_ corpus: CorpusSummary) -> HTML {
        let flagged = corpus.languages.flatMap { language in
            language.flags.sorted { $0.key < $1.key }.map { (language: language, flag: $0.key, count: $0.value) }
        }
        guard !flagged.isEmpty else { return "<p class=\"note\">No translation is flagged.</p>" }
        return Table(
            caption: "Translations that may be doubtful",
            columns: [.text("Language"), .text("Flag"), .number("Captions"), .number("% of translations")],
            rows: flagged.map { entry in
                let share = 100 * Double(entry.count) / Double(max(entry.language.machine, 1))
                return [
                    "\(Numbers.name(ofLanguage: entry.language.language.tag))", "\(entry.flag)",
                    "\(Numbers.grouped(entry.count))", "\(Numbers.decimal(share))",
                ]
            }
        ).html
    }
}
