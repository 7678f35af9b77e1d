/// The entries that were left out, with the first of them listed.
public struct MemoryProblems: Sendable, Equatable {
    /// As many are listed.
    public static let limit = 100

    public private(set) var count = 0
    public private(set) var first: [MemoryProblem] = []

    public init() {}

    mutating func add(_ problem: MemoryProblem) {
        count += 1
        if first.count < MemoryProblems.limit { first.append(problem) }
    }
}
