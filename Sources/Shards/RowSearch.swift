import CGather

/// Rows of features that a query is compared with: F16, as shards have them, two bytes a number in memory.
public struct RowSearch: Sendable {
    /// Numbers in a row.
    public let width: Int
    private var rows: [UInt16] = []
    /// One divided by each row's length; 0 for a row of zeros, which is like nothing.
    private var scales: [Float] = []

    public init(width: Int) { self.width = width }

    /// The number of rows.
    public var count: Int { scales.count }

    /// Adds rows.
    /// - Parameter features: one row after the other.
    public mutating func append(_ features: some RandomAccessCollection<Float>) {
        precondition(width > 0 && features.count % width == 0, "rows of \(width) numbers")
        var (sum, column) = (0.0, 0)
        for value in features {
            let half = Float16(value)
            rows.append(half.bitPattern)
            sum += Double(half) * Double(half)
            column += 1
            guard column == width else { continue }
            scales.append(sum > 0 ? Float(1 / sum.squareRoot()) : 0)
            (sum, column) = (0, 0)
        }
    }

    /// A row.
    public func row(_ index: Int) -> [Float] {
        rows[index * width..<(index + 1) * width].map { Float(Float16(bitPattern: $0)) }
    }

    /// The cosine of the angle between a query and each row of a range; 0 for a query or a row of zeros.
    public func cosines(_ query: [Float], _ range: Range<Int>) -> [Float] {
        precondition(query.count == width && range.lowerBound >= 0 && range.upperBound <= count)
        let length = query.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
        let scale = length > 0 ? Float(1 / length) : 0
        var dots = [Float](repeating: 0, count: range.count)
        rows.withUnsafeBufferPointer { rows in
            guard let base = rows.baseAddress else { return }
            dots.withUnsafeMutableBufferPointer { dots in
                guard let target = dots.baseAddress else { return }
                cgather_dot_rows(base + range.lowerBound * width, range.count, width, query, target)
            }
        }
        for (place, row) in range.enumerated() { dots[place] *= scale * scales[row] }
        return dots
    }
}
