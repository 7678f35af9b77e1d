import Tensors

/// x Wᵀ + b.
public struct Linear: Sendable {
    /// [out, in]
    public let weight: Tensor
    /// [out]
    public let bias: Tensor?

    public init(_ weights: some WeightSource, from input: Int, to output: Int, bias: Bool = true) throws {
        weight = try weights.weight("weight", [output, input])
        self.bias = bias ? try weights.weight("bias", [output]) : nil
    }

    /// Several maps of one input as one map, whose outputs follow each other.
    init(joining maps: [Linear]) throws {
        weight = try Tensor.concatenated(maps.map(\.weight))
        bias = try Tensor.concatenated(maps.compactMap(\.bias))
    }

    /// - Parameter x: [..., in]. - Returns: [..., out].
    public func callAsFunction(_ x: Tensor) throws -> Tensor { try linear(x, weight: weight, bias: bias) }
}

/// Layer normalisation over the last dimension.
public struct LayerNorm: Sendable {
    let weight: Tensor
    let bias: Tensor
    let epsilon: Double

    public init(_ weights: some WeightSource, width: Int, epsilon: Double = 1e-5) throws {
        weight = try weights.weight("weight", [width])
        bias = try weights.weight("bias", [width])
        self.epsilon = epsilon
    }

    public func callAsFunction(_ x: Tensor) throws -> Tensor {
        try layerNorm(x, weight: weight, bias: bias, epsilon: epsilon)
    }
}
