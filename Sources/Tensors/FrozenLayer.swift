/// A transformer layer whose weights stay as they are, and through which gradients pass to its input.
///
/// It is one node of the graph of gradients. Where none are recorded, nothing is kept. Unlike ``FrozenLayers`` it uses all
/// the threads that ``Torch/use(threads:)`` gives; their number changes no bit with ``Kernels/tiles``.
public struct FrozenLayer: Sendable {
    private let layer: any TwoWayLayer

    /// - Parameter weights: F32; they may go once packed.
    public init(_ weights: LayerWeights, _ precision: Precision, _ kernels: Kernels = .best) throws {
        try self.init(weights, precision, kernels, TileMemory())
    }

    /// Layers that follow each other, and share the memory that each needs for a while.
    /// - Parameter layers: each layer's weights, read one after the other so that they can go once packed.
    public static func stack(
        _ layers: some Sequence<() throws -> LayerWeights>, _ precision: Precision, _ kernels: Kernels = .best
    ) throws -> [FrozenLayer] {
        let memory = TileMemory()
        return try layers.map { try FrozenLayer($0(), precision, kernels, memory) }
    }

    private init(_ weights: LayerWeights, _ precision: Precision, _ kernels: Kernels, _ memory: TileMemory) throws {
        layer =
            switch kernels {
            case .tiles: try TileLayer(weights, precision, gradients: true, memory)
            case .fused, .plain: try OperatorLayer(weights, precision, fused: kernels == .fused)
            case .half: try OneWayLayer(layer: PlainLayer<HalfMap>(weights, precision))
            }
    }

    /// - Parameters: x: F32 [batch, length, width]; causal: whether a position sees only itself and those before.
    /// - Returns: F32 [batch, length, width].
    public func callAsFunction(_ x: Tensor, causal: Bool) throws -> Tensor {
        try LayerCall(layer: layer, ends: nil, causal: causal).apply(to: x)
    }

    /// The layer's output at one position of each row. Of the other positions nothing but keys and values is computed.
    /// - Parameters: x: F32 [batch, length, width]; ends: the positions, I64 [batch].
    /// - Returns: F32 [batch, width].
    public func callAsFunction(_ x: Tensor, at ends: Tensor, causal: Bool) throws -> Tensor {
        guard x.shape.count == 3, ends.type == .int64, ends.shape == [x.shape[0]] else {
            throw TensorError(operation: "layer", reason: "ends of \(ends.shape) are not one for each of \(x.shape)")
        }
        return try LayerCall(layer: layer, ends: ends, causal: causal).apply(to: x)
    }
}

/// A layer that computes its output and its input's gradient.
protocol TwoWayLayer: Sendable {
    /// - Parameters: x: F32 [batch, length, width]; ends: I64 [batch], or nil for all positions.
    /// - Returns: [batch, length, width], or [batch, width] at the ends; and where `saving`, what backward needs.
    func forward(_ x: Tensor, at ends: Tensor?, causal: Bool, saving: Bool) throws -> (y: Tensor, saved: [Tensor])

    /// - Parameter gradient: that of the output. - Returns: that of the input.
    func backward(_ gradient: Tensor, _ saved: [Tensor], at ends: Tensor?, causal: Bool) throws -> Tensor
}

/// A layer through which no gradients pass.
private struct OneWayLayer: TwoWayLayer {
    let layer: PlainLayer<HalfMap>

    func forward(_ x: Tensor, at ends: Tensor?, causal: Bool, saving: Bool) throws -> (y: Tensor, saved: [Tensor]) {
        guard !saving else { throw OneWayLayer.noGradients }
        let y = try layer(x, causal: causal)
        return (try ends.map { try y.gathered(at: $0) } ?? y, [])
    }

    func backward(_: Tensor, _: [Tensor], at _: Tensor?, causal _: Bool) throws -> Tensor {
        throw OneWayLayer.noGradients
    }

    private static let noGradients = TensorError(operation: "layer", reason: "kernels of F16 weights pass no gradients")
}

/// One use of a layer.
private struct LayerCall: Differentiable {
    let layer: any TwoWayLayer
    let ends: Tensor?
    let causal: Bool

    func forward(_ x: Tensor, saving: Bool) throws -> (y: Tensor, saved: [Tensor]) {
        try layer.forward(x, at: ends, causal: causal, saving: saving)
    }

    func backward(_ gradient: Tensor, _ saved: [Tensor]) throws -> Tensor {
        try layer.backward(gradient, saved, at: ends, causal: causal)
    }
}
