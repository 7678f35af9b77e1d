/// Reads numbers of a few bits from the start of a header.
struct BitReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next `count` bits as a number; nil at the end.
    mutating func bits(_ count: Int) -> Int? {
        guard position + count <= bytes.count * 8 else { return nil }
        var value = 0
        for _ in 0..<count {
            value = value << 1 | Int(bytes[position >> 3] >> (7 - UInt8(position & 7))) & 1
            position += 1
        }
        return value
    }

    /// Passes over an Exp-Golomb number; false at the end.
    mutating func skipNumber() -> Bool {
        var zeros = 0
        while let bit = bits(1) {
            if bit == 1 { return bits(zeros) != nil }
            zeros += 1
        }
        return false
    }
}
