/// Counts how often each name was asked for.
actor Tally {
    private var counts: [String: Int] = [:]

    /// Counts, and returns how often the name was counted before.
    func add(_ name: String) -> Int {
        counts[name, default: 0] += 1
        return counts[name, default: 1] - 1
    }

    func count(_ name: String) -> Int { counts[name, default: 0] }
}
