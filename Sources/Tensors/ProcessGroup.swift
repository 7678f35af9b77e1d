import CTorch

/// Processes that exchange tensors. Each calls the same operations in the same order, and each operation blocks its thread
/// until all have come to it: not for a thread that other work waits for.
///
/// An operation that fails, or that ``init(_:rank:of:address:_:)``'s `check` ends, ends the group: nothing can be exchanged any
/// more.
///
/// Sendable without a check: libtorch's group queues operations under a lock.
public final class ProcessGroup: @unchecked Sendable {
    /// Which of the processes this one is, from 0.
    public let rank: Int
    /// How many there are.
    public let count: Int
    private let handle: OpaquePointer
    private let check: @Sendable () throws -> Void

    /// How often a thread that waits looks whether it should.
    private static let pause = Duration.milliseconds(100)
    /// A process may have other work for as long as it likes; whether it lives is not told by that.
    private static let patience = Duration.seconds(365 * 24 * 3600)

    /// Connects with the others; each does it at the same time.
    /// - Parameters:
    ///   - store: all processes'.
    ///   - address: this machine's, as the others reach it.
    ///   - patience: how long connecting may take.
    ///   - check: called while an operation waits; what it throws ends the operation.
    public init(
        _ store: SharedStore, rank: Int, of count: Int, address: String, patience: Duration = .seconds(300),
        _ check: @escaping @Sendable () throws -> Void
    ) throws {
        var result: OpaquePointer?
        try TensorError.check(
            tt_group_make(
                store.handle, Int32(rank), Int32(count), address, patience.milliseconds,
                ProcessGroup.patience.milliseconds, &result), "connecting")
        guard let result else { throw TensorError(operation: "connecting", reason: "gave no group") }
        (self.rank, self.count, self.check, handle) = (rank, count, check, result)
    }

    deinit { tt_group_release(handle) }

    /// The sum over all processes; the same bits in each. `tensor` may be written over.
    public func sum(_ tensor: Tensor) throws -> Tensor {
        let own = try plain(tensor)
        try perform("sum") { tt_group_sum(handle, own.handle, &$0) }
        return try own.moved(to: tensor.device)
    }

    /// Writes the first process's values into every other's.
    public func share(_ tensor: Tensor) throws {
        let own = try plain(tensor)
        try perform("share") { tt_group_broadcast(handle, own.handle, 0, &$0) }
        if rank != 0 { try tensor.assign(own) }
    }

    /// Every process's values, which have the same shape: [count, …], outside the graph of gradients.
    public func gathered(_ tensor: Tensor) throws -> Tensor {
        let own = try plain(tensor)
        let all = try Tensor.zeros([count] + own.shape, type: own.type)
        try perform("gather") { tt_group_gather(handle, own.handle, all.handle, &$0) }
        return try all.moved(to: tensor.device)
    }

    /// Waits until all processes have come here.
    public func meet() throws { _ = try gathered(Tensor([Int64(rank)])) }

    /// As operations take it: a device's tensors go through the processor's memory.
    private func plain(_ tensor: Tensor) throws -> Tensor { try tensor.detached().moved(to: .cpu).contiguous() }

    private func perform(
        _ operation: String, _ begin: (inout OpaquePointer?) -> UnsafeMutablePointer<CChar>?
    ) throws {
        do {
            var work: OpaquePointer?
            try TensorError.check(begin(&work), operation)
            guard let work else { throw TensorError(operation: operation, reason: "did not begin") }
            defer { tt_work_release(work) }
            var isDone = false
            while !isDone {
                try TensorError.check(tt_work_wait(work, ProcessGroup.pause.milliseconds, &isDone), operation)
                if !isDone { try check() }
            }
        } catch {
            // Letting go of a group waits for what is under way, which may never end. The process will.
            _ = Unmanaged.passRetained(self)
            throw error
        }
    }
}
