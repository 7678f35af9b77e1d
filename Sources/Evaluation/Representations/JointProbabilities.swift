import Foundation

/// The joint probabilities of t-SNE: how likely rows are to be each other's neighbours (van der Maaten and Hinton 2008,
/// Visualizing Data using t-SNE, section 2 and equation 12), as scikit-learn computes them.
struct JointProbabilities: Sendable {
    /// p of each pair (i, j) with i < j, in the order (0, 1), (0, 2), …, (1, 2), …: n(n - 1)/2 numbers that add up to ½.
    let values: [Double]

    /// How far, in nats, the entropy of a row's probabilities may be from the logarithm of the perplexity.
    private static let tolerance = 1e-5
    private static let steps = 100
    /// A sum of probabilities that are all too small to be told from 0.
    private static let leastSum = 1e-8
    /// No pair is less likely.
    static let least = 0x1p-52

    /// - Parameter perplexity: how many neighbours a row has, roughly; one that more than a third of the other rows would
    ///   have to be is lowered to that, and none is less than 1.
    init(_ distances: SquaredDistances, perplexity: Double) {
        let count = distances.count
        let entropy = log(max(min(perplexity, Double(count - 1) / 3), 1))
        var conditional = Array(repeating: 0.0, count: count * count)
        for row in 0..<count {
            JointProbabilities.search(&conditional, distances, row: row, entropy: entropy)
        }
        var total = 0.0
        for value in conditional { total += value }
        let scale = max(2 * total, Self.least)
        var values: [Double] = []
        values.reserveCapacity(count * count / 2)
        for i in 0..<count {
            for j in i + 1..<count {
                values.append(max((conditional[i * count + j] + conditional[j * count + i]) / scale, Self.least))
            }
        }
        self.values = values
    }

    /// Writes p(j|i) of a row i (equation 1) with the precision, 1 / 2σ², at which they have an entropy.
    private static func search(
        _ conditional: inout [Double], _ distances: SquaredDistances, row: Int, entropy: Double
    ) {
        let (count, start) = (distances.count, row * distances.count)
        var (precision, low, high) = (1.0, -Double.infinity, Double.infinity)
        for _ in 0..<steps {
            var sum = 0.0
            for j in 0..<count where j != row {
                conditional[start + j] = exp(-distances.values[start + j] * precision)
                sum += conditional[start + j]
            }
            if sum == 0 { sum = leastSum }
            var distance = 0.0
            for j in 0..<count {
                conditional[start + j] /= sum
                distance += distances.values[start + j] * conditional[start + j]
            }
            let excess = log(sum) + precision * distance - entropy
            if abs(excess) <= tolerance { break }
            if excess > 0 {
                low = precision
                precision = high == .infinity ? 2 * precision : (precision + high) / 2
            } else {
                high = precision
                precision = low == -.infinity ? precision / 2 : (precision + low) / 2
            }
        }
    }
}
