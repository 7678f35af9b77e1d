/// A frozen transformer layer in oneDNN's kernels: weights packed once, activations and sums fused to the products.
struct FusedLayer: Sendable {
    private let attentionNorm: LayerWeights.Norm
    private let query: FusedLinear
    private let keyValue: FusedLinear
    private let attentionOut: FusedLinear
    private let feedForwardNorm: LayerWeights.Norm
    private let feedForwardIn: FusedLinear
    private let feedForwardOut: FusedLinear
    private let heads: Int
    private let epsilon: Double
    private let type: ElementType

    init(_ weights: LayerWeights, _ precision: Precision) throws {
        attentionNorm = weights.attentionNorm
        feedForwardNorm = weights.feedForwardNorm
        heads = weights.heads
        epsilon = weights.epsilon
        type = precision.factors(on: weights.device)
        query = try FusedLinear(weights.query, type)
        keyValue = try FusedLinear(LayerWeights.Map(joining: [weights.key, weights.value]), type)
        attentionOut = try FusedLinear(weights.attentionOut, type)
        // x σ(1.702 x) is the function swish of 1.702 x, divided by that: both factors go into the weights.
        let swish = 1.702
        let isSwish = weights.activation == .quickGELU
        feedForwardIn = try FusedLinear(
            isSwish ? weights.feedForwardIn.scaled(by: swish) : weights.feedForwardIn, type,
            activation: weights.activation)
        let out = weights.feedForwardOut
        feedForwardOut = try FusedLinear(
            isSwish ? LayerWeights.Map(weight: out.weight * (1 / swish), bias: out.bias) : out, type)
    }

    /// x: F32 [batch, length, width]. - Returns: that shape.
    func callAsFunction(_ x: Tensor, causal: Bool) throws -> Tensor {
        let (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2])
        let normal = try normalised(x, attentionNorm)
        let asking = try query(normal).reshaped([batch, length, heads, width / heads]).transposed(1, 2)
        let (keys, values) = try keysAndValues(normal)
        let mixed = try attention(asking, keys, values, causal: causal)
        return try feedForward(attentionOut(mixed.transposed(1, 2).reshaped([batch, length, width]), adding: x))
    }

    /// The layer's output at one position of each row. `mask` tells which positions it sees: [batch, 1, 1, length].
    func callAsFunction(_ x: Tensor, at positions: Tensor, mask: Tensor?) throws -> Tensor {
        let (batch, width) = (x.shape[0], x.shape[2])
        let normal = try normalised(x, attentionNorm)
        let asking = try query(normal.gathered(at: positions)).reshaped([batch, heads, 1, width / heads])
        let (keys, values) = try keysAndValues(normal)
        let mixed = try attention(asking, keys, values, mask: mask)
        let row = try x.gathered(at: positions)
        return try feedForward(attentionOut(mixed.transposed(1, 2).reshaped([batch, width]), adding: row))
    }

    /// Each [batch, heads, length, width of a head].
    private func keysAndValues(_ normal: Tensor) throws -> (Tensor, Tensor) {
        let (batch, length, width) = (normal.shape[0], normal.shape[1], normal.shape[2])
        let parts = try keyValue(normal).reshaped([batch, length, 2, heads, width / heads]).permuted([2, 0, 3, 1, 4])
        return try (parts.selected(0, 0), parts.selected(0, 1))
    }

    private func feedForward(_ x: Tensor) throws -> Tensor {
        try feedForwardOut(feedForwardIn(normalised(x, feedForwardNorm)), adding: x)
    }

    private func normalised(_ x: Tensor, _ norm: LayerWeights.Norm) throws -> Tensor {
        try layerNorm(x, weight: norm.weight, bias: norm.bias, epsilon: epsilon).converted(to: type)
    }
}

/// A frozen map in oneDNN's kernels, with packed weights.
struct FusedLinear: Sendable {
    private let weight: Tensor
    private let bias: Tensor?
    private let type: ElementType
    /// oneDNN's name of the fused function, and of the way it is computed.
    private let function: (name: String, way: String?)

    /// - Parameter activation: fused to the map; QuickGELU as x σ(x).
    init(_ map: LayerWeights.Map, _ type: ElementType, activation: Activation? = nil) throws {
        self.type = type
        weight = try Operator.call(
            "mkldnn::_reorder_linear_weight", "", .tensor(map.weight.converted(to: type).contiguous()), .none)
        bias = try map.bias?.converted(to: type)
        function =
            switch activation {
            case nil: ("none", nil)
            case .quickGELU: ("swish", nil)
            case .gelu: ("gelu", "none")
            case .geluTanh, .geluNew: ("gelu", "tanh")
            }
    }

    /// - Returns: the type of the map's factors.
    func callAsFunction(_ x: Tensor) throws -> Tensor {
        try Operator.call(
            "mkldnn::_linear_pointwise", "", .tensor(x.converted(to: type)), .tensor(weight), .optional(bias),
            .text(function.name), .noScalars, function.way.map(Argument.text) ?? .none)
    }

    /// - Returns: F32, the map's output and `other`.
    func callAsFunction(_ x: Tensor, adding other: Tensor) throws -> Tensor {
        guard type == .float32 else { return try other + self(x) }
        return try Operator.call(
            "mkldnn::_linear_pointwise", "binary", .tensor(x), .tensor(other), .tensor(weight), .optional(bias),
            .text("add"))
    }
}

extension LayerWeights.Map {
    /// Several maps of one input as one map, whose outputs follow each other.
    init(joining maps: [LayerWeights.Map]) throws {
        self.init(
            weight: try Tensor.concatenated(maps.map(\.weight)),
            bias: try Tensor.concatenated(maps.compactMap(\.bias)))
    }
}
