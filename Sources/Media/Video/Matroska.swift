import Foundation

/// The one thing that FFmpeg does not tell of a Matroska file: that it is shorter than its header says.
enum Matroska {
    /// Whether the segment, whose length stands at the start of the file, reaches beyond the file's end.
    static func isCutOff(_ path: String, _ source: MediaSource) -> Bool {
        let head: [UInt8]
        let size: Int
        switch source {
        case .memory(let bytes): (head, size) = (Array(bytes.prefix(4096)), bytes.count)
        case .file, .range:
            guard let read = start(of: path, source) else { return false }
            (head, size) = read
        }
        var bytes = head[...]
        guard identifier(&bytes) == 0x1A45_DFA3, let skip = length(&bytes), skip <= bytes.count else { return false }
        bytes = bytes.dropFirst(skip)
        guard identifier(&bytes) == 0x1853_8067, let segment = length(&bytes) else { return false }
        return segment > size - bytes.startIndex
    }

    /// The first bytes on the disk, and how many there are in all.
    private static func start(of path: String, _ source: MediaSource) -> ([UInt8], Int)? {
        var range: FileRange?
        if case .range(let part) = source { range = part }
        guard let handle = FileHandle(forReadingAtPath: range?.path ?? path) else { return nil }
        defer { try? handle.close() }
        guard let end = try? handle.seekToEnd(),
            (try? handle.seek(toOffset: UInt64(range?.bytes.lowerBound ?? 0))) != nil,
            let head = try? handle.read(upToCount: 4096)
        else { return nil }
        return (Array(head), range?.bytes.count ?? Int(end))
    }

    private static func identifier(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 4 else { return nil }
        defer { bytes = bytes.dropFirst(4) }
        return bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }

    /// A length of 1 to 8 bytes whose leading zeros say how many; all ones mean that it is not known.
    private static func length(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first, first != 0 else { return nil }
        let count = first.leadingZeroBitCount + 1
        guard bytes.count >= count else { return nil }
        let value = bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) } & (1 << (7 * count) - 1)
        bytes = bytes.dropFirst(count)
        return value == 1 << (7 * count) - 1 ? nil : value
    }
}
