import CAMX
import CTorch

/// Memory that the layers of one pass share. One thread uses it.
final class TileWorkspace {
    let handle: OpaquePointer

    static let noMemory = TensorError(operation: "tiles", reason: "there is no memory for the layer")

    init() throws {
        guard let handle = camx_workspace_make() else { throw TileWorkspace.noMemory }
        self.handle = handle
    }

    deinit { camx_workspace_free(handle) }

    static func check(_ done: Bool) throws {
        if !done { throw noMemory }
    }
}

// MARK: - What the tile unit's face takes

extension LayerWeights.Map {
    /// Pointers into tensors that the caller keeps.
    func face() throws -> camx_map {
        camx_map(weight: try weight.floats(), bias: try bias?.floats())
    }
}

extension LayerWeights.Norm {
    func face() throws -> camx_norm { camx_norm(weight: try weight.floats(), bias: try bias.floats()) }
}

extension Precision {
    /// What factors are held as. Two halves are enough for features; Adam takes even a small gradient's error for a whole
    /// step, so where gradients pass factors are as exact as fp32's.
    func factors(gradients: Bool) -> camx_factors {
        switch self {
        case .bf16: camx_one_half
        case .fp32: gradients ? camx_three_digits : camx_two_halves
        }
    }
}

extension Activation {
    var face: camx_activation {
        switch self {
        case .quickGELU: camx_quick_gelu
        case .gelu: camx_gelu
        case .geluTanh, .geluNew: camx_gelu_tanh
        }
    }
}

extension Tensor {
    /// The elements in memory; the tensor must be kept while they are used.
    func floats() throws -> UnsafeMutablePointer<Float> {
        guard let pointer = tt_floats(handle) else {
            throw TensorError(operation: "tiles", reason: "takes F32 tensors on the CPU, in row-major order")
        }
        return pointer
    }
}
