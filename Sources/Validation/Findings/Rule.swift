/// Something that validation looks for.
///
/// To add one: add it to ``RuleBook``, and let a check report it through ``Findings``.
public struct Rule: Sendable, Encodable {
    /// As `--skip`, `--set` and manifests name it: `caption-in-two-splits`.
    public let name: String
    /// What it looks at.
    public let group: Group
    /// Unless a user says otherwise.
    public let severity: Severity
    /// What is wrong with what it finds.
    public let reason: String
    /// What decides, each by its usual value. All rules have `allowed`.
    public let parameters: [Parameter]

    /// What rules look at.
    public enum Group: String, Sendable, Encodable, CaseIterable {
        case splits, languages, text, media, shards, checkpoints
    }

    /// A number that decides whether there is a finding.
    public struct Parameter: Sendable, Encodable {
        public let name: String
        /// Its usual value.
        public let value: Double
        /// What it says.
        public let meaning: String

        /// What it may be set to.
        let range: ClosedRange<Double>

        enum CodingKeys: CodingKey { case name, value, meaning }

        init(_ name: String, _ value: Double, _ meaning: String, in range: ClosedRange<Double> = 0...1_000_000) {
            self.range = range
            self.name = name
            self.value = value
            self.meaning = meaning
        }

        /// How often a rule may hold before it is a finding.
        static let allowed = Parameter("allowed", 0, "so many are let pass before there is a finding")
    }

    init(
        _ name: String, _ group: Group, _ severity: Severity, _ reason: String, _ parameters: Parameter...
    ) {
        self.name = name
        self.group = group
        self.severity = severity
        self.reason = reason
        self.parameters = parameters + [.allowed]
    }
}
