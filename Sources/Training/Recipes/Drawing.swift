import Tensors

/// A new weight as torch.nn.Linear and LayerNorm draw theirs, but for biases, which begin at zero.
func asLinear(_ name: String, _ shape: [Int], _ generator: inout SeededGenerator) throws -> Tensor {
    if name.hasSuffix("norm.weight") { return try Tensor.ones(shape) }
    if name.hasSuffix("bias") { return try Tensor.zeros(shape) }
    // Uniform within 1 / √inputs.
    return try generator.uniform(shape, bound: 1 / Double(shape[1]).squareRoot())
}
