/// How pixels between pixels are made up, as Pillow has it.
public enum ResamplingFilter: String, Sendable, Hashable {
    /// Of four neighbours along each side, by a cubic with a = -0.5.
    case bicubic
    /// Of two neighbours along each side, by their nearness.
    case bilinear

    /// How far a pixel reaches, in pixels of the larger picture's.
    var support: Double { self == .bicubic ? 2 : 1 }

    /// The weight of a pixel at a distance.
    func weight(_ distance: Double) -> Double {
        let x = abs(distance)
        switch self {
        case .bilinear: return x < 1 ? 1 - x : 0
        case .bicubic:
            let a = -0.5
            if x < 1 { return ((a + 2) * x - (a + 3)) * x * x + 1 }
            if x < 2 { return (((x - 5) * x + 8) * x - 4) * a }
            return 0
        }
    }
}

/// The weights of Pillow's resampling with antialiasing along one side: the kernel widened by the ratio when shrinking,
/// weights in fixed point of 22 bits.
///
/// Each weight is kept in two parts of 16 bits, and two neighbours' parts in one word, because the processor multiplies
/// pairs of 16 bits and adds the products without loss.
struct ResamplingWeights {
    /// The first input position of each output position.
    let starts: [Int]
    /// How many pairs of input positions each output position has.
    let counts: [Int]
    /// The weights' lowest 12 bits, ``most`` pairs for each output position.
    let low: [Int32]
    /// The weights without them.
    let high: [Int32]
    /// The pairs that each output position has room for.
    let most: Int
    /// The input positions that have any weight.
    let inputs: Range<Int>

    /// 8 bits are for the value, 2 for the sums that overshoot.
    static let precision: Int32 = 32 - 8 - 2
    /// The bits of a weight's lower part.
    static let split: Int32 = 12

    /// - Parameters:
    ///   - input: Values along the side now.
    ///   - output: Values wanted, at least 1.
    ///   - kept: The output positions that are wanted.
    init(from input: Int, to output: Int, keeping kept: Range<Int>, _ filter: ResamplingFilter) {
        let scale = Double(input) / Double(output)
        let stretch = max(scale, 1)
        let support = filter.support * stretch
        let room = Int(support.rounded(.up)) * 2 + 2
        most = room / 2
        var (starts, counts, end) = ([Int](), [Int](), 0)
        var low = [Int32](repeating: 0, count: kept.count * most)
        var high = low
        var kernel = [Double](repeating: 0, count: room)
        for (place, position) in kept.enumerated() {
            let center = (Double(position) + 0.5) * scale
            let first = max(0, Int(center - support + 0.5))
            let count = min(input, Int(center + support + 0.5)) - first
            // Multiplied by the reciprocal, and summed in this order, because Pillow does.
            var sum = 0.0
            for index in 0..<count {
                kernel[index] = filter.weight((Double(index + first) - center + 0.5) * (1 / stretch))
                sum += kernel[index]
            }
            for index in 0..<count {
                let scaled = (sum == 0 ? kernel[index] : kernel[index] / sum) * Double(1 << Self.precision)
                let weight = Int32(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
                let (pair, shift) = (place * most + index / 2, Int32(index % 2) * 16)
                low[pair] |= (weight & (1 << Self.split - 1)) << shift
                high[pair] |= (weight >> Self.split & 0xFFFF) << shift
            }
            starts.append(first)
            counts.append((count + 1) / 2)
            end = max(end, first + count)
        }
        (self.starts, self.counts, self.low, self.high) = (starts, counts, low, high)
        inputs = (starts.first ?? 0)..<max(starts.first ?? 0, end)
    }
}
