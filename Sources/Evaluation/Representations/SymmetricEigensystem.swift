/// The eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's cyclic method (Golub and Van Loan, Matrix
/// Computations, section 8.5).
struct SymmetricEigensystem: Sendable {
    /// The largest first.
    let values: [Double]
    /// [n, n]: the eigenvector of each value is a row of length 1.
    let vectors: [Double]

    /// It converges quadratically: a dozen sweeps are many.
    private static let mostSweeps = 60

    /// - Parameter matrix: [n, n], row-major.
    init(_ matrix: [Double], count: Int) {
        var (a, vectors) = (matrix, Array(repeating: 0.0, count: count * count))
        for i in 0..<count { vectors[i * count + i] = 1 }
        for _ in 0..<Self.mostSweeps {
            var rotated = false
            for p in 0..<count {
                for q in p + 1..<count
                // Less would not be felt on the diagonal.
                where abs(a[p * count + q]) > 0x1p-60 * (abs(a[p * count + p]) + abs(a[q * count + q])) {
                    SymmetricEigensystem.rotate(&a, &vectors, p, q, count: count)
                    rotated = true
                }
            }
            if !rotated { break }
        }
        let order = (0..<count).sorted { (a[$1 * count + $1], $0) < (a[$0 * count + $0], $1) }
        values = order.map { a[$0 * count + $0] }
        self.vectors = order.flatMap { vectors[$0 * count..<($0 + 1) * count] }
    }

    /// Makes the element (p, q) 0 by a rotation of both rows and both columns.
    private static func rotate(_ a: inout [Double], _ vectors: inout [Double], _ p: Int, _ q: Int, count: Int) {
        let theta = (a[q * count + q] - a[p * count + p]) / (2 * a[p * count + q])
        let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let cosine = 1 / (tangent * tangent + 1).squareRoot()
        let sine = tangent * cosine
        func turn(_ values: inout [Double], _ first: Int, _ second: Int) {
            let (left, right) = (values[first], values[second])
            values[first] = cosine * left - sine * right
            values[second] = sine * left + cosine * right
        }
        for k in 0..<count { turn(&a, k * count + p, k * count + q) }
        for k in 0..<count {
            turn(&a, p * count + k, q * count + k)
            turn(&vectors, p * count + k, q * count + k)
        }
        (a[p * count + q], a[q * count + p]) = (0, 0)
    }
}
