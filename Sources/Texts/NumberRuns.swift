/// The numbers of a text as its runs of decimal digits, in any script, in their order.
///
/// Languages write `1,000.5` as `1.000,5`, `1 000,5` or `1'000.5`, and `10:30` as `10.30` or `10h30`. So a number is found
/// again in a text where some runs, one after the other, give its digits, whatever stands between them.
public struct NumberRuns: Sendable {
    /// The digits of all runs, 0 to 9.
    private var digits: [UInt8] = []
    /// Where in ``digits`` each run begins, and whether only a separator stands between it and the run before.
    private var starts: [(start: Int, isJoined: Bool)] = []
    private var isOpen = false
    private var isAfterSeparator = false

    public var isEmpty: Bool { digits.isEmpty }

    mutating func add(digit: UInt8) {
        if !isOpen {
            starts.append((digits.count, isAfterSeparator))
            isOpen = true
            isAfterSeparator = false
        }
        digits.append(digit)
    }

    /// Any other scalar than a digit.
    @inline(__always)
    mutating func add(other scalar: UInt32) {
        isAfterSeparator = isOpen && NumberRuns.isSeparator(scalar)
        isOpen = false
    }

    private static func isSeparator(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x27, 0x2c, 0x2e, 0xa0, 0x202f, 0x2019, 0x66b, 0x66c: true
        default: false
        }
    }

    private func end(of run: Int) -> Int { run + 1 < starts.count ? starts[run + 1].start : digits.count }

    /// Whether a number of these is not in a translation.
    ///
    /// Numbers up to `words` may be written as words there, and are not looked for.
    public func hasNumber(lostIn translation: NumberRuns, above words: Int) -> Bool {
        var run = 0
        while run < starts.count {
            let first = starts[run].start
            repeat { run += 1 } while run < starts.count && starts[run].isJoined
            let number = digits[first..<end(of: run - 1)]
            let isSmall = number.count <= 3 && number.reduce(0) { $0 * 10 + Int($1) } <= words
            if !isSmall, !translation.contains(number) { return true }
        }
        return false
    }

    private func contains(_ number: ArraySlice<UInt8>) -> Bool {
        starts.indices.contains { run in
            let start = starts[run].start
            guard start + number.count <= digits.count, digits[start..<start + number.count] == number else {
                return false
            }
            return start + number.count == digits.count || starts.contains { $0.start == start + number.count }
        }
    }
}
