import Foundation

/// Writes tar archives byte by byte (POSIX ustar), so that they can hold what no archiver would write.
struct TarBytes {
    private(set) var bytes: [UInt8] = []

    /// Adds an entry. `type` is the flag of the header: 0 file, 1 hard link, 2 link, 3 device, 5 folder, 6 pipe.
    mutating func add(
        _ name: String, _ content: [UInt8] = [], type: Character = "0", link: String = "", mode: Int = 0o644,
        claimedSize: Int? = nil
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
        }
        func octal(_ value: Int, _ digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(name, at: 0)
        put(octal(mode, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(claimedSize ?? content.count, 11), at: 124)
        put(octal(1_000_000_000, 11), at: 136)
        put(String(type), at: 156)
        put(link, at: 157)
        put("ustar", at: 257)
        put("00", at: 263)
        // The sum is taken with blanks in its own place.
        put("        ", at: 148)
        put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
        header[154] = 0
        bytes += header
        bytes += content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// The archive with its end mark.
    var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}

/// Writes zip archives byte by byte, every entry stored as it is.
struct ZipBytes {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds an entry. `mode` is its Unix mode; `checksum` a wrong CRC-32 to write in place of the right one.
    mutating func add(_ name: String, _ content: [UInt8], mode: Int = 0o100644, checksum: UInt32? = nil) {
        let head = Head(name, content, checksum: checksum)
        list(head, mode: mode, at: bytes.count)
        bytes += head.local + content
    }

    /// Adds entries that all are the bytes of the first.
    mutating func addAgain(_ names: [String], _ content: [UInt8]) {
        for name in names { list(Head(name, content), mode: 0o100644, at: bytes.count) }
        bytes += Head(names[0], content).local + content
    }

    /// Adds entries that each hold the next one, its head with it; the last holds `content`.
    mutating func addNested(_ names: [String], _ content: [UInt8]) {
        var inner = content
        var heads: [Head] = []
        for name in names.reversed() {
            heads.append(Head(name, inner))
            inner = (heads.last?.local ?? []) + inner
        }
        var offset = bytes.count
        for head in heads.reversed() {
            list(head, mode: 0o100644, at: offset)
            offset += head.local.count
        }
        bytes += inner
    }

    private mutating func list(_ head: Head, mode: Int, at offset: Int) {
        directory += fields((0x0201_4b50, 4), (0x0314, 2)) + head.common + head.lengths
        directory += fields((0, 2), (0, 2), (0, 2), (mode << 16, 4), (offset, 4)) + head.name
        count += 1
    }

    /// The archive with its directory.
    var finished: [UInt8] {
        let start = bytes.count
        let end = fields((0x0605_4b50, 4), (0, 4), (count, 2), (count, 2), (directory.count, 4), (start, 4), (0, 2))
        return bytes + directory + end
    }

    /// What stands before an entry's bytes, and again in the directory.
    private struct Head {
        let name: [UInt8]
        let common: [UInt8]
        let lengths: [UInt8]
        var local: [UInt8] { fields((0x0403_4b50, 4)) + common + lengths + name }

        init(_ name: String, _ content: [UInt8], checksum: UInt32? = nil) {
            let (sum, size) = (Int(checksum ?? crc32(content)), content.count)
            self.name = Array(name.utf8)
            common = fields((20, 2), (0x800, 2), (0, 2), (0, 4), (sum, 4), (size, 4), (size, 4))
            lengths = fields((name.utf8.count, 2), (0, 2))
        }
    }
}

/// Numbers of so many bytes each, the lowest first.
private func fields(_ values: (value: Int, width: Int)...) -> [UInt8] {
    values.flatMap { field in
        (0..<field.width).map { UInt8(truncatingIfNeeded: field.value >> ($0 * 8)) }
    }
}

private func crc32(_ content: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in content {
        sum ^= UInt32(byte)
        for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xedb8_8320 : sum >> 1 }
    }
    return ~sum
}
