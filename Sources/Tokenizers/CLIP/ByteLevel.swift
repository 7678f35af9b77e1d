/// The characters by which byte-level vocabularies write bytes: the printable ones of Latin-1 stand for themselves, the
/// others for characters from U+0100 on.
enum ByteLevel {
    /// The character of each byte, as UTF-8.
    static let characters: [[UInt8]] = {
        var spare: UInt32 = 0x100
        return (0...255).map { (byte: UInt32) in
            switch byte {
            case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return utf8(byte)
            default:
                defer { spare += 1 }
                return utf8(spare)
            }
        }
    }()

    private static func utf8(_ value: UInt32) -> [UInt8] {
        Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
    }
}
