/// What a rule found.
public struct Finding: Sendable, Equatable, Codable {
    /// The rule's name.
    public let rule: String
    public let severity: Severity
    /// How often.
    public private(set) var count: Int
    /// A few places.
    public private(set) var examples: [Example]

    /// How bad it is.
    public enum Severity: String, Sendable, Codable {
        case error
        case warning
        case note
    }

    /// A place where a rule found something.
    public struct Example: Sendable, Equatable, Codable {
        public let file: String
        /// Counted from 1; 0 where a file has no lines.
        public let line: Int
        public let message: String
    }

    /// Examples that are kept of a rule.
    private static let kept = 5

    init(_ rule: String, _ severity: Severity) {
        self.rule = rule
        self.severity = severity
        count = 0
        examples = []
    }

    mutating func add(_ file: String, _ line: Int, _ message: String) {
        count += 1
        if examples.count < Finding.kept { examples.append(Example(file: file, line: line, message: message)) }
    }
}
