/// What a rule found.
public struct Finding: Sendable, Equatable, Codable {
    /// The rule's name.
    public let rule: String
    public let severity: Severity
    /// How often.
    public private(set) var count: Int
    /// A few places.
    public private(set) var examples: [Example]

    mutating func add(_ more: some Sequence<Example>, times: Int) {
        count += times
        examples.append(contentsOf: more)
    }

    /// A place where a rule found something.
    public struct Example: Sendable, Equatable, Codable {
        public let file: String
        /// Counted from 1; 0 where a file has no lines, or the whole file is meant.
        public let line: Int
        public let message: String
    }
}

/// What a manifest silenced, and how much of it there was.
public struct SilencedFinding: Sendable, Equatable, Codable {
    public let rule: String
    /// Findings that were left out.
    public internal(set) var count: Int
    /// Why, as the manifest says.
    public let reason: String
}
