/// A frozen transformer layer in libtorch's plain operators, which every device has. The other kernels are checked
/// against it.
struct PlainLayer: Sendable {
    private let weights: LayerWeights
    private let type: ElementType

    init(_ weights: LayerWeights, _ precision: Precision) throws {
        type = precision.factors(on: weights.device)
        var weights = weights
        for map in [
            \LayerWeights.query, \.key, \.value, \.attentionOut, \.feedForwardIn, \.feedForwardOut,
        ] {
            weights[keyPath: map] = try weights[keyPath: map].converted(to: type)
        }
        self.weights = weights
    }

    /// x: F32 [batch, length, width]. - Returns: that shape.
    func callAsFunction(_ x: Tensor, causal: Bool) throws -> Tensor {
        let (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2])
        let normal = try normalised(x, weights.attentionNorm)
        let parts = try [weights.query, weights.key, weights.value].map {
            try $0(normal).reshaped([batch, length, weights.heads, width / weights.heads]).transposed(1, 2)
        }
        let mixed = try attention(parts[0], parts[1], parts[2], causal: causal)
        let x = try x + weights.attentionOut(mixed.transposed(1, 2).reshaped([batch, length, width]))
        let inner = try weights.activation(weights.feedForwardIn(normalised(x, weights.feedForwardNorm)))
        return try x + weights.feedForwardOut(inner)
    }

    private func normalised(_ x: Tensor, _ norm: LayerWeights.Norm) throws -> Tensor {
        try layerNorm(x, weight: norm.weight, bias: norm.bias, epsilon: weights.epsilon).converted(to: type)
    }
}

extension LayerWeights.Map {
    /// The same map of numbers of a type.
    func converted(to type: ElementType) throws -> LayerWeights.Map {
        try LayerWeights.Map(weight: weight.converted(to: type), bias: bias?.converted(to: type))
    }

    /// x: [..., in]. - Returns: [..., out].
    func callAsFunction(_ x: Tensor) throws -> Tensor { try linear(x, weight: weight, bias: bias) }
}
