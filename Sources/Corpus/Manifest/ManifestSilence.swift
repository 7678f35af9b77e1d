import Documents

extension Manifest {
    /// Findings of validation that somebody looked at and lets pass.
    public struct Silence: Sendable, Equatable {
        /// The rule's name.
        public let rule: String
        /// The ids of the items.
        public let items: [String]
        /// Why, for all who read what validation says.
        public let reason: String
        /// Where the rule stands in the manifest, for complaints about it.
        public let line: Int?
    }
}

extension Manifest.Silence {
    init(_ document: Document) throws {
        try document.allow(only: ["rule", "items", "reason"])
        let rule = try document.required("rule")
        self.rule = try rule.string()
        line = rule.line
        items = try document.required("items").list().map { try $0.string() }
        let reason = try document.required("reason")
        self.reason = try reason.string()
        guard !self.reason.allSatisfy(\.isWhitespace) else {
            throw reason.error("the reason is empty", remedy: "say why these findings are let pass")
        }
    }
}
