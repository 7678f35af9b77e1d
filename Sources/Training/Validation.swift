import Documents
import Models

/// Measures a model while it is trained.
public protocol Validator: Sendable {
    /// The mean recall of a split, in percent, over all target languages.
    func meanRecall(of encoder: any CaptionEncoder) async throws -> Double
    /// Looks whether all that it needs is there and sound, before the first step.
    func check() throws
}

/// When a model is measured while it is trained, and what for.
public struct ValidationSettings: Sendable, Equatable {
    public var split: String
    /// Steps between two measurements.
    public var every: Int
    /// Measurements without a better one after which training ends; nil: it goes on to its last step.
    public var patience: Int?

    init(_ document: Document) throws {
        try document.allow(only: ["split", "every", "patience"])
        split = try document.optional("split")?.string() ?? "val"
        every = try document.required("every").int(in: 1...Int.max)
        patience = try document.optional("patience")?.int(in: 1...Int.max)
    }
}

/// What was measured so far.
public struct ValidationHistory: Sendable, Equatable, Codable {
    /// The best mean recall, in percent.
    public private(set) var best: Double
    /// The steps that were done at the best.
    public private(set) var bestStep: Int
    /// Measurements since then.
    public private(set) var since: Int

    init(best: Double, bestStep: Int, since: Int) { (self.best, self.bestStep, self.since) = (best, bestStep, since) }

    init(_ recall: Double, step: Int) { (best, bestStep, since) = (recall, step, 0) }

    /// Takes a measurement.
    mutating func add(_ recall: Double, step: Int) {
        if recall > best { self = ValidationHistory(recall, step: step) } else { since += 1 }
    }
}
