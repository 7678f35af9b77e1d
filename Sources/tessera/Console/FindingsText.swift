import Validation

/// What validation found, for people.
struct FindingsText {
    private let report: ValidationReport
    private let path: String

    init(_ report: ValidationReport, path: String) {
        self.report = report
        self.path = path
    }

    var text: String {
        var lines = report.findings.flatMap { finding in
            [heading(finding)] + finding.examples.map { plain("  \(place($0)): \($0.message)") }
                + (finding.count > finding.examples.count && !finding.examples.isEmpty
                    ? ["  and \(finding.count - finding.examples.count) more"] : [])
        }
        lines += report.silenced.map { "silenced: \($0.rule): \($0.count), because: \($0.reason)" }
        lines += report.leftOut.map { "not looked at: \($0)" }
        let counts = Severity.allCases.compactMap { severity -> String? in
            let count = report.findings.filter { $0.severity == severity }.reduce(0) { $0 + $1.count }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        let looked = report.counted { String($0) }
        lines.append("\(path): \(counts.isEmpty ? "nothing found" : counts.joined(separator: ", ")) in \(looked)")
        return lines.joined(separator: "\n")
    }

    /// Without control characters, which an id or a path may have and a terminal would obey.
    private func plain(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private func heading(_ finding: Finding) -> String {
        let reason = RuleBook.rule(finding.rule)?.reason ?? ""
        return "\(finding.severity.rawValue): \(finding.rule): \(finding.count): \(reason)"
    }

    private func place(_ example: Finding.Example) -> String {
        example.line > 0 ? "\(example.file):\(example.line)" : example.file
    }
}

/// The rules, for people.
struct RulesText {
    var text: String {
        Rule.Group.allCases.map { group in
            let rules = RuleBook.rules.filter { $0.group == group }.map { rule in
                let parameters = rule.parameters.map { "    \($0.name) = \(number($0.value)): \($0.meaning)" }
                return (["  \(rule.name) (\(rule.severity.rawValue)): \(rule.reason)"] + parameters).joined(
                    separator: "\n")
            }
            return ([group.rawValue] + rules).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}
