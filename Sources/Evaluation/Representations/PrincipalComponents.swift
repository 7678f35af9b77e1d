/// Rows along their first two principal components.
///
/// The directions are found among the rows, not among the columns: the leading eigenvectors of the centred rows' Gram matrix,
/// by orthogonal iteration of a block of vectors with a Rayleigh-Ritz step (Saad, Numerical Methods for Large Eigenvalue
/// Problems, algorithm 5.3). A block converges as fast as the values behind it are smaller, where two vectors alone would
/// wait for the third value.
struct PrincipalComponents: Sendable {
    /// [n, 2]: each row's two coordinates, scaled together so that the first has a standard deviation of 1; 0 where rows do
    /// not differ. The element of largest magnitude of each component, as a direction among the columns, is positive.
    let coordinates: [Double]

    private static let blockSize = 8
    private static let mostRounds = 200
    /// How far, as a share of the first eigenvalue, the vectors may be from eigenvectors.
    private static let tolerance = 1e-12
    /// The share of the first eigenvalue under which the second is rounding.
    private static let rounding = 1e-13

    /// - Parameters: rows: [n, width], row-major; distances: those of the rows.
    init(_ rows: [Double], width: Int, distances: SquaredDistances) {
        let count = distances.count
        let (values, vectors) = PrincipalComponents.leading(distances.centredGram(), count: count)
        var coordinates = Array(repeating: 0.0, count: 2 * count)
        for axis in 0..<min(2, values.count) where values[axis] > Self.rounding * values[0] {
            let vector = vectors[axis * count..<(axis + 1) * count]
            let sign = PrincipalComponents.sign(Array(vector), rows, width: width)
            let scale = sign * (Double(count) * values[axis] / values[0]).squareRoot()
            for (row, value) in vector.enumerated() { coordinates[2 * row + axis] = scale * value }
        }
        self.coordinates = coordinates
    }

    /// The sign that makes the largest element of a component positive; the first one of equally large ones.
    private static func sign(_ vector: [Double], _ rows: [Double], width: Int) -> Double {
        var component = Array(repeating: 0.0, count: width)
        for (row, weight) in vector.enumerated() {
            // The weights add up to nothing, so any row may stand for the mean.
            for column in 0..<width { component[column] += weight * (rows[row * width + column] - rows[column]) }
        }
        return component.reduce(0) { abs($1) > abs($0) ? $1 : $0 } < 0 ? -1 : 1
    }

    /// The largest eigenvalues of a symmetric matrix [n, n] with their eigenvectors, one after the other.
    private static func leading(_ matrix: [Double], count: Int) -> (values: [Double], vectors: [Double]) {
        let size = min(blockSize, count)
        var block = start(size, count)
        var round = 1
        while true {
            orthonormalize(&block, count: count)
            let image = product(block, matrix, count: count)
            let ritz = SymmetricEigensystem(product(image, block, count: count), count: size)
            block = combined(ritz.vectors, block, count: count)
            let next = combined(ritz.vectors, image, count: count)
            let far = (0..<min(2, size)).contains { axis in
                var sum = 0.0
                for place in axis * count..<(axis + 1) * count {
                    let difference = next[place] - ritz.values[axis] * block[place]
                    sum += difference * difference
                }
                return sum.squareRoot() > tolerance * ritz.values[0]
            }
            if !far || round == mostRounds { return (ritz.values, block) }
            (block, round) = (next, round + 1)
        }
    }

    /// Vectors without a pattern that rows could have too: fractions of the multiples of irrational numbers.
    private static func start(_ size: Int, _ count: Int) -> [Double] {
        (0..<size).flatMap { vector in
            let step = (Double(vector) + 2.5).squareRoot()
            return (1...max(count, 1)).map { (Double($0) * step).truncatingRemainder(dividingBy: 1) - 0.5 }
        }
    }

    /// Makes vectors orthogonal and of length 1, in their order (Gram-Schmidt, twice for what rounding leaves); those of
    /// length 0 stay.
    private static func orthonormalize(_ block: inout [Double], count: Int) {
        for vector in stride(from: 0, to: block.count, by: max(count, 1)) {
            for _ in 0..<2 {
                for other in stride(from: 0, to: vector, by: count) {
                    var dot = 0.0
                    for k in 0..<count { dot += block[vector + k] * block[other + k] }
                    for k in 0..<count { block[vector + k] -= dot * block[other + k] }
                }
                var sum = 0.0
                for k in 0..<count { sum += block[vector + k] * block[vector + k] }
                guard sum > 0 else { continue }
                let scale = 1 / sum.squareRoot()
                for k in 0..<count { block[vector + k] *= scale }
            }
        }
    }

    /// The products of the rows of two matrices [_, count], each with each: A Bᵀ.
    private static func product(_ left: [Double], _ right: [Double], count: Int) -> [Double] {
        let (rows, columns) = (left.count / max(count, 1), right.count / max(count, 1))
        var result = Array(repeating: 0.0, count: rows * columns)
        for i in 0..<rows {
            for j in 0..<columns {
                var dot = 0.0
                for k in 0..<count { dot += left[i * count + k] * right[j * count + k] }
                result[i * columns + j] = dot
            }
        }
        return result
    }

    /// Sums of vectors, with a row of weights for each: [size, size] by [size, count].
    private static func combined(_ weights: [Double], _ block: [Double], count: Int) -> [Double] {
        let size = block.count / max(count, 1)
        var result = Array(repeating: 0.0, count: block.count)
        for i in 0..<size {
            for j in 0..<size {
                let weight = weights[i * size + j]
                for k in 0..<count { result[i * count + k] += weight * block[j * count + k] }
            }
        }
        return result
    }
}
