import CTorch

/// An operation of one tensor that brings its gradient with it: one node of the graph, whatever it does inside.
protocol Differentiable: Sendable {
    /// - Parameter saving: whether a backward pass may come.
    /// - Returns: the output, and what backward needs beside itself; nothing where not `saving`.
    func forward(_ x: Tensor, saving: Bool) throws -> (y: Tensor, saved: [Tensor])

    /// - Parameters: gradient: the output's, row-major; saved: as ``forward(_:saving:)`` gave it.
    /// - Returns: the input's gradient.
    func backward(_ gradient: Tensor, _ saved: [Tensor]) throws -> Tensor
}

extension Differentiable {
    /// The output, in the graph where `x` is and gradients are recorded.
    func apply(to x: Tensor) throws -> Tensor {
        let saving = x.requiresGradient && Torch.recordsGradients
        let (y, saved) = try withoutGradients { try forward(x, saving: saving) }
        guard saving else { return y }
        let step = tt_backward_step(
            context: Unmanaged.passRetained(GradientStep(self)).toOpaque(),
            run: { context, gradient, saved, count, result in
                // Owned at once, so that they are released whatever happens.
                let tensors = (0..<count).compactMap { saved?[$0].map(Tensor.init) }
                guard let context, let gradient = gradient.map(Tensor.init) else {
                    return tt_text("backward has no gradient")
                }
                do {
                    let step = Unmanaged<GradientStep>.fromOpaque(context).takeUnretainedValue()
                    let own = try withoutGradients { try step.operation.backward(gradient.contiguous(), tensors) }
                    // The result's handle goes to the caller, which must own it.
                    result?.pointee = tt_copy(own.handle)
                    return nil
                } catch {
                    return tt_text("\(error)")
                }
            },
            release: { context in
                if let context { Unmanaged<GradientStep>.fromOpaque(context).release() }
            })
        var result: OpaquePointer?
        let handles = saved.map { OpaquePointer?($0.handle) }
        let text = withExtendedLifetime(saved) {
            tt_attach(x.handle, y.handle, handles, handles.count, step, &result)
        }
        try TensorError.check(text, "attach")
        return Tensor(try Tensor.owned(result, "attach"))
    }
}

/// Keeps an operation for as long as its node lives.
private final class GradientStep: Sendable {
    let operation: any Differentiable

    init(_ operation: any Differentiable) {
        self.operation = operation
    }
}
