import Validation

/// What validation found: by rule, with the first places of each.
struct FindingsSection {
    let report: ValidationReport?

    var html: HTML {
        guard let report else {
            return "<p class=\"missing\">Not validated yet: <code>validate/findings.json</code> is not there.</p>"
        }
        let looked = report.counted(Numbers.grouped)
        let leftOut: HTML? =
            report.leftOut.isEmpty
            ? nil : "<p class=\"note\">Not looked at: \(report.leftOut.joined(separator: "; ")).</p>"
        guard !report.findings.isEmpty else {
            return "<p class=\"note\">Nothing was found in \(looked).</p>\(silenced(report))\(leftOut)"
        }
        return """
            <p class="note">In \(looked). <code>tessera validate</code> shows more places.</p>
            \(table(report))
            \(report.findings.compactMap(places))
            \(silenced(report))
            \(leftOut)
            """
    }

    private func table(_ report: ValidationReport) -> HTML {
        Table(
            caption: "Findings by rule, the worst first",
            columns: [.text("Rule"), .text("Severity"), .number("Found"), .text("What is wrong")],
            rows: report.findings.map { finding in
                [
                    "\(finding.rule)",
                    finding.severity == .error
                        ? "<span class=\"bad\">\(finding.severity.rawValue)</span>" : "\(finding.severity.rawValue)",
                    "\(Numbers.grouped(finding.count))", "\(RuleBook.rule(finding.rule)?.reason ?? "")",
                ]
            }
        ).html
    }

    private func places(_ finding: Finding) -> HTML? {
        guard !finding.examples.isEmpty else { return nil }
        let rows: [HTML] = finding.examples.map { example in
            let line: HTML? = example.line > 0 ? ":\(example.line)" : nil
            return "<li><code>\(example.file)\(line)</code>: \(example.message)</li>"
        }
        return """
            <details><summary>\(finding.rule): \(Numbers.grouped(finding.examples.count)) of \(Numbers.grouped(finding.count))</summary>
            <ul class="places">\(rows)</ul></details>
            """
    }

    private func silenced(_ report: ValidationReport) -> HTML? {
        guard !report.silenced.isEmpty else { return nil }
        let rows: [HTML] = report.silenced.map {
            "<li>\($0.rule), \(Numbers.counted($0.count, "finding")): \($0.reason)</li>"
        }
        return "<p class=\"note\">Let pass by the manifest:</p><ul class=\"places\">\(rows)</ul>"
    }
}
