import CAMX
import CTorch

/// A frozen transformer layer on the processor's tile unit.
///
/// Sendable without a check, because packed weights are only read.
public final class TileLayer: @unchecked Sendable {
    private let handle: OpaquePointer
    private let width: Int

    /// Whether this processor has the tile unit, and the system lets this process use it.
    public static var isAvailable: Bool { camx_available() }

    /// Packs a layer's weights, F32; they may go afterwards.
    public init(_ weights: LayerWeights, _ precision: Precision) throws {
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
        layer.split = precision == .fp32
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
        let done = try withExtendedLifetime(x) {
            try camx_layer_run(handle, workspace.handle, x.floats(), Int64(shape[0]), Int64(shape[1]), causal)
        }
        guard done else { throw TileWorkspace.noMemory }
    }

    /// The layer's output at one position of each row. x: F32 [batch, length, width]. - Returns: [batch, width].
    func run(_ x: Tensor, at positions: [Int], causal: Bool, _ workspace: TileWorkspace) throws -> Tensor {
        let shape = try checked(x)
        guard positions.count == shape[0], positions.allSatisfy({ 0..<shape[1] ~= $0 }) else {
            throw TensorError(operation: "tiles", reason: "the positions do not fit \(shape)")
        }
        let result = try Tensor.zeros([shape[0], width])
        let done = try withExtendedLifetime((x, result)) {
            try camx_layer_run_at(
                handle, workspace.handle, x.floats(), Int64(shape[0]), Int64(shape[1]), causal,
                positions.map(Int64.init), result.floats())
        }
        guard done else { throw TileWorkspace.noMemory }
        return result
    }

    private func checked(_ x: Tensor) throws -> [Int] {
        let shape = x.shape
        guard shape.count == 3, shape[2] == width else {
            throw TensorError(operation: "tiles", reason: "\(shape) is not [batch, length, \(width)]")
        }
        return shape
    }
}

/// A frozen map on the processor's tile unit.
///
/// Sendable without a check, because packed weights are only read.
final class TileLinear: @unchecked Sendable {
    private let handle: OpaquePointer
    private let inputs: Int
    private let outputs: Int

    init(_ map: LayerWeights.Map, _ precision: Precision) throws {
        let (outputs, inputs) = (map.weight.shape[0], map.weight.shape[1])
        let kept = try LayerWeights.Map(weight: map.weight.contiguous(), bias: map.bias?.contiguous())
        let packed = try withExtendedLifetime(kept) {
            try camx_linear_pack(kept.face(), Int64(outputs), Int64(inputs), precision == .fp32)
        }
        guard let packed else { throw TileWorkspace.noMemory }
        (handle, self.inputs, self.outputs) = (packed, inputs, outputs)
    }

    deinit { camx_linear_free(handle) }

    /// x: F32 [rows, in]. - Returns: F32 [rows, out].
    func callAsFunction(_ x: Tensor, _ workspace: TileWorkspace) throws -> Tensor {
        let x = try x.contiguous()
        guard x.shape.count == 2, x.shape[1] == inputs else {
            throw TensorError(operation: "tiles", reason: "\(x.shape) is not [rows, \(inputs)]")
        }
        let rows = x.shape[0]
        let result = try Tensor.zeros([rows, outputs])
        let done = try withExtendedLifetime((x, result)) {
            try camx_linear_run(handle, workspace.handle, x.floats(), Int64(rows), result.floats())
        }
        guard done else { throw TileWorkspace.noMemory }
        return result
    }
}

/// Memory that the layers of one pass share. One thread uses it.
final class TileWorkspace {
    let handle: OpaquePointer

    static let noMemory = TensorError(operation: "tiles", reason: "there is no memory for the layer")

    init() throws {
        guard let handle = camx_workspace_make() else { throw TileWorkspace.noMemory }
        self.handle = handle
    }

    deinit { camx_workspace_free(handle) }
}

extension LayerWeights.Map {
    /// Pointers into tensors that the caller keeps.
    fileprivate func face() throws -> camx_map {
        camx_map(weight: try weight.floats(), bias: try bias?.floats())
    }
}

extension LayerWeights.Norm {
    fileprivate func face() throws -> camx_norm { camx_norm(weight: try weight.floats(), bias: try bias.floats()) }
}

extension Activation {
    fileprivate var face: camx_activation {
        switch self {
        case .quickGELU: camx_quick_gelu
        case .gelu: camx_gelu
        case .geluTanh, .geluNew: camx_gelu_tanh
        }
    }
}

extension Tensor {
    /// The elements in memory; the tensor must be kept while they are used.
    fileprivate func floats() throws -> UnsafeMutablePointer<Float> {
        guard let pointer = tt_floats(handle) else {
            throw TensorError(operation: "tiles", reason: "takes F32 tensors on the CPU, in row-major order")
        }
        return pointer
    }
}
