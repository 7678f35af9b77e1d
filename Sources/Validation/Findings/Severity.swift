/// How bad what a rule finds is.
public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    /// Training or testing on it gives wrong results.
    case error
    /// Somebody should look.
    case warning
    /// Good to know.
    case note

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    /// The worst is the greatest.
    private var rank: Int {
        switch self {
        case .error: 2
        case .warning: 1
        case .note: 0
        }
    }
}
