/// Rows of features as a shard keeps them, F16, while they are gathered.
public struct FeatureRows: Sendable {
    /// The shape of a row: [D], or [F, D] when frames are kept.
    public let shape: [Int]
    /// The numbers as F16, row by row.
    private(set) var values: [UInt16] = []

    /// - Parameters:
    ///   - shape: of a row: [D] or [F, D].
    ///   - count: rows of zeros to begin with.
    public init(row shape: [Int], count: Int = 0) {
        self.shape = shape
        values = [UInt16](repeating: 0, count: count * shape.reduce(1, *))
    }

    /// Whether numbers are finite and stay so as F16.
    public static func canHold(_ features: [Float]) -> Bool {
        features.allSatisfy { $0.magnitude <= Float(Float16.greatestFiniteMagnitude) }
    }

    /// Numbers in a row.
    public var width: Int { shape.reduce(1, *) }

    /// The number of rows.
    public var count: Int { width > 0 ? values.count / width : 0 }

    /// Rounds features into a row; where they are fewer than a row holds, the rest of it is zero.
    public mutating func set(_ row: Int, _ features: some Collection<Float>) {
        precondition(features.count <= width, "a row holds \(width) numbers")
        var place = row * width
        for feature in features {
            values[place] = Float16(feature).bitPattern
            place += 1
        }
        for rest in place..<(row + 1) * width { values[rest] = 0 }
    }

    /// Rounds features into a new row.
    public mutating func append(_ features: some Collection<Float>) {
        values.append(contentsOf: repeatElement(0, count: width))
        set(count - 1, features)
    }

    /// Takes out the rows that are not kept, in place.
    /// - Parameter isKept: a flag a row.
    public mutating func keep(_ isKept: [Bool]) {
        var target = 0
        for (row, keeps) in isKept.enumerated() where keeps {
            if row != target {
                for column in 0..<width { values[target * width + column] = values[row * width + column] }
            }
            target += 1
        }
        values.removeLast(values.count - target * width)
    }
}
