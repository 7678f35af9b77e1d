/// A map of a layer, made for the way in which it is computed.
protocol LayerMap: Sendable {
    /// - Parameter type: of its factors, where they can be of several.
    init(_ map: LayerWeights.Map, _ type: ElementType) throws

    /// x: [..., in]. - Returns: [..., out].
    func callAsFunction(_ x: Tensor) throws -> Tensor
}

/// A frozen transformer layer whose attention, norms and sums are libtorch's plain operators. With ``PlainMap`` every device
/// has it, and the other kernels are checked against it.
struct PlainLayer<Map: LayerMap>: Sendable {
    private let attentionNorm, feedForwardNorm: LayerWeights.Norm
    private let query, key, value, attentionOut, feedForwardIn, feedForwardOut: Map
    private let heads: Int
    private let epsilon: Double
    private let activation: Activation
    private let type: ElementType

    init(_ weights: LayerWeights, _ precision: Precision) throws {
        let type = precision.factors(on: weights.device)
        self.type = type
        (attentionNorm, feedForwardNorm) = (weights.attentionNorm, weights.feedForwardNorm)
        query = try Map(weights.query, type)
        key = try Map(weights.key, type)
        value = try Map(weights.value, type)
        attentionOut = try Map(weights.attentionOut, type)
        feedForwardIn = try Map(weights.feedForwardIn, type)
        feedForwardOut = try Map(weights.feedForwardOut, type)
        (heads, epsilon, activation) = (weights.heads, weights.epsilon, weights.activation)
    }

    /// x: F32 [batch, length, width]. - Returns: that shape.
    func callAsFunction(_ x: Tensor, causal: Bool) throws -> Tensor {
        let (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2])
        let normal = try normalised(x, attentionNorm)
        let parts = try [query, key, value].map {
            try $0(normal).reshaped([batch, length, heads, width / heads]).transposed(1, 2)
        }
        let mixed = try attention(parts[0], parts[1], parts[2], causal: causal)
        let x = try x + attentionOut(mixed.transposed(1, 2).reshaped([batch, length, width]))
        let inner = try activation(feedForwardIn(normalised(x, feedForwardNorm)))
        return try x + feedForwardOut(inner)
    }

    private func normalised(_ x: Tensor, _ norm: LayerWeights.Norm) throws -> Tensor {
        try layerNorm(x, weight: norm.weight, bias: norm.bias, epsilon: epsilon).converted(to: type)
    }
}

/// A map in libtorch's plain operator.
struct PlainMap: LayerMap {
    private let map: LayerWeights.Map

    init(_ map: LayerWeights.Map, _ type: ElementType) throws { self.map = try map.converted(to: type) }

    func callAsFunction(_ x: Tensor) throws -> Tensor { try map(x) }
}

extension LayerWeights.Map {
    /// The same map of numbers of a type.
    func converted(to type: ElementType) throws -> LayerWeights.Map {
        try LayerWeights.Map(weight: weight.converted(to: type), bias: bias?.converted(to: type))
    }

    /// x: [..., in]. - Returns: [..., out].
    func callAsFunction(_ x: Tensor) throws -> Tensor { try linear(x, weight: weight, bias: bias) }
}
