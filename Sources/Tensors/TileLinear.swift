import CAMX

/// A frozen map on the processor's tile unit.
///
/// Sendable without a check, because packed weights are only read.
final class TileLinear: @unchecked Sendable {
    private let handle: OpaquePointer
    private let inputs: Int
    private let outputs: Int

    init(_ map: LayerWeights.Map, _ precision: Precision) throws {
        guard TileLayer.isAvailable else {
            throw TensorError(operation: "tiles", reason: "this processor has no tile unit")
        }
        let (outputs, inputs) = (map.weight.shape[0], map.weight.shape[1])
        let kept = try LayerWeights.Map(weight: map.weight.contiguous(), bias: map.bias?.contiguous())
        let packed = try withExtendedLifetime(kept) {
            try camx_linear_pack(kept.face(), Int64(outputs), Int64(inputs), precision.factors(gradients: false))
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
