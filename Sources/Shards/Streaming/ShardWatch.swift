import Documents
import Synchronization
import Tensors

/// Sees to it that shards stay what they were when they were opened. A shard that is read is looked at first, unless that
/// was done within the last interval: so the cost does not grow with the number of shards in a batch.
final class ShardWatch: Sendable {
    /// When each shard was looked at last, in milliseconds since all were opened.
    private let looked: Mutex<[Int64]>
    private let interval: Int64
    /// Whether the files are written to while they are read, as those are that come piece by piece.
    private let isGrowing: Bool
    private let begin = ContinuousClock.now

    /// - Parameters: count: shards, all just opened; interval: how old a look may be; isGrowing: whether we write to them.
    init(count: Int, interval: Duration, isGrowing: Bool) {
        self.isGrowing = isGrowing
        looked = Mutex([Int64](repeating: 0, count: count))
        self.interval = Int64(interval / .milliseconds(1))
    }

    /// - Parameters: shards: those that are about to be read, in any order; file: the file of each.
    /// - Throws: ``InputError`` that names one which was removed, replaced or altered.
    func check(_ shards: some Sequence<Int>, file: (Int) -> MappedFile) throws {
        let now = Int64(begin.duration(to: .now) / .milliseconds(1))
        let due = looked.withLock { looked in
            shards.filter { shard in
                guard now - looked[shard] >= interval else { return false }
                looked[shard] = now
                return true
            }
        }
        for shard in due { try check(file(shard)) }
    }

    /// - Throws: ``InputError`` when the file was removed, replaced or altered since it was mapped.
    func check(_ file: MappedFile) throws {
        let stamp = FileStamp(path: file.path)
        guard stamp != file.stamp, !(isGrowing && stamp?.isSameFile(as: file.stamp) == true) else { return }
        let what = stamp == nil ? "was removed" : "was altered or replaced"
        throw InputError(
            file: file.path, "\(what) while it was in use",
            remedy: "put back what the run began with and go on, or begin a new run")
    }
}
