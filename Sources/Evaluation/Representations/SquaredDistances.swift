/// The squared Euclidean distances of rows, each to each.
struct SquaredDistances: Sendable {
    /// How many rows there are.
    let count: Int
    /// [count, count], row-major; symmetric to the last bit, and 0 exactly for equal rows.
    let values: [Double]

    /// - Parameter rows: [n, width], row-major, finite.
    init(_ rows: [Double], width: Int) {
        precondition(width > 0 && rows.count.isMultiple(of: width))
        let count = rows.count / width
        var values = Array(repeating: 0.0, count: count * count)
        for i in 0..<count {
            for j in 0..<i {
                var sum = 0.0
                for column in 0..<width {
                    let difference = rows[i * width + column] - rows[j * width + column]
                    sum += difference * difference
                }
                values[i * count + j] = sum
                values[j * count + i] = sum
            }
        }
        (self.count, self.values) = (count, values)
    }

    /// The Gram matrix of the centred rows, [count, count]: -½ J D J with the centring matrix J. Equal rows have equal rows
    /// here, to the last bit (Torgerson 1952, Multidimensional scaling: I. Theory and method).
    func centredGram() -> [Double] {
        let means = (0..<count).map { i in
            var sum = 0.0
            for j in 0..<count { sum += values[i * count + j] }
            return sum / Double(count)
        }
        let mean = means.reduce(0, +) / Double(max(count, 1))
        var gram = values
        for i in 0..<count {
            for j in 0..<count { gram[i * count + j] = -0.5 * (values[i * count + j] - means[i] - means[j] + mean) }
        }
        return gram
    }
}
