import Transfer

/// A remote shard in the cache: where it comes from, where its blocks lie, and what is known of it.
struct CachedFile: Sendable {
    let entry: ShardIndex.Entry
    /// It may hold secrets.
    let url: String
    /// The URL without secrets.
    let name: String
    let file: SparseFile
    /// Its blocks, counted over all shards of the index.
    let blocks: Range<Int>
    let blockSize: Int
    /// What its blocks are of; nil before the first came.
    var version: FileVersion?
    /// Whether all of it was compared with the index's digest.
    var isVerified = false
    /// Whether the server was asked for its version in this run.
    var isOpen = false
    /// Blocks that are there.
    var residentCount = 0
    /// The blocks that a run may ask for, in order.
    var needed: [Range<Int>] = []

    /// The blocks that hold some of its bytes.
    func blocks(of bytes: Range<Int>) -> Range<Int> {
        guard !bytes.isEmpty else { return blocks.lowerBound..<blocks.lowerBound }
        return blocks.lowerBound + bytes.lowerBound / blockSize..<blocks.lowerBound + (bytes.upperBound - 1) / blockSize
            + 1
    }

    /// The bytes of some of its blocks.
    func bytes(of blocks: Range<Int>) -> Range<Int> {
        let start = (blocks.lowerBound - self.blocks.lowerBound) * blockSize
        return start..<min(start + blocks.count * blockSize, entry.bytes)
    }
}

extension Sequence<Int> {
    /// Sorted numbers as runs of neighbours.
    /// - Parameter most: numbers a run.
    func runs(most: Int = .max) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for number in self {
            if let last = runs.last, last.upperBound == number, last.count < most {
                runs[runs.count - 1] = last.lowerBound..<number + 1
            } else {
                runs.append(number..<number + 1)
            }
        }
        return runs
    }
}

extension [Range<Int>] {
    /// The same numbers as ranges in order, none of which touch.
    func merged() -> [Range<Int>] {
        sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, range in
            guard !range.isEmpty else { return }
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
    }
}
