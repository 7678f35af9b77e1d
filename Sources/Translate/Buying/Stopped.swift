import Documents

/// The provider answers nothing more until its quota is renewed. What was bought is in the memory.
struct QuotaExhausted: Error, Sendable, Equatable, CustomStringConvertible {
    let place: String
    /// In the provider's words.
    let reason: String

    var description: String {
        "the quota of \(place) is used up: \(reason). All that was bought is kept; raise the quota or wait until it is "
            + "renewed, and run again"
    }
}

/// The characters that the endpoint's `budget` allows are used up. What was bought is in the memory.
struct BudgetSpent: Error, Sendable, Equatable, CustomStringConvertible {
    let budget: Int

    var description: String {
        "the budget of \(budget) characters is used up. All that was bought is kept; raise the budget, or run again with a "
            + "new one, to go on"
    }
}

extension Fault {
    /// What a stage throws when its engine stops.
    /// - Parameters:
    ///   - what: what the stage was doing.
    ///   - error: what the engine's buyer threw.
    ///   - ending: why the engine can no longer answer, where Tessera knows.
    static func stopping(_ what: String, _ error: any Error, ending: String?) -> any Error {
        switch error {
        case let spent as BudgetSpent: Fault(what, reason: spent.description)
        case let exhausted as QuotaExhausted: Fault(what, reason: exhausted.description)
        case let fault as Fault: ending.map { Fault(fault.what, reason: $0) } ?? fault
        default: error
        }
    }
}
