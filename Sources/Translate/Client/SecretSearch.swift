/// Finds a key in what a server quotes, where each of its bytes stands as itself or escaped.
///
/// Which characters are escaped differs from one program to the next, in addresses as in JSON, so no list of whole spellings
/// would have them all.
struct SecretSearch {
    private let key: [UInt8]

    init(_ key: String) {
        self.key = Array(key.utf8)
    }

    /// The text with something else in the key's place.
    func replacing(in bytes: [UInt8], with replacement: [UInt8]) -> [UInt8] {
        guard !key.isEmpty else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let first = rest.first {
            if let end = endOfKey(in: rest) {
                result += replacement
                rest = rest[end...]
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// Where the key ends that some bytes begin with; nil when they do not.
    private func endOfKey(in bytes: ArraySlice<UInt8>) -> Int? {
        var rest = bytes
        for byte in key {
            guard let length = SecretSearch.length(of: byte, in: rest) else { return nil }
            rest = rest.dropFirst(length)
        }
        return rest.startIndex
    }

    /// How many bytes one of the key's takes at the beginning of some; nil when it is not there.
    private static func length(of byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
        func holds(_ prefix: String, digits: Int) -> Bool {
            let digits = bytes.dropFirst(prefix.utf8.count).prefix(digits)
            return bytes.starts(with: prefix.utf8)
                && Int(String(decoding: digits, as: UTF8.self), radix: 16) == Int(byte)
        }
        // The escapes come first: a key may begin with their signs.
        if holds("%", digits: 2) { return 3 }
        if byte < 0x80, holds("\\u", digits: 4) { return 6 }
        if bytes.starts(with: [UInt8(ascii: "\\"), byte]), !byte.isLetterOrDigit { return 2 }
        return bytes.first == byte ? 1 : nil
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self)
    }
}
