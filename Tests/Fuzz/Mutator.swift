import Foundation

/// Damages files in the ways that break readers. The same seed gives the same damage.
struct Mutator {
    private var state: UInt64

    init(seed: UInt64, number: Int) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(number) &* 0xD1B5_4A32_D192_ED03
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// A number from 0 to below `count`.
    mutating func number(below count: Int) -> Int { count <= 0 ? 0 : Int(next() % UInt64(count)) }

    /// One of a list that is not empty.
    mutating func pick<T>(_ values: [T]) -> T { values[number(below: values.count)] }

    /// Damages a file once to four times.
    mutating func damage(_ bytes: [UInt8], as kind: Subject) -> [UInt8] {
        let length = bytes.count
        var bytes = bytes
        for _ in 0..<pick([1, 1, 1, 2, 3, 4]) where !bytes.isEmpty {
            switch number(below: kind.isText ? 12 : 9) {
            case 0: for _ in 0...number(below: 16) { bytes[place(bytes)] ^= 1 << UInt8(number(below: 8)) }
            case 1: fill(&bytes)
            case 2: bytes.removeLast(bytes.count - number(below: bytes.count))
            case 3: swap(&bytes)
            case 4: bytes.insert(contentsOf: bytes[block(bytes)], at: number(below: bytes.count))
            case 5: bytes.removeSubrange(block(bytes))
            case 6, 7: extreme(&bytes)
            case 8:
                bytes.insert(
                    contentsOf: (0...number(below: 40)).map { _ in UInt8(truncatingIfNeeded: next()) }, at: place(bytes)
                )
            case 9: replaceNumber(&bytes)
            default: insertToken(&bytes)
            }
        }
        if kind == .tar, number(below: 4) > 0 { TarSums.mend(&bytes) }
        if kind == .safetensors, bytes.count > 8, number(below: 2) == 0 {
            // The header is as much longer as the file is.
            let header = Int(bytes[0]) | Int(bytes[1]) << 8 | Int(bytes[2]) << 16
            let grown = max(0, header + bytes.count - length)
            for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: grown >> (8 * index)) }
        }
        return bytes
    }

    /// A place in a file: half of the time in its first bytes, where headers are.
    private mutating func place(_ bytes: [UInt8]) -> Int {
        number(below: number(below: 2) == 0 ? min(bytes.count, 600) : bytes.count)
    }

    private mutating func block(_ bytes: [UInt8]) -> Range<Int> {
        let start = place(bytes)
        return start..<min(bytes.count, start + 1 + number(below: pick([4, 64, 1024])))
    }

    private mutating func fill(_ bytes: inout [UInt8]) {
        let value = pick([0, 0xFF, 0x7F, 0x80, UInt8(truncatingIfNeeded: next())])
        for index in block(bytes) { bytes[index] = value }
    }

    private mutating func swap(_ bytes: inout [UInt8]) {
        let (first, second) = (block(bytes), place(bytes))
        for index in first where second + index - first.lowerBound < bytes.count {
            bytes.swapAt(index, second + index - first.lowerBound)
        }
    }

    /// Writes a number at its extremes where one of 1, 2, 4 or 8 bytes may stand.
    private mutating func extreme(_ bytes: inout [UInt8]) {
        let size = pick([1, 2, 4, 8])
        let value = pick([0, 1, .max, .max >> 1, 1 << 63, 1 << 31, 1 << 31 - 1, 0xFFFF, 0x8000, 0x1_0000, next() >> 40])
        let (start, isLittle) = (place(bytes), number(below: 2) == 0)
        for index in 0..<size where start + index < bytes.count {
            let shift = UInt64(8 * (isLittle ? index : size - 1 - index))
            bytes[start + index] = UInt8(truncatingIfNeeded: value >> shift)
        }
    }

    private mutating func replaceNumber(_ bytes: inout [UInt8]) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let start = place(bytes)
        guard let first = bytes[start...].firstIndex(where: isDigit) else { return }
        let end = bytes[first...].firstIndex { !isDigit($0) } ?? bytes.count
        let numbers = ["0", "-1", "1", "9223372036854775807", "18446744073709551616", "1e999", "0.5", "99999999", "00"]
        bytes.replaceSubrange(first..<end, with: Array(pick(numbers).utf8))
    }

    private mutating func insertToken(_ bytes: inout [UInt8]) {
        let tokens = [
            "{", "}", "[", "]", "\"", ",", ":", "\\", "\\ud800", "\\u0000", "null", "true", "\n", " ", "\u{0}",
            "{\"a\":",
            String(repeating: "[", count: 2000), String(repeating: "{\"a\":", count: 500), "\u{301}",
        ]
        let token = number(below: 20) == 0 ? [0xC3, 0x28] : Array(pick(tokens).utf8)
        bytes.insert(contentsOf: token, at: place(bytes))
    }
}

/// The sums of a tar archive's headers, so that damage gets past them.
enum TarSums {
    static func mend(_ bytes: inout [UInt8]) {
        for start in stride(from: 0, to: bytes.count - 511, by: 512)
        where bytes[start + 257..<start + 262].elementsEqual("ustar".utf8) {
            for index in start + 148..<start + 156 { bytes[index] = 0x20 }
            let sum = bytes[start..<start + 512].reduce(0) { $0 + Int($1) }
            let digits = Array(String(sum, radix: 8).utf8)
            for (index, digit) in digits.enumerated() { bytes[start + 154 - digits.count + index] = digit }
            bytes[start + 154] = 0
        }
    }
}
