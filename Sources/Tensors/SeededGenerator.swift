import Foundation

/// Random numbers that depend on a seed alone, on every platform and in every version: SplitMix64.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Codable, Equatable {
    /// The whole state; a generator made from it goes on where this one stands.
    public private(set) var state: UInt64

    public init(seed: UInt64) {
        state = seed
    }

    /// A generator for one purpose of a seed, so that two purposes do not share their numbers.
    public init(seed: UInt64, purpose: String) {
        // FNV-1a: small, and the same everywhere, which Swift's own hash is not.
        let hash = purpose.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        self.init(seed: seed &+ hash)
        _ = next()
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A number from 0 up to, but not, 1.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A whole number below `bound`.
    public mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: UInt64.random(in: 0..<UInt64(bound), using: &self))
    }

    /// A number of the normal distribution with mean 0 and deviation 1, by Box and Muller's method.
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * .pi * uniform())
    }

    /// A tensor of normally distributed numbers.
    public mutating func normal(_ shape: [Int], deviation: Double) throws -> Tensor {
        let values = (0..<shape.reduce(1, *)).map { _ in Float(normal() * deviation) }
        return try Tensor(values, shape: shape)
    }

    /// A tensor of numbers spread evenly over -bound to bound.
    public mutating func uniform(_ shape: [Int], bound: Double) throws -> Tensor {
        let values = (0..<shape.reduce(1, *)).map { _ in Float((uniform() * 2 - 1) * bound) }
        return try Tensor(values, shape: shape)
    }

    /// The numbers 0 to count - 1 in a random order.
    public mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(last, below(last + 1))
        }
        return order
    }
}
