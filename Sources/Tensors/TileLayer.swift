import CAMX
import CTorch
import Synchronization

/// A frozen transformer layer on the processor's tile unit.
///
/// Sendable without a check, because packed weights are only read.
public final class TileLayer: @unchecked Sendable {
    private let handle: OpaquePointer
    private let width: Int
    private let memory: TileMemory

    /// Whether this processor has the tile unit, and the system lets this process use it.
    public static var isAvailable: Bool { camx_available() }

    /// Packs a layer's weights, F32; they may go afterwards.
    /// - Parameter gradients: whether ``backward(_:_:at:causal:)`` is wanted, for which the weights are packed twice.
    public convenience init(_ weights: LayerWeights, _ precision: Precision, gradients: Bool = false) throws {
        try self.init(weights, precision, gradients: gradients, TileMemory())
    }

    /// - Parameter memory: may be shared with other layers.
    init(_ weights: LayerWeights, _ precision: Precision, gradients: Bool, _ memory: TileMemory) throws {
        // This also asks the system for the tile unit, without which its instructions are illegal.
        guard TileLayer.isAvailable else {
            throw TensorError(operation: "tiles", reason: "this processor has no tile unit")
        }
        guard weights.width <= camx_most_inputs else {
            throw TensorError(
                operation: "tiles", reason: "a layer \(weights.width) wide; the most are \(camx_most_inputs)")
        }
        self.memory = memory
        width = weights.width
        let query = try weights.query.scaled(by: weights.scale)
        let maps = [
            query, weights.key, weights.value, weights.attentionOut, weights.feedForwardIn, weights.feedForwardOut,
        ]
        // The tensors are kept until everything is packed.
        let kept = try maps.map { try LayerWeights.Map(weight: $0.weight.contiguous(), bias: $0.bias?.contiguous()) }
        let faces = try kept.map { try $0.face() }
        var layer = camx_layer_weights()
        layer.width = Int64(weights.width)
        layer.heads = Int64(weights.heads)
        layer.feed_forward = Int64(weights.feedForward)
        layer.epsilon = Float(weights.epsilon)
        layer.activation = weights.activation.face
        layer.factors = precision.factors(gradients: gradients)
        layer.gradients = gradients
        layer.attention_norm = try weights.attentionNorm.face()
        layer.feed_forward_norm = try weights.feedForwardNorm.face()
        (layer.query, layer.key, layer.value) = (faces[0], faces[1], faces[2])
        (layer.attention_out, layer.feed_forward_in, layer.feed_forward_out) = (faces[3], faces[4], faces[5])
        let packed = withExtendedLifetime((weights, kept)) { camx_layer_pack(&layer) }
        guard let packed else { throw TileWorkspace.noMemory }
        handle = packed
    }

    deinit { camx_layer_free(handle) }

    /// The layer's output in the place of its input. x: F32 [batch, length, width], of which there is no other user.
    func run(on x: Tensor, causal: Bool, _ workspace: TileWorkspace) throws {
        let shape = try checked(x)
        try withPass(x, shape, at: nil, causal: causal, kept: nil) { pass in
            try TileWorkspace.check(
                camx_layer_forward(handle, workspace.handle, &pass, 0, pass.sequences, x.floats()))
        }
    }

    /// The layer's output at one position of each row. x: F32 [batch, length, width]. - Returns: [batch, width].
    func run(_ x: Tensor, at positions: [Int], causal: Bool, _ workspace: TileWorkspace) throws -> Tensor {
        let shape = try checked(x)
        let result = try Tensor.zeros([shape[0], width])
        try withPass(x, shape, at: positions.map(Int64.init), causal: causal, kept: nil) { pass in
            try TileWorkspace.check(
                camx_layer_forward(handle, workspace.handle, &pass, 0, pass.sequences, result.floats()))
        }
        return result
    }

    private func checked(_ x: Tensor) throws -> [Int] {
        let shape = x.shape
        guard shape.count == 3, shape[2] == width else {
            throw TensorError(operation: "tiles", reason: "\(shape) is not [batch, length, \(width)]")
        }
        return shape
    }

