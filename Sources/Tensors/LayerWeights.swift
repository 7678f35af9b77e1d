/// The weights of a transformer's layer: normalise, attend, add; normalise, feed forward, add.
public struct LayerWeights: Sendable {
    /// x Wᵀ + b. weight: [out, in]; bias: [out].
    public struct Map: Sendable {
        public let weight: Tensor
        public let bias: Tensor?

        public init(weight: Tensor, bias: Tensor?) {
            self.weight = weight
            self.bias = bias
        }

        /// Some of the outputs.
        public func outputs(_ range: Range<Int>) throws -> Map {
            try Map(weight: weight.sliced(0, range), bias: bias?.sliced(0, range))
        }

        /// The outputs times a number.
        func scaled(by scale: Double) throws -> Map {
            try Map(weight: weight * scale, bias: bias.map { try $0 * scale })
        }
    }

    /// Layer normalisation's weight and bias: [width].
    public struct Norm: Sendable {
        let weight: Tensor
        let bias: Tensor

        public init(weight: Tensor, bias: Tensor) {
            self.weight = weight
            self.bias = bias
        }
    }

    public var heads: Int
    public var epsilon: Double
    public var activation: Activation
    public var attentionNorm: Norm
    public var query: Map
    public var key: Map
    public var value: Map
    public var attentionOut: Map
    public var feedForwardNorm: Norm
    public var feedForwardIn: Map
    public var feedForwardOut: Map

    public init(
        heads: Int, epsilon: Double, activation: Activation, attentionNorm: Norm, query: Map, key: Map, value: Map,
        attentionOut: Map, feedForwardNorm: Norm, feedForwardIn: Map, feedForwardOut: Map
    ) {
        self.heads = heads
        self.epsilon = epsilon
        self.activation = activation
        self.attentionNorm = attentionNorm
        self.query = query
        self.key = key
        self.value = value
        self.attentionOut = attentionOut
        self.feedForwardNorm = feedForwardNorm
        self.feedForwardIn = feedForwardIn
        self.feedForwardOut = feedForwardOut
    }

    var width: Int { attentionNorm.weight.count }
    var device: Device { attentionNorm.weight.device }
    var feedForward: Int { feedForwardIn.weight.shape[0] }
    /// What attention multiplies its scores by.
    var scale: Double { 1 / (Double(width) / Double(heads)).squareRoot() }
}
