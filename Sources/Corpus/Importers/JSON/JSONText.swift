/// The search for what is special in a JSON text.
enum JSONText {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The position of a quote, a backslash or a control character at or behind `start`, or somewhat before it: most of a
    /// document are such texts, and eight bytes are looked at together.
    static func skipPlain(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let raw = bytes.bytes
        var index = start
        while index + 8 <= raw.byteCount {
            let eight = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            let found = zeros(eight ^ (ones &* 0x22)) | zeros(eight ^ (ones &* 0x5C)) | zeros(eight & (ones &* 0xE0))
            if found != 0 { return index + UInt64(littleEndian: found).trailingZeroBitCount / 8 }
            index += 8
        }
        return index
    }

    /// The high bits of the bytes that are zero; above the lowest of them there may be others.
    private static func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes & highs }
}
