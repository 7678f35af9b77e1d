import Foundation

/// A learning rate that rises linearly for some steps, and falls to zero at the end.
public struct LearningRate: Sendable, Equatable {
    /// How it falls.
    public enum Schedule: String, Sendable, CaseIterable {
        case linear
        /// As half a wave of the cosine: slowly first and last.
        case cosine
    }

    /// The highest rate.
    public var peak: Double
    public let warmup: Int
    public let steps: Int
    public let schedule: Schedule

    public init(peak: Double, warmup: Int, steps: Int, schedule: Schedule = .linear) {
        self.peak = peak
        self.warmup = warmup
        self.steps = steps
        self.schedule = schedule
    }

    /// The rate of a step, counted from 0.
    public func at(_ step: Int) -> Double {
        let rising = warmup > 0 ? Double(step + 1) / Double(warmup) : 1
        let left = max(0, min(1, Double(steps - step) / Double(max(steps - warmup, 1))))
        let falling = schedule == .linear ? left : (1 - cos(Double.pi * left)) / 2
        return peak * min(1, rising, falling)
    }
}
