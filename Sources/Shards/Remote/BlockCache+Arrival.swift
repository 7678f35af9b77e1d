import Documents
import Transfer

extension BlockCache {
    /// Neighbours that one request asks for.
    private static let blocksInRequest = 64

    /// Sends for blocks.
    /// - Parameter absent: sorted; all are held, so that there is room for them once others are given back.
    func start(_ absent: [Int]) throws {
        guard !absent.isEmpty else { return }
        // Another run may have the cache by now.
        guard !isClosed else { throw CancellationError() }
        try makeRoom(for: absent.count)
        for run in absent.runs(most: BlockCache.blocksInRequest) {
            var run = run
            while !run.isEmpty {
                let index = file(of: run.lowerBound)
                let blocks = run.clamped(to: files[index].blocks)
                let number = next()
                for block in blocks { arriving[block] = number }
                arrivals[number] = Arrival(file: index, blocks: blocks)
                arrivals[number]?.task = Task { await receive(number, blocks, of: index) }
                run = blocks.upperBound..<run.upperBound
            }
        }
    }

    /// The shard that a block belongs to.
    func file(of block: Int) -> Int {
        var (low, high) = (0, files.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if files[middle].blocks.lowerBound <= block { low = middle } else { high = middle }
        }
        return low
    }

    func wait(for number: UInt64) async throws {
        let waiter = next()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { arrivals[number]?.waiting[waiter] = $0 }
        } onCancel: {
            Task { await self.leave(number, waiter) }
        }
    }

    /// What is on its way comes all the same; somebody may want it.
    private func leave(_ number: UInt64, _ waiter: UInt64) {
        arrivals[number]?.waiting.removeValue(forKey: waiter)?.resume(throwing: CancellationError())
    }

    private func receive(_ number: UInt64, _ blocks: Range<Int>, of index: Int) async {
        let result: Result<Void, any Error>
        do {
            let file = files[index]
            let bytes = file.bytes(of: blocks)
            let part = try await part(bytes, of: file)
            try note(part.version, of: index)
            try await BlockCache.write(part.bytes, to: file.file, at: bytes.lowerBound)
            result = .success(())
        } catch {
            if error is InputError { fail(error) }
            result = .failure(error)
        }
        end(number, blocks, of: index, result)
    }

    private func end(_ number: UInt64, _ blocks: Range<Int>, of index: Int, _ result: Result<Void, any Error>) {
        for block in blocks { arriving[block] = nil }
        if case .success = result {
            let now = next()
            for block in blocks { resident[block] = Block(arrived: now, lastUse: now) }
            files[index].residentCount += blocks.count
            unsynced += blocks.count
            syncWhenDue()
            verifyWhenWhole(index)
        }
        for continuation in arrivals.removeValue(forKey: number)?.waiting.values.map({ $0 }) ?? [] {
            continuation.resume(with: result)
        }
        admit()
    }

    func part(_ bytes: Range<Int>, of file: CachedFile, anyVersion: Bool = false) async throws -> ReceivedRange {
        var request = request
        request.url = file.url
        request = try access.request(request)
        let (engine, version) = (engine, anyVersion ? nil : file.version)
        return try await engine.transferring(file.name) { [request] in
            try await engine.receive(
                Int64(bytes.lowerBound)..<Int64(bytes.upperBound), of: request, version: version)
        }
    }

    /// Some bytes of a shard, which are not kept.
    /// - Throws: as ``hold(_:lasts:)``.
    func bytes(_ bytes: Range<Int>, of index: Int) async throws -> [UInt8] {
        try check()
        guard !isClosed else { throw CancellationError() }
        do {
            let part = try await part(bytes, of: files[index])
            try note(part.version, of: index)
            return part.bytes
        } catch {
            if error is InputError { fail(error) }
            throw error
        }
    }

    /// Compares a version with the one that is known, or the index, where none is.
    private func note(_ version: FileVersion, of index: Int) throws {
        let file = files[index]
        guard version.bytes == file.entry.bytes else {
            throw RemoteComplaint.wrongSize(file.name, version.bytes, expected: file.entry.bytes)
        }
        guard file.version == nil || file.version == version else { throw RemoteComplaint.altered(file.name) }
        files[index].version = version
    }

    /// Off the actor: the disk may be slow.
    private nonisolated static func write(_ bytes: [UInt8], to file: SparseFile, at offset: Int) async throws {
        try file.write(bytes, at: offset)
    }

    /// Asks the server which version of a shard it has, before the first use in a run. What an earlier run left of another
    /// one is given back.
    func open(_ index: Int) async throws {
        guard !files[index].isOpen else { return }
        let file = files[index]
        try file.file.create(bytes: file.entry.bytes)
        if let known = file.version {
            let probe = try await part(0..<min(8, file.entry.bytes), of: file, anyVersion: true)
            guard probe.version.bytes == file.entry.bytes else {
                throw RemoteComplaint.wrongSize(file.name, probe.version.bytes, expected: file.entry.bytes)
            }
            if probe.version != known { try forget(index) }
        }
        files[index].isOpen = true
    }

    /// Stops what is under way, and notes what is there for the next run.
    func close() async throws {
        isClosed = true
        let tasks = arrivals.values.compactMap(\.task)
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        verifying?.cancel()
        await verifying?.value
        await syncing?.value
        defer { lock.unlock() }
        try await sync()
    }
}
