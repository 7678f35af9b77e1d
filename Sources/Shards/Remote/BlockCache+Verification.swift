import Documents

extension BlockCache {
    /// Says which blocks of a shard a run may ask for: once they are all there, the rest is fetched too, and the whole
    /// compared with the index's digest.
    func use(_ index: Int, _ needed: [Range<Int>]) {
        files[index].needed = (files[index].needed + needed).merged()
        verifyWhenWhole(index)
    }

    func verifyWhenWhole(_ index: Int) {
        let file = files[index]
        let needed = file.needed.reduce(0) { $0 + $1.count }
        guard !file.isVerified, needed > 0, file.residentCount >= needed, !isClosed, !unverified.contains(index),
            file.needed.joined().allSatisfy({ resident[$0] != nil })
        else { return }
        // What others may want is not given back for it.
        let missing = file.blocks.count { resident[$0] == nil && arriving[$0] == nil }
        guard resident.count + arriving.count + missing <= capacity else { return }
        unverified.append(index)
        guard verifying == nil else { return }
        verifying = Task {
            while let next = unverified.first, !Task.isCancelled {
                // Without room for all of it, the shard's version must do.
                do { try await verify(next) } catch is CancellationError {} catch is NoRoom {} catch { fail(error) }
                unverified.removeFirst()
            }
            verifying = nil
        }
    }

    private func verify(_ index: Int) async throws {
        let file = files[index]
        let blocks = Set(file.blocks)
        try await take(blocks)
        defer { release(blocks) }
        guard try await BlockCache.digest(of: file.file) == file.entry.sha256 else {
            fail(RemoteComplaint.wrongDigest(file.name))
            return try forget(index)
        }
        files[index].isVerified = true
        isRecordOld = true
    }

    private nonisolated static func digest(of file: SparseFile) async throws -> String { try Digest.ofFile(file.path) }

    /// Waits until each shard that is all there was compared with the index's digest.
    /// - Throws: ``InputError`` that names one which is another; whatever else went wrong.
    func settle() async throws {
        await verifying?.value
        try check()
    }
}
