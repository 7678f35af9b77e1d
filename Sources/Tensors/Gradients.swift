import CTorch

extension Tensor {
    /// Whether operations on this tensor are recorded for ``backward()``.
    public var requiresGradient: Bool { tt_requires_gradient(handle) }

    /// The gradient gathered since ``clearGradient()``; nil before the first ``backward()``.
    public var gradient: Tensor? {
        var result: OpaquePointer?
        tt_gradient(handle, &result)
        return result.map(Tensor.init)
    }

    /// The same values as a parameter that gathers gradients.
    public func parameter() throws -> Tensor {
        let leaf = try copied()
        try TensorError.check(tt_set_requires_gradient(leaf.handle, true), "parameter")
        return leaf
    }

    /// The same elements in a place of their own, outside the graph of gradients.
    public func copied() throws -> Tensor { try Operator.call("clone", "", .tensor(self), .none).detached() }

    /// The same elements outside the graph of gradients.
    public func detached() throws -> Tensor { try Operator.call("detach", "", .tensor(self)) }

    /// Adds to the gradient of each parameter that this scalar came from.
    public func backward() throws { try TensorError.check(tt_backward(handle), "backward") }

    /// Forgets the gradient.
    public func clearGradient() { tt_clear_gradient(handle) }

    /// Writes another tensor's values here.
    public func assign(_ other: Tensor) throws {
        try withoutGradients { _ = try Operator.call("copy_", "", .tensor(self), .tensor(other)) }
    }
}

/// Runs `body` without recording operations for gradients. `body` must not suspend: the switch belongs to the thread.
public func withoutGradients<T>(_ body: () throws -> T) rethrows -> T {
    let before = tt_set_gradient_mode(false)
    defer { _ = tt_set_gradient_mode(before) }
    return try body()
}

/// What libtorch is and how it runs.
public enum Torch {
    /// libtorch's version.
    public static var version: String { String(cString: tt_version()) }

    /// Whether operations are recorded for gradients in this thread.
    static var recordsGradients: Bool {
        let mode = tt_set_gradient_mode(true)
        _ = tt_set_gradient_mode(mode)
        return mode
    }

    /// Threads within an operation. One for each of several streams, or all for one.
    public static var threads: Int { Int(tt_threads()) }

    /// Sets the threads within an operation, for operations that this thread begins later. Tasks change threads when they
    /// wait, so it is called again after each waiting.
    public static func use(threads: Int) { tt_set_threads(Int32(max(1, threads))) }

    /// Calls `body` with each of 0 ..< count, in as many threads as operations of this thread use.
    static func parallel(_ count: Int, _ body: @Sendable (Int) -> Void) throws {
        try withoutActuallyEscaping(body) { body in
            let work = Unmanaged.passRetained(ParallelWork(body))
            defer { work.release() }
            let text = tt_parallel(
                Int64(count),
                { context, index in
                    guard let context else { return }
                    Unmanaged<ParallelWork>.fromOpaque(context).takeUnretainedValue().body(Int(index))
                }, work.toOpaque())
            try TensorError.check(text, "parallel")
        }
    }

    private final class ParallelWork: Sendable {
        let body: @Sendable (Int) -> Void

        init(_ body: @escaping @Sendable (Int) -> Void) {
            self.body = body
        }
    }

    /// As ``use(threads:)`` with one; libtorch's own pools are not touched where it is one already.
    public static func useOneThread() {
        if tt_threads() != 1 { tt_set_threads(1) }
    }
}
