import Tensors

/// What features look like as numbers: read a block at a time, so that their count does not matter.
public struct FeatureStatistics: Sendable, Equatable, Encodable {
    /// Features: rows, and where frames are kept, the frames of each.
    public private(set) var features = 0
    /// The Euclidean norms of those that are finite; nil where there is none.
    public private(set) var smallestNorm: Double?
    public private(set) var meanNorm: Double?
    public private(set) var largestNorm: Double?
    /// Numbers that are not numbers.
    public private(set) var notANumber = 0
    /// Numbers that are infinite.
    public private(set) var infinite = 0
    /// Rows of which a number is not finite.
    public private(set) var rowsNotFinite = 0
    /// Features that are all zero.
    public private(set) var zero = 0

    enum CodingKeys: String, CodingKey {
        case features, infinite, zero
        case smallestNorm = "smallest_norm"
        case meanNorm = "mean_norm"
        case largestNorm = "largest_norm"
        case notANumber = "not_a_number"
        case rowsNotFinite = "rows_not_finite"
    }

    /// Numbers that are looked at at a time.
    private static let block = 1 << 20

    /// - Parameters:
    ///   - tensor: [rows, D] or [rows, F, D], of any floating type.
    ///   - frames: how many of a row's F features count; nil: all.
    public init(_ tensor: Tensor, frames: [Int32]? = nil) throws {
        let shape = tensor.shape
        let (rows, width) = (shape[0], shape[shape.count - 1])
        let perRow = shape.count == 3 ? shape[1] : 1
        let step = max(1, FeatureStatistics.block / max(1, perRow * width))
        var sum = 0.0
        for start in stride(from: 0, to: rows, by: step) {
            let range = start..<min(rows, start + step)
            let values = try tensor.sliced(0, range).converted(to: .float32).values(as: Float.self)
            for row in range {
                let count = frames.map { min(perRow, Int($0[row])) } ?? perRow
                let begin = (row - range.lowerBound) * perRow * width
                sum += add(values, row: begin, features: count, width: width)
            }
        }
        let finite = features - unsound
        if finite > 0 { meanNorm = sum / Double(finite) }
    }

    /// Features of which a number is not finite.
    private var unsound = 0

    /// - Returns: the sum of the norms.
    private mutating func add(_ values: [Float], row: Int, features count: Int, width: Int) -> Double {
        var sum = 0.0
        var isSound = true
        for feature in 0..<count {
            let start = row + feature * width
            var square = 0.0
            for index in start..<start + width { square += Double(values[index]) * Double(values[index]) }
            features += 1
            guard square.isFinite else {
                notANumber += values[start..<start + width].count { $0.isNaN }
                infinite += values[start..<start + width].count { $0.isInfinite }
                unsound += 1
                isSound = false
                continue
            }
            let norm = square.squareRoot()
            if norm == 0 { zero += 1 }
            smallestNorm = min(smallestNorm ?? norm, norm)
            largestNorm = max(largestNorm ?? norm, norm)
            sum += norm
        }
        if !isSound { rowsNotFinite += 1 }
        return sum
    }
}

extension FeatureShard {
    /// What the visual features look like as numbers.
    public func statistics() throws -> FeatureStatistics {
        try FeatureStatistics(visual, frames: framesKept == nil ? nil : frames().values())
    }

    /// The number of rows of `visual` that hold an infinity or something that is not a number.
    public func rowsNotFinite() throws -> Int { try statistics().rowsNotFinite }
}
