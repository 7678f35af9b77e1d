import Documents

/// The name of an item's sample in a WebDataset shard.
public enum SampleKey {
    /// A longer name would be too long for a file, once the shard is unpacked and an extension added.
    private static let most = 200

    /// An item's id as a file name without a dot, as WebDataset takes what follows the first dot for the extension.
    ///
    /// Letters and digits of ASCII, `-` and `_` stay; every other byte of the UTF-8 becomes `%` and two hexadecimal
    /// digits. What is longer than 200 bytes then is cut, and gets `%-` and the id's SHA-256. So no two ids have one key.
    public static func of(id: String) -> String {
        var key: [UInt8] = []
        for byte in id.utf8 {
            if byte.isPlain {
                key.append(byte)
            } else {
                key.append(UInt8(ascii: "%"))
                key.append(digit(byte >> 4))
                key.append(digit(byte & 15))
            }
        }
        if key.isEmpty { return "%" }
        guard key.count > most else { return String(decoding: key, as: UTF8.self) }
        return String(decoding: key.prefix(most - 66), as: UTF8.self) + "%-" + Digest.of(id)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}

extension UInt8 {
    fileprivate var isPlain: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
