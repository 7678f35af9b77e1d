import Documents
import Foundation

/// What a zip file says of itself at its end.
enum ZipDirectory {
    /// Whether so many entries may be all that the directory lists. libarchive passes over an entry whose bytes are another
    /// one's, without a word.
    static func mayList(_ entries: Int, in path: String) throws -> Bool {
        guard let (count, isLong) = try count(path) else { return true }
        // The short form has room for 16 bits, and some programs drop the others.
        return isLong ? count == entries : count == entries & 0xffff
    }

    /// The number of entries, and whether it comes from the long form of the record; nil where there is no such record.
    private static func count(_ path: String) throws -> (count: Int, isLong: Bool)? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        do {
            let length = Int(try file.seekToEnd())
            // The record has 22 bytes, and a comment of at most 65,535 follows.
            let start = max(0, length - 22 - 65_535)
            let tail = try bytes(of: file, from: start, length - start)
            for offset in stride(from: tail.count - 22, through: 0, by: -1) where tail[offset] == 0x50 {
                guard number(tail, offset, 4) == 0x0605_4b50 else { continue }
                let short = number(tail, offset + 10, 2)
                guard short == 0xffff, offset >= 20, number(tail, offset - 20, 4) == 0x0706_4b50 else {
                    return (short, false)
                }
                let long = try bytes(of: file, from: number(tail, offset - 12, 8), 56)
                return number(long, 0, 4) == 0x0606_4b50 ? (number(long, 32, 8), true) : nil
            }
            return nil
        } catch {
            throw Fault("reading \(path)", reason: error.localizedDescription)
        }
    }

    private static func bytes(of file: FileHandle, from offset: Int, _ count: Int) throws -> [UInt8] {
        try file.seek(toOffset: UInt64(max(0, offset)))
        return [UInt8](try file.read(upToCount: count) ?? Data())
    }

    /// A number of so many bytes, the lowest first; 0 where they are not there.
    private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int {
        guard offset + width <= bytes.count else { return 0 }
        let value = (0..<width).reduce(UInt64(0)) { $0 | UInt64(bytes[offset + $1]) << (8 * $1) }
        return Int(clamping: value)
    }
}
