/// The head of a member of a tar archive: 512 bytes, of POSIX's ustar form or GNU's.
struct TarHead {
    static let size = 512

    let name: [UInt8]
    /// How many bytes of content follow, before the padding.
    let size: Int
    let kind: UInt8

    /// - Parameter block: 512 bytes.
    /// - Returns: nil where the sum of the bytes, or a number, is not what it should be.
    init?(_ block: [UInt8]) {
        guard block.count == Self.size, let sum = Self.number(block[148..<156]),
            let size = Self.number(block[124..<136])
        else { return nil }
        // The sum is over the head with blanks in its own place; old archivers added the bytes as signed ones.
        let counted = block.indices.map { (148..<156).contains($0) ? 0x20 : block[$0] }
        let unsigned = counted.reduce(0) { $0 + Int($1) }
        let signed = counted.reduce(0) { $0 + Int(Int8(bitPattern: $1)) }
        guard sum == unsigned || sum == signed else { return nil }
        self.size = size
        kind = block[156]
        let isPOSIX = block[257..<263].elementsEqual("ustar\0".utf8)
        let folder = isPOSIX ? Self.text(block[345..<500]) : []
        name = (folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]) + Self.text(block[0..<100])
    }

    /// Whether the member is an ordinary file.
    var isFile: Bool { kind == UInt8(ascii: "0") || kind == 0 || kind == UInt8(ascii: "7") }

    private static func text(_ field: ArraySlice<UInt8>) -> [UInt8] { Array(field.prefix { $0 != 0 }) }

    /// An octal number, or one of GNU's binary ones for large sizes.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        if let first = field.first, first & 0x80 != 0 {
            var value = Int(first & 0x7F)
            for byte in field.dropFirst() {
                guard value < 1 << 53 else { return nil }
                value = value << 8 | Int(byte)
            }
            return value
        }
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
        var value = 0
        for byte in digits {
            guard (0x30...0x37).contains(byte) else { return nil }
            value = value << 3 | Int(byte - 0x30)
        }
        return value
    }
}