    /// Gives `body` a pass over x, whose pointers hold until it returns.
    private func withPass<Result>(
        _ x: Tensor, _ shape: [Int], at positions: [Int64]?, causal: Bool, kept: Tensor?,
        _ body: (inout camx_pass) throws -> Result
    ) throws -> Result {
        if let positions {
            guard positions.count == shape[0], positions.allSatisfy({ 0..<Int64(shape[1]) ~= $0 }) else {
                throw TensorError(operation: "tiles", reason: "the positions do not fit \(shape)")
            }
        }
        return try withExtendedLifetime((x, kept)) {
            var pass = camx_pass()
            pass.x = UnsafePointer(try x.floats())
            (pass.sequences, pass.length) = (Int64(shape[0]), Int64(shape[1]))
            pass.causal = causal
            pass.kept = try kept.map { UnsafeMutableRawPointer(try $0.floats()) }
            guard let positions else { return try body(&pass) }
            return try positions.withUnsafeBufferPointer { buffer in
                pass.positions = buffer.baseAddress
                return try body(&pass)
            }
        }
    }
}

extension TileLayer: TwoWayLayer {
    /// Sequences are split over the threads of libtorch's operations; their bits are the same however they are split.
    func forward(_ x: Tensor, at ends: Tensor?, causal: Bool, saving: Bool) throws -> (y: Tensor, saved: [Tensor]) {
        let x = try x.contiguous()
        let shape = try checked(x)
        let y = try Tensor.uninitialized(ends == nil ? shape : [shape[0], width])
        let ends = try ends?.values(as: Int64.self)
        let kept = try withPass(x, shape, at: ends, causal: causal, kept: nil) { pass in
            saving ? try memory.tensor(bytes: Int(camx_layer_kept(handle, &pass))) : nil
        }
        try withPass(x, shape, at: ends, causal: causal, kept: kept) { pass in
            let (y, pass) = (TilePointer(try y.floats()), TilePass(pass))
            try inParts(shape) { workspace, first, count in
                var own = pass.value
                return camx_layer_forward(handle, workspace.handle, &own, first, count, y.value)
            }
        }
        return (y, kept.map { [x, $0] } ?? [])
    }

    func backward(_ gradient: Tensor, _ saved: [Tensor], at ends: Tensor?, causal: Bool) throws -> Tensor {
        let (x, kept) = (saved[0], saved[1])
        let shape = try checked(x)
        let result = try Tensor.uninitialized(shape)
        try withPass(x, shape, at: ends?.values(as: Int64.self), causal: causal, kept: kept) { pass in
            let gradients = try (TilePointer(gradient.floats()), TilePointer(result.floats()))
            let pass = TilePass(pass)
            try inParts(shape) { workspace, first, count in
                var own = pass.value
                return camx_layer_backward(
                    handle, workspace.handle, &own, first, count, gradients.0.value, gradients.1.value)
            }
        }
        return result
    }

    /// What a part has at most: its rows stay near the processor, and weights are read seldom enough.
    private static let positionsInPart = 800

    /// Calls `body` with the first sequence and the number of each part, in all threads.
    private func inParts(
        _ shape: [Int], _ body: @Sendable (_ workspace: TileWorkspace, _ first: Int64, _ count: Int64) -> Bool
    ) throws {
        let (sequences, threads) = (shape[0], Torch.threads)
        // As many parts for each thread.
        let rounds = max(
            1, (sequences * shape[1] / threads + TileLayer.positionsInPart - 1) / TileLayer.positionsInPart)
        let parts = min(sequences, rounds * threads)
        let failed = Mutex(false)
        try Torch.parallel(parts) { part in
            let (first, last) = (part * sequences / parts, (part + 1) * sequences / parts)
            let done = memory.withWorkspace { body($0, Int64(first), Int64(last - first)) }
            if done != true { failed.withLock { $0 = true } }
        }
        if failed.withLock({ $0 }) { throw TileWorkspace.noMemory }
    }
}

/// Pointers that the threads of one call share: each writes rows of its own.
private struct TilePointer: @unchecked Sendable {
    let value: UnsafeMutablePointer<Float>
    init(_ value: UnsafeMutablePointer<Float>) { self.value = value }
}

private struct TilePass: @unchecked Sendable {
    let value: camx_pass
    init(_ value: camx_pass) { self.value = value }
}
