import Tensors

/// The head of SigLIP's vision tower: a learnt question attends to the patches, and is fed forward.
struct AttentionPooling: Sendable {
    /// The question as attention reads it: [1, heads, 1, width of a head].
    private let question: Tensor
    /// Keys and values in one map.
    private let keyValue: FrozenLinear
    private let parts: Parts
    private let heads: Int

    private struct Parts: Sendable {
        let probe: Tensor
        /// Query, key and value in one map.
        let inputs: LayerWeights.Map
        let output: Linear
        let norm: LayerNorm
        let feedForwardIn: Linear
        let feedForwardOut: Linear
        let activation: Activation

        init(_ weights: some WeightSource, _ tower: CLIPConfiguration.Tower) throws {
            let width = tower.width
            let attention = weights.at("attention")
            probe = try weights.weight("probe", [1, 1, width])
            inputs = LayerWeights.Map(
                weight: try attention.weight("in_proj_weight", [3 * width, width]),
                bias: try attention.weight("in_proj_bias", [3 * width]))
            output = try Linear(attention.at("out_proj"), from: width, to: width)
            norm = try LayerNorm(weights.at("layernorm"), width: width, epsilon: tower.epsilon)
            feedForwardIn = try Linear(weights.at("mlp.fc1"), from: width, to: tower.feedForward)
            feedForwardOut = try Linear(weights.at("mlp.fc2"), from: tower.feedForward, to: width)
            activation = tower.activation
        }
    }

    /// - Parameter weights: names as in Hugging Face's SiglipMultiheadAttentionPoolingHead.
    init(
        _ weights: some WeightSource, _ tower: CLIPConfiguration.Tower, _ precision: Precision, _ kernels: Kernels
    ) throws {
        let (width, heads) = (tower.width, tower.heads)
        let parts = try Parts(weights, tower)
        let query = try parts.inputs.outputs(0..<width)
        question = try linear(parts.probe, weight: query.weight, bias: query.bias)
            .reshaped([1, heads, 1, width / heads])
        keyValue = try FrozenLinear(parts.inputs.outputs(width..<3 * width), precision, kernels)
        self.parts = parts
        self.heads = heads
    }

    /// Refuses weights of which such a head cannot be made.
    static func check(_ weights: some WeightSource, _ tower: CLIPConfiguration.Tower) throws {
        _ = try Parts(weights, tower)
    }

    /// - Parameter x: [batch, patches, width]. - Returns: [batch, width].
    func callAsFunction(_ x: Tensor) throws -> Tensor {
        let (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2])
        // [2, batch, heads, patches, width of a head]
        let pairs = try keyValue(x.reshaped([batch * length, width]))
            .reshaped([batch, length, 2, heads, width / heads]).permuted([2, 0, 3, 1, 4])
        let mixed = try attention(
            question.expanded([batch, heads, 1, width / heads]), pairs.selected(0, 0), pairs.selected(0, 1), mask: nil)
        let found = try parts.output(mixed.reshaped([batch, width]))
        return try found
            + parts.feedForwardOut(parts.activation(parts.feedForwardIn(parts.norm(found))))
    }
}
