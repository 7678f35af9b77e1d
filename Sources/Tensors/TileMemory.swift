import Synchronization

/// Memory that layers on the tile unit use again and again: fresh pages cost as much as what is computed in them. It is as
/// large as the largest passes at one time have been.
final class TileMemory: Sendable {
    /// What nobody uses now. Sendable without a check, because each piece is taken out by one thread at a time.
    private struct Idle: @unchecked Sendable {
        var workspaces: [TileWorkspace] = []
        var blocks: [UnsafeMutableRawBufferPointer] = []
    }

    private let idle = Mutex(Idle())

    deinit {
        idle.withLock { idle in
            for block in idle.blocks { block.deallocate() }
        }
    }

    /// Calls `body` with a workspace of its own; nil where there is no memory for one.
    func withWorkspace<Result>(_ body: (TileWorkspace) -> Result) -> Result? {
        guard let workspace = idle.withLock({ $0.workspaces.popLast() }) ?? (try? TileWorkspace()) else { return nil }
        defer { idle.withLock { $0.workspaces.append(workspace) } }
        return body(workspace)
    }

    /// F32 memory for at least so many bytes, which comes back here when the tensor goes.
    func tensor(bytes: Int) throws -> Tensor {
        let count = (bytes + 3) / 4
        let loan = Loan(block(bytes: count * 4), self)
        let own = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(loan.block)[..<(count * 4)])
        return try Tensor.over(own, type: .float32, shape: [count], owner: loan)
    }

    private func block(bytes: Int) -> UnsafeMutableRawBufferPointer {
        let found = idle.withLock { idle -> UnsafeMutableRawBufferPointer? in
            if let fitting = idle.blocks.firstIndex(where: { $0.count >= bytes }) {
                return idle.blocks.remove(at: fitting)
            }
            // A larger one takes its place, so that there are never more than are used at one time.
            idle.blocks.popLast()?.deallocate()
            return nil
        }
        return found ?? .allocate(byteCount: bytes, alignment: 64)
    }

    private final class Loan {
        let block: UnsafeMutableRawBufferPointer
        private let memory: TileMemory

        init(_ block: UnsafeMutableRawBufferPointer, _ memory: TileMemory) {
            self.block = block
            self.memory = memory
        }

        deinit { memory.idle.withLock { $0.blocks.append(block) } }
    }
}
