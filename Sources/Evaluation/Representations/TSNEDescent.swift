import Foundation

/// The descent of t-SNE: gradient steps with momentum and with a gain for each coordinate (van der Maaten and Hinton 2008,
/// section 3.4; Jacobs 1988), the probabilities exaggerated at first.
struct TSNEDescent: Sendable {
    private let count: Int
    private let probabilities: [Double]
    private let learningRate: Double
    /// [count, 2], as are the three below.
    private var positions: [Double]
    private var gradient: [Double]
    private var update: [Double]
    private var gains: [Double]
    /// 1 / (1 + d²) of each pair, in the order of the probabilities.
    private var kernel: [Double]

    private static let exaggeration = 12.0
    private static let momentum = (exaggerated: 0.5, afterwards: 0.8)
    private static let leastGain = 0.01
    /// A gradient that is this short moves nothing; it is looked at every few iterations.
    private static let leastNorm = 1e-7
    private static let checkEvery = 50

    /// - Parameter start: as many positions as the probabilities are of.
    init(from start: [(x: Double, y: Double)], _ probabilities: JointProbabilities) {
        precondition(probabilities.values.count == start.count * max(start.count - 1, 0) / 2)
        count = start.count
        self.probabilities = probabilities.values
        learningRate = max(Double(start.count) / Self.exaggeration / 4, 50)
        positions = start.flatMap { [$0.x, $0.y] }
        gradient = Array(repeating: 0, count: positions.count)
        (update, gains) = (gradient, gradient)
        kernel = Array(repeating: 0, count: probabilities.values.count)
    }

    /// The positions as points.
    var points: [(x: Double, y: Double)] { (0..<count).map { (positions[2 * $0], positions[2 * $0 + 1]) } }

    /// Both phases; each begins at rest, with gains of 1.
    /// - Returns: how many iterations there were: fewer where nothing moved any more.
    @discardableResult
    mutating func run(iterations: Int, exaggerated: Int) -> Int {
        let first = run(
            from: 0, to: min(iterations, exaggerated), exaggeration: Self.exaggeration,
            momentum: Self.momentum.exaggerated)
        return run(from: first, to: iterations, exaggeration: 1, momentum: Self.momentum.afterwards)
    }

    /// - Returns: the iteration after the last.
    private mutating func run(from first: Int, to end: Int, exaggeration: Double, momentum: Double) -> Int {
        for place in positions.indices { (update[place], gains[place]) = (0, 1) }
        for iteration in first..<max(end, first) {
            computeGradient(exaggeration: exaggeration)
            let norm = step(momentum: momentum)
            if (iteration + 1).isMultiple(of: Self.checkEvery), norm <= Self.leastNorm { return iteration + 1 }
        }
        return max(end, first)
    }

    /// Moves the positions, and returns the norm of the gradient times the gains.
    private mutating func step(momentum: Double) -> Double {
        var squares = 0.0
        for place in positions.indices {
            // An update against the gradient still goes the right way.
            let gain = update[place] * gradient[place] < 0 ? gains[place] + 0.2 : gains[place] * 0.8
            gains[place] = max(gain, Self.leastGain)
            let slope = gradient[place] * gains[place]
            squares += slope * slope
            update[place] = momentum * update[place] - learningRate * slope
            positions[place] += update[place]
        }
        return squares.squareRoot()
    }

    /// Equation 5: dC/dy_i = 4 Σ_j (p_ij - q_ij) (y_i - y_j) / (1 + d²_ij). Each pair is looked at once for both ends.
    private mutating func computeGradient(exaggeration: Double) {
        let share = 0.5 / computeKernel()
        for place in gradient.indices { gradient[place] = 0 }
        var pair = 0
        for i in 0..<count {
            let (x, y) = (positions[2 * i], positions[2 * i + 1])
            var (alongX, alongY) = (0.0, 0.0)
            for j in i + 1..<count {
                let likeness = max(kernel[pair] * share, JointProbabilities.least)
                let force = 4 * (exaggeration * probabilities[pair] - likeness) * kernel[pair]
                let pullX = force * (x - positions[2 * j])
                let pullY = force * (y - positions[2 * j + 1])
                alongX += pullX
                alongY += pullY
                gradient[2 * j] -= pullX
                gradient[2 * j + 1] -= pullY
                pair += 1
            }
            gradient[2 * i] += alongX
            gradient[2 * i + 1] += alongY
        }
    }

    /// The kernel of every pair (equation 4's numerator), and the sum of all.
    private mutating func computeKernel() -> Double {
        var (sum, pair) = (0.0, 0)
        for i in 0..<count {
            let (x, y) = (positions[2 * i], positions[2 * i + 1])
            for j in i + 1..<count {
                let (acrossX, acrossY) = (x - positions[2 * j], y - positions[2 * j + 1])
                let value = 1 / (1 + (acrossX * acrossX + acrossY * acrossY))
                kernel[pair] = value
                sum += value
                pair += 1
            }
        }
        return sum
    }

    /// The Kullback-Leibler divergence of the positions' likenesses from the rows' probabilities, in nats (equation 2): what
    /// the descent makes small.
    mutating func divergence() -> Double {
        let share = 0.5 / computeKernel()
        var sum = 0.0
        for (pair, probability) in probabilities.enumerated() {
            sum += probability * log(probability / max(kernel[pair] * share, JointProbabilities.least))
        }
        return 2 * sum
    }
}
