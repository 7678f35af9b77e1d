import CTorch

/// A frozen map whose weights are F16, and whose inputs, sums and outputs are F32, in FBGEMM's kernels. A few rows take as long as
/// reading the weights does, which are half as long as in F32. Gradients do not pass.
final class HalfMap: LayerMap, @unchecked Sendable {
    // Read alone once it is made.
    private let handle: OpaquePointer

    /// Whether this processor and this libtorch have the kernels.
    static var isAvailable: Bool { tt_half_maps() }

    init(_ map: LayerWeights.Map, _: ElementType) throws {
        var result: OpaquePointer?
        let (weight, bias) = (try map.weight.converted(to: .float32), try map.bias?.converted(to: .float32))
        try TensorError.check(tt_half_pack(weight.handle, bias?.handle, &result), "half map")
        guard let result else { throw TensorError(operation: "half map", reason: "gave none") }
        handle = result
    }

    deinit { tt_half_release(handle) }

    func callAsFunction(_ x: Tensor) throws -> Tensor {
        var result: OpaquePointer?
        let x = try x.converted(to: .float32)
        try TensorError.check(tt_half_apply(handle, x.handle, &result), "half map")
        return Tensor(try Tensor.owned(result, "half map"))
    }
}
