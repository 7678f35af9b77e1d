/// How often things were seen, by their hashes, in a table of fixed size. What shares a place is counted together.
struct CountTable: Sendable {
    private var counts: [UInt16]

    /// - Parameter bits: the table has two to the power of so many places.
    init(bits: Int) { counts = [UInt16](repeating: 0, count: 1 << bits) }

    @inline(__always)
    subscript(_ hash: UInt64) -> Double { Double(counts[Int(truncatingIfNeeded: hash) & (counts.count - 1)]) }

    @inline(__always)
    mutating func add(_ hash: UInt64) {
        let place = Int(truncatingIfNeeded: hash) & (counts.count - 1)
        if counts[place] < .max { counts[place] += 1 }
    }
}
