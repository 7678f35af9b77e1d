import Documents
import Tensors

/// Features as rows, and their similarity as a function of two rows' numbers alone: it is the same to the last bit wherever
/// the rows stand, and whoever computes it.
struct FeatureTable: Sendable {
    let count: Int
    let width: Int
    /// One row after the other.
    private let values: [Float]
    /// The rows' lengths; those under ``leastNorm`` count as that, as in torch.
    private let norms: [Double]
    /// The first row with the same numbers as each, by which equal rows are known without looking at them again.
    let first: [Int]

    private static let leastNorm = 1e-12

    /// - Parameters: values: rows one after the other; name: of the features, for complaints.
    /// - Throws: ``InputError`` for a row that is not finite: nothing can be said of its rank.
    init(_ values: [Float], width: Int, name: String) throws {
        precondition(width > 0 && values.count % width == 0)
        self.values = values
        self.width = width
        count = values.count / width
        norms = try (0..<values.count / width).map { row in
            var sum = 0.0
            for value in values[row * width..<(row + 1) * width] { sum += Double(value) * Double(value) }
            guard sum.isFinite else {
                throw InputError(
                    "the \(name) features have a row, \(row), that is not finite",
                    remedy: "look at the training's losses, or let `tessera validate` find such rows in the shards")
            }
            return max(sum.squareRoot(), FeatureTable.leastNorm)
        }
        first = FeatureTable.first(values, width: width)
    }

    /// The cosine of the angle between a row and one of another table: every product exact, and added in order.
    func similarity(_ row: Int, _ other: FeatureTable, _ otherRow: Int) -> Double {
        var sum = 0.0
        let (start, otherStart) = (row * width, otherRow * width)
        for column in 0..<width { sum += Double(values[start + column]) * Double(other.values[otherStart + column]) }
        return sum / (norms[row] * other.norms[otherRow])
    }

    /// Some rows at length 1: F64 [rows, width].
    func normalized(_ rows: Range<Int>) throws -> Tensor {
        let range = rows.lowerBound * width..<rows.upperBound * width
        return try Tensor.over(values, range, shape: [rows.count, width]) {
            try $0.converted(to: .float64).normalized()
        }
    }

    /// How far an element of a product of ``normalized(_:)`` rows can be from ``similarity(_:_:_:)``, in whatever order
    /// products are added: the usual bound for sums of `width` products of vectors of length 1 (Higham, Accuracy and
    /// Stability of Numerical Algorithms, section 3.1), for both sums and both lengths, with room to spare.
    var tolerance: Double { Double(4 * width + 64) * 0x1p-53 }

    private static func first(_ values: [Float], width: Int) -> [Int] {
        var rows: [Int: [Int]] = [:]
        return (0..<values.count / width).map { row in
            let own = values[row * width..<(row + 1) * width]
            var hasher = Hasher()
            for value in own { hasher.combine(value.bitPattern) }
            let hash = hasher.finalize()
            let equal = rows[hash, default: []].first { other in
                values[other * width..<(other + 1) * width].elementsEqual(own) { $0.bitPattern == $1.bitPattern }
            }
            if equal == nil { rows[hash, default: []].append(row) }
            return equal ?? row
        }
    }
}
