import Documents
import Storage
import Synchronization
import Transfer

/// The blocks of remote shards that are on this disk, in sparse files. Whoever reads some holds them: what is missing is
/// fetched, and nothing that is held is given back. The blocks on the disk are never more than the bound; those that were
/// not held for longest go first.
///
/// A hold is admitted as a whole, when all that is held then has room. It waits for others to be let go, and needs none of
/// them to do so: no two can wait for each other.
actor BlockCache {
    /// A block that is there.
    struct Block {
        /// When it came, so that one that came again is told apart.
        let arrived: UInt64
        var lastUse: UInt64
        /// Whether it is on the disk for certain, and in the record.
        var isSynced = false
    }

    /// Neighbouring blocks on their way.
    struct Arrival {
        let file: Int
        let blocks: Range<Int>
        var task: Task<Void, Never>?
        var waiting: [UInt64: CheckedContinuation<Void, any Error>] = [:]
    }

    /// A hold that waits for room.
    struct Waiter {
        let number: UInt64
        let blocks: Set<Int>
        let lasts: Bool
        let continuation: CheckedContinuation<Void, any Error>
    }

    let folder: String
    nonisolated let lock: CacheLock
    let blockSize: Int
    let engine: TransferEngine
    let request: HTTPRequest
    let access: S3Access
    /// Blocks that were fetched and not synced yet, after which they are.
    let syncEvery: Int
    var files: [CachedFile]
    /// The blocks that may be on the disk.
    var capacity: Int
    /// Blocks of ``capacity`` that something else has.
    var leased = 0
    var isLeased = false
    var resident: [Int: Block] = [:]
    /// Which arrival brings a block.
    var arriving: [Int: UInt64] = [:]
    var arrivals: [UInt64: Arrival] = [:]
    /// How often a block is held.
    var pins: [Int: Int] = [:]
    /// Holds that will be let go.
    var passing = 0
    var queue: [Waiter] = []
    private var count: UInt64 = 0
    var unsynced = 0
    /// Whether a shard was verified since the record was written.
    var isRecordOld = false
    var syncing: Task<Void, Never>?
    /// Shards whose blocks are all there, to be compared with the index.
    var unverified: [Int] = []
    var verifying: Task<Void, Never>?
    var isClosed = false
    /// Why nothing more is given.
    nonisolated let failure = Mutex<(any Error)?>(nil)

    /// - Parameters: bytes: the bound; request: how each block is asked for; syncEvery: bytes.
    init(
        _ files: [CachedFile], folder: String, lock: CacheLock, bytes: Int, blockSize: Int, engine: TransferEngine,
        request: HTTPRequest, access: S3Access, syncEvery: Int
    ) {
        (self.files, self.folder, self.lock, self.blockSize) = (files, folder, lock, blockSize)
        (self.engine, self.request, self.access) = (engine, request, access)
        capacity = bytes / blockSize
        self.syncEvery = max(1, syncEvery / blockSize)
    }

    /// A number that was not given before.
    func next() -> UInt64 {
        count += 1
        return count
    }

    /// Whether blocks may be given back.
    func isHeld(_ block: Int) -> Bool { pins[block] != nil }

    /// - Throws: what made the cache of no more use.
    nonisolated func check() throws {
        if let error = failure.withLock({ $0 }) { throw error }
    }

    nonisolated func fail(_ error: any Error) {
        failure.withLock { if $0 == nil { $0 = error } }
    }

    /// Those of some blocks that are neither there nor on their way, in order.
    func missing(of blocks: Set<Int>) -> [Int] {
        blocks.filter { resident[$0] == nil && arriving[$0] == nil }.sorted()
    }

    /// Waits until blocks are there, and keeps them there.
    /// - Parameter lasts: they are held for good; ``release(_:)`` must not follow.
    /// - Throws: ``InputError`` when the cache is too small, or a shard is not what it was; ``Fault`` when the server cannot
    ///   be reached; `CancellationError`. Nothing is held then.
    func hold(_ blocks: Set<Int>, lasts: Bool = false) async throws {
        do { try await take(blocks, lasts) } catch let error as NoRoom { throw tooSmall(error.needed) }
    }

    /// All that is held by others for good leaves too little room.
    struct NoRoom: Error {
        /// Blocks.
        let needed: Int
    }

    /// As ``hold(_:lasts:)``.
    /// - Throws: ``NoRoom`` when the cache is too small.
    func take(_ blocks: Set<Int>, _ lasts: Bool = false) async throws {
        try check()
        try Task.checkCancellation()
        if queue.isEmpty, fits(blocks) { pin(blocks, lasts) } else { try await wait(toHold: blocks, lasts) }
        do { try await bring(blocks) } catch {
            unpin(blocks, lasts)
            throw error
        }
    }

    /// Lets go of blocks that were held.
    func release(_ blocks: Set<Int>) { unpin(blocks, false) }

    private func bring(_ blocks: Set<Int>) async throws {
        while true {
            try check()
            let missing = blocks.filter { resident[$0] == nil }.sorted()
            guard !missing.isEmpty else { break }
            try Task.checkCancellation()
            try start(missing.filter { arriving[$0] == nil })
            for number in Set(missing.compactMap { arriving[$0] }).sorted() where arrivals[number] != nil {
                try await wait(for: number)
            }
        }
        let now = next()
        for block in blocks { resident[block]?.lastUse = now }
    }
}
