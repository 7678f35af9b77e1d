import Foundation

/// An axis of a plot: its range, its ticks, and where a value lies on it.
struct Axis {
    let range: ClosedRange<Double>
    let ticks: [Double]
    let isLogarithmic: Bool

    /// Where a value lies, from 0 at the start to 1 at the end.
    func position(_ value: Double) -> Double {
        let (low, high, value) =
            isLogarithmic
            ? (log10(range.lowerBound), log10(range.upperBound), log10(value))
            : (range.lowerBound, range.upperBound, value)
        return high > low ? (value - low) / (high - low) : 0.5
    }

    /// An axis from the least to the most, with ticks at round values between.
    init(from low: Double, to high: Double, ticks wanted: Int = 5) {
        range = low...max(low, high)
        isLogarithmic = false
        let step = Axis.step(high - low, wanted)
        let first = Int((low / step).rounded(.up))
        let last = Int((high / step + 1e-9).rounded(.down))
        ticks = first <= last ? (first...last).map { Double($0) * step } : [low]
    }

    /// An axis for a loss: from zero, or near the least value, up to a round value above the most. Losses that differ by
    /// more than a factor of 50 are on a logarithmic axis, where both ends can be seen.
    init(covering values: [Double]) {
        // Beyond these the axis's own ends would not be numbers.
        let values = values.map { min(max($0, -1e300), 1e300) }
        let low = values.min() ?? 0
        let high = values.max() ?? 1
        if low > 0, high / low > 50 {
            let range = (low / 1.2)...(high * 1.2)
            let decades = Int(log10(range.lowerBound).rounded(.down))...Int(log10(range.upperBound).rounded(.up))
            func ticks(_ steps: [Double]) -> [Double] {
                decades.flatMap { decade in steps.map { $0 * pow(10, Double(decade)) } }.filter(range.contains)
            }
            self.range = range
            self.ticks = ticks([1]).count > 2 ? ticks([1]) : ticks([1, 3])
            isLogarithmic = true
        } else {
            let floor = low >= 0 && low < 0.6 * high ? 0 : low
            let step = Axis.step(high > floor ? high - floor : max(abs(high), 1), 4)
            let first = Int((floor / step).rounded(.down))
            let last = max(Int((high / step).rounded(.up)), first + 1)
            ticks = (first...last).map { Double($0) * step }
            range = Double(first) * step...Double(last) * step
            isLogarithmic = false
        }
    }

    /// 1, 2 or 5 times a power of ten, so that about `wanted` of them fill the span.
    private static func step(_ span: Double, _ wanted: Int) -> Double {
        guard span > 0 else { return 1 }
        let rough = span / Double(wanted)
        let power = pow(10, log10(rough).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? rough
    }
}
