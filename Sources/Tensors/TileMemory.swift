import CTorch
import Synchronization

/// Memory that layers on the tile unit use again and again: fresh pages cost more than the sums that are written to them.
final class TileMemory: Sendable {
    /// Workspaces that nobody uses. Sendable without a check, because each is taken out by one thread at a time.
    private struct Idle: @unchecked Sendable {
        var workspaces: [TileWorkspace] = []
    }

    private let idle = Mutex(Idle())

    /// Calls `body` with a workspace of its own; nil where there is no memory for one.
    func withWorkspace<Result>(_ body: (TileWorkspace) -> Result) -> Result? {
        guard let workspace = idle.withLock({ $0.workspaces.popLast() }) ?? (try? TileWorkspace()) else { return nil }
        defer { idle.withLock { $0.workspaces.append(workspace) } }
        return body(workspace)
    }

    /// What backward needs of a pass.
    func kept(bytes: Int) throws -> Tensor {
        try Tensor.uninitialized([(bytes + 3) / 4])
    }
}
