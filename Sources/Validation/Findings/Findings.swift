import Corpus

/// Gathers what rules find: counts of all, and the first examples.
struct Findings: Sendable {
    let settings: ValidationSettings
    private var byRule: [String: Finding] = [:]
    private var silenced: [Int: Int] = [:]
    /// Silences by rule: for each the items, and its number.
    private let silences: [String: [(items: Set<String>, number: Int)]]

    init(_ settings: ValidationSettings) {
        self.settings = settings
        silences = Dictionary(
            grouping: settings.silences.enumerated(), by: { $0.element.rule }
        ).mapValues { $0.map { (Set($0.element.items), $0.offset) } }
    }

    /// Adds what a rule found.
    /// - Parameter items: those that it is about: one that a manifest silences makes it silent.
    mutating func add(
        _ rule: Rule, _ place: Place, items: [String] = [], times: Int = 1, _ message: @autoclosure () -> String
    ) {
        guard settings.isWanted(rule) else { return }
        if let quiet = silences[rule.name]?.first(where: { silence in items.contains(where: silence.items.contains) }) {
            silenced[quiet.number, default: 0] += times
            return
        }
        // In place: a copy of all examples for each one would take the square of their number.
        let known = byRule[rule.name]?.examples.count ?? 0
        let example =
            known < settings.examples ? [Finding.Example(file: place.file, line: place.line, message: message())] : []
        byRule[rule.name, default: Finding(rule: rule.name, severity: rule.severity, count: 0, examples: [])].add(
            example, times: times)
    }

    /// Adds all that others found.
    mutating func add(_ other: Findings) {
        for (name, found) in other.byRule {
            let known = byRule[name]?.examples.count ?? 0
            byRule[name, default: Finding(rule: name, severity: found.severity, count: 0, examples: [])].add(
                found.examples.prefix(max(0, settings.examples - known)), times: found.count)
        }
        silenced.merge(other.silenced, uniquingKeysWith: +)
    }

    /// What was found more often than is allowed, the worst first, then in the order of the rules.
    var list: [Finding] {
        let found = RuleBook.rules.compactMap { rule -> Finding? in
            guard let finding = byRule[rule.name] else { return nil }
            return Double(finding.count) > settings.value(rule, "allowed") ? finding : nil
        }
        return Severity.allCases.flatMap { severity in found.filter { $0.severity == severity } }
    }

    /// What was silenced, in the manifest's order.
    var silencedList: [SilencedFinding] {
        settings.silences.enumerated().compactMap { number, silence in
            silenced[number].map { SilencedFinding(rule: silence.rule, count: $0, reason: silence.reason) }
        }
    }
}

/// A line of a file.
struct Place: Sendable, Hashable {
    let file: String
    /// Counted from 1; 0 for the whole file.
    let line: Int

    init(_ file: String, _ line: Int = 0) {
        self.file = file
        self.line = line
    }
}
