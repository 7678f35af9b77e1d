import Documents

extension BlockCache {
    /// Whether blocks could be there together with all that is held or on its way.
    func fits(_ blocks: Set<Int>) -> Bool {
        if pins.count + arriving.count + blocks.count <= capacity { return true }
        let own = blocks.count { pins[$0] == nil && arriving[$0] == nil }
        return pins.count + arriving.keys.count { pins[$0] == nil } + own <= capacity
    }

    func pin(_ blocks: Set<Int>, _ lasts: Bool) {
        for block in blocks { pins[block, default: 0] += 1 }
        if !lasts { passing += 1 }
    }

    func unpin(_ blocks: Set<Int>, _ lasts: Bool) {
        for block in blocks {
            let left = pins[block, default: 1] - 1
            pins[block] = left > 0 ? left : nil
        }
        if !lasts { passing -= 1 }
        admit()
    }

    func wait(toHold blocks: Set<Int>, _ lasts: Bool) async throws {
        let number = next()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.append(Waiter(number: number, blocks: blocks, lasts: lasts, continuation: continuation))
                admit()
            }
        } onCancel: {
            Task { await self.withdraw(number) }
        }
    }

    private func withdraw(_ number: UInt64) {
        guard let place = queue.firstIndex(where: { $0.number == number }) else { return }
        queue.remove(at: place).continuation.resume(throwing: CancellationError())
        admit()
    }

    /// Lets those who wait hold their blocks, in their order: else a large batch might wait for good.
    func admit() {
        while let first = queue.first {
            if fits(first.blocks) {
                pin(first.blocks, first.lasts)
                queue.removeFirst().continuation.resume()
            } else if passing == 0, arriving.isEmpty {
                let needed = pins.count + first.blocks.count { pins[$0] == nil }
                queue.removeFirst().continuation.resume(throwing: NoRoom(needed: needed))
            } else {
                return
            }
        }
    }

    /// Takes all the room that is not held for good, for something else that is kept in the cache's folder. Waits until nobody
    /// else has it.
    /// - Returns: bytes.
    func lease() async throws -> Int {
        while isLeased { try await Task.sleep(for: .milliseconds(20)) }
        isLeased = true
        leased = max(0, capacity - pins.count - arriving.keys.count { pins[$0] == nil })
        capacity -= leased
        try makeRoom(for: 0)
        return leased * blockSize
    }

    func endLease() {
        capacity += leased
        (leased, isLeased) = (0, false)
        admit()
    }

    /// - Parameter bytes: needed besides what is held for good.
    func tooSmall(besides bytes: Int) -> InputError {
        tooSmall(pins.count + (bytes + blockSize - 1) / blockSize)
    }

    /// - Parameter needed: blocks, where the bound leaves ``capacity``.
    func tooSmall(_ needed: Int) -> InputError {
        InputError(
            key: "--cache-size",
            "the cache has room for \((capacity + leased) * blockSize) bytes, and \(needed * blockSize) are needed at a time",
            remedy: "give it more")
    }
}
