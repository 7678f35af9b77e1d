import Documents
import Foundation

extension BlockCache {
    /// Takes up what the last run left, and gives back what cannot be believed.
    func restore() throws {
        let manager = FileManager.default
        let record = CacheRecord.read(in: folder).flatMap { $0.blockSize == blockSize ? $0 : nil }
        let now = next()
        for (index, file) in files.enumerated() {
            let size = (try? manager.attributesOfItem(atPath: file.file.path))?[.size] as? NSNumber
            guard let size else { continue }
            guard let known = record?.files[file.entry.file], size.intValue == file.entry.bytes,
                known.version.bytes == file.entry.bytes,
                let bits = BlockBits(known.blocks, count: file.blocks.count)
            else {
                try manager.removeItem(atPath: file.file.path)
                continue
            }
            files[index].version = known.version
            files[index].isVerified = known.isVerified
            var lost: [Int] = []
            for block in file.blocks {
                if bits.contains(block - file.blocks.lowerBound) {
                    resident[block] = Block(arrived: now, lastUse: now, isSynced: true)
                    files[index].residentCount += 1
                } else {
                    lost.append(block)
                }
            }
            // A killed run may have written these without a note.
            try file.file.punch(lost.runs().map(file.bytes(of:)))
        }
        try makeRoom(for: 0)
    }

    /// Gives back the blocks that were not held for longest, so that others have room.
    func makeRoom(for count: Int) throws {
        let over = resident.count + arriving.count + count - capacity
        guard over > 0 else { return }
        // Many at a time, because each time the record is written anew.
        let wanted = max(over, capacity / 16)
        let old = resident.filter { !isHeld($0.key) }.sorted { ($0.value.lastUse, $0.key) < ($1.value.lastUse, $1.key) }
        try give(back: old.prefix(wanted).map(\.key))
    }

    /// Gives blocks back to the disk.
    private func give(back blocks: [Int]) throws {
        var isRecorded = false
        for block in blocks {
            if resident.removeValue(forKey: block)?.isSynced == true { isRecorded = true }
            files[file(of: block)].residentCount -= 1
        }
        // The record first: a run that is killed in between must not leave one that claims them.
        if isRecorded { try writeRecord() }
        let runs = Dictionary(grouping: blocks.sorted()) { file(of: $0) }
        for (index, blocks) in runs { try files[index].file.punch(blocks.runs().map(files[index].bytes(of:))) }
    }

    /// Gives back all that is there of a shard: it is of another version, or wrong.
    func forget(_ index: Int) throws {
        try give(back: files[index].blocks.filter { resident[$0] != nil })
        files[index].version = nil
        files[index].isVerified = false
        try writeRecord()
    }

    /// Leaves less room for blocks: something else is kept in the cache's folder.
    func reserve(_ bytes: Int) throws {
        let blocks = (bytes + blockSize - 1) / blockSize
        guard blocks <= capacity else { throw tooSmall(blocks) }
        capacity -= blocks
        try makeRoom(for: 0)
    }

    func syncWhenDue() {
        guard unsynced >= syncEvery, syncing == nil, !isClosed else { return }
        syncing = Task {
            do { try await sync() } catch { fail(error) }
            syncing = nil
        }
    }

    /// Waits until what came is on the disk, and then says so in the record.
    func sync() async throws {
        let fresh = resident.filter { !$0.value.isSynced }.mapValues(\.arrived)
        unsynced = 0
        guard !fresh.isEmpty || isRecordOld else { return }
        let written = Set(fresh.keys.map { file(of: $0) }).sorted().map { files[$0].file }
        try await BlockCache.sync(written)
        // One that was given back and came again meanwhile may not be there yet.
        for (block, arrived) in fresh where resident[block]?.arrived == arrived { resident[block]?.isSynced = true }
        try writeRecord()
    }

    private nonisolated static func sync(_ files: [SparseFile]) async throws {
        for file in files { try file.sync() }
    }

    private func writeRecord() throws {
        isRecordOld = false
        var record = CacheRecord(blockSize: blockSize)
        var bits: [Int: BlockBits] = [:]
        for (block, state) in resident where state.isSynced {
            let index = file(of: block)
            bits[index, default: BlockBits(count: files[index].blocks.count)]
                .insert(block - files[index].blocks.lowerBound)
        }
        for (index, bits) in bits {
            guard let version = files[index].version else { continue }
            record.files[files[index].entry.file] = .init(
                version: version, isVerified: files[index].isVerified, blocks: bits.data)
        }
        try record.write(in: folder)
    }
}
