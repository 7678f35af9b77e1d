import Corpus
import Documents

/// What a user changes about rules.
public struct ValidationSettings: Sendable {
    /// Rules that are not looked for.
    public private(set) var skipped: Set<String> = []
    /// How many examples of a rule are kept.
    public var examples = 5
    /// What a manifest silences.
    public var silences: [Manifest.Silence] = []
    private var values: [String: Double] = [:]

    public init() {}

    /// Leaves rules out.
    /// - Parameter name: a rule's name, or a group's.
    /// - Throws: ``InputError`` for a name of neither.
    public mutating func skip(_ name: String) throws {
        skipped.formUnion(try ValidationSettings.rules(name, key: "--skip").map(\.name))
    }

    /// Leaves all other rules out.
    /// - Parameter names: names of rules and groups.
    /// - Throws: ``InputError`` for a name of neither.
    public mutating func keep(only names: [String]) throws {
        let kept = Set(try names.flatMap { try ValidationSettings.rules($0, key: "--only").map(\.name) })
        skipped.formUnion(RuleBook.rules.map(\.name).filter { !kept.contains($0) })
    }

    private static func rules(_ name: String, key: String) throws -> [Rule] {
        if let rule = RuleBook.rule(name) { return [rule] }
        let group = RuleBook.rules.filter { $0.group.rawValue == name }
        guard !group.isEmpty else {
            throw InputError(key: key, "there is no rule '\(name)'", remedy: "see `tessera validate --rules`")
        }
        return group
    }

    /// Sets a parameter.
    /// - Parameter text: `RULE.PARAMETER=NUMBER`.
    /// - Throws: ``InputError`` for another form, a rule or a parameter that is not there, or what is no number.
    public mutating func set(_ text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first?.split(separator: ".") ?? []
        guard parts.count == 2, name.count == 2 else {
            throw InputError(
                key: "--set", "'\(text)' is not of the form RULE.PARAMETER=NUMBER",
                remedy: "write one such as similar-caption-in-two-splits.similarity=0.9")
        }
        guard let rule = RuleBook.rule(String(name[0])) else {
            throw InputError(key: "--set", "there is no rule '\(name[0])'", remedy: "see `tessera validate --rules`")
        }
        guard rule.parameters.contains(where: { $0.name == name[1] }) else {
            throw InputError(
                key: "--set", "'\(rule.name)' has no parameter '\(name[1])'",
                remedy: "it has \(rule.parameters.map(\.name).joined(separator: ", "))")
        }
        let range = rule.parameters.first { $0.name == name[1] }?.range ?? 0...0
        guard let value = Double(parts[1]), range.contains(value) else {
            throw InputError(
                key: "--set", "'\(parts[1])' is not a number that '\(parts[0])' can be",
                remedy: "write one of \(range.lowerBound) to \(range.upperBound)")
        }
        values[String(parts[0])] = value
    }

    /// Whether a rule is looked for.
    func isWanted(_ rule: Rule) -> Bool { !skipped.contains(rule.name) }

    /// Whether any of some rules is looked for.
    func wantsAny(_ rules: Rule...) -> Bool { rules.contains(where: isWanted) }

    /// What a parameter is set to.
    func value(_ rule: Rule, _ parameter: String) -> Double {
        values["\(rule.name).\(parameter)"] ?? rule.parameters.first { $0.name == parameter }?.value ?? 0
    }
}
