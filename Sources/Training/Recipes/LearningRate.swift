/// A learning rate that rises linearly for some steps, and falls linearly to zero at the end.
public struct LearningRate: Sendable, Equatable {
    /// The highest rate.
    public let peak: Double
    public let warmup: Int
    public let steps: Int

    public init(peak: Double, warmup: Int, steps: Int) {
        self.peak = peak
        self.warmup = warmup
        self.steps = steps
    }

    /// The rate of a step, counted from 0.
    public func at(_ step: Int) -> Double {
        let rising = warmup > 0 ? Double(step + 1) / Double(warmup) : 1
        let falling = Double(steps - step) / Double(max(steps - warmup, 1))
        return peak * max(0, min(1, rising, falling))
    }
}
