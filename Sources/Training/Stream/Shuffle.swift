import Tensors

/// The numbers 0 to count - 1 in a shuffled order that is computed place by place, and so needs no memory however many
/// there are: a Feistel network over the next power of two, walked until it lands below `count`.
public struct Shuffle: Sendable {
    public let count: Int
    private let keys: [UInt64]
    /// Bits of the lower and the upper half of a number.
    private let low: UInt64
    private let high: UInt64

    /// More rounds than the four of Luby and Rackoff, because halves of a few bits mix less in each.
    private static let rounds = 8

    /// - Parameter generator: gives the order.
    public init(_ count: Int, using generator: inout SeededGenerator) {
        self.count = count
        let bits = UInt64(max(2, Int.bitWidth - max(0, count - 1).leadingZeroBitCount))
        low = bits / 2
        high = bits - low
        keys = (0..<Shuffle.rounds).map { _ in generator.next() }
    }

    /// The number at a place.
    public subscript(_ place: Int) -> Int {
        precondition((0..<count).contains(place), "there are \(count) places")
        var number = UInt64(place)
        repeat { number = permuted(number) } while number >= UInt64(count)
        return Int(number)
    }

    private func permuted(_ number: UInt64) -> UInt64 {
        var left = number >> low
        var right = number & (1 << low - 1)
        // Each half is changed in its turn by the other, so that they may differ in length.
        for round in stride(from: 0, to: Shuffle.rounds, by: 2) {
            left ^= Shuffle.mixed(right ^ keys[round]) >> (64 - high)
            right ^= Shuffle.mixed(left ^ keys[round + 1]) >> (64 - low)
        }
        return left << low | right
    }

    /// The finalizer of MurmurHash3: every bit of the result depends on every bit of the number.
    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
        mixed = (mixed ^ (mixed >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return mixed ^ (mixed >> 33)
    }
}
