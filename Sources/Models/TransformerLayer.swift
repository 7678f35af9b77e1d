import Tensors

/// A layer of CLIP's towers: normalise, attend, add; normalise, feed forward, add.
public struct TransformerLayer: Sendable {
    let attentionNorm: LayerNorm
    /// Query, key and value in one map.
    let attentionIn: Linear
    let attentionOut: Linear
    let feedForwardNorm: LayerNorm
    let feedForwardIn: Linear
    let feedForwardOut: Linear
    let heads: Int
    let activation: Activation

    /// - Parameter weights: names as in Hugging Face's CLIPEncoderLayer.
    init(_ weights: some WeightSource, _ tower: CLIPConfiguration.Tower) throws {
        let width = tower.width
        attentionNorm = try LayerNorm(weights.at("layer_norm1"), width: width, epsilon: tower.epsilon)
        let attention = weights.at("self_attn")
        attentionIn = try Linear(
            joining: ["q_proj", "k_proj", "v_proj"].map { try Linear(attention.at($0), from: width, to: width) })
        attentionOut = try Linear(attention.at("out_proj"), from: width, to: width)
        feedForwardNorm = try LayerNorm(weights.at("layer_norm2"), width: width, epsilon: tower.epsilon)
        feedForwardIn = try Linear(weights.at("mlp.fc1"), from: width, to: tower.feedForward)
        feedForwardOut = try Linear(weights.at("mlp.fc2"), from: tower.feedForward, to: width)
        heads = tower.heads
        activation = tower.activation
    }

    /// - Parameters: x: [batch, length, width]; causal: whether a position sees only itself and those before.
    /// - Returns: [batch, length, width].
    public func callAsFunction(_ x: Tensor, causal: Bool) throws -> Tensor {
        let x = try x + attend(attentionNorm(x), causal: causal)
        return try x + feedForwardOut(activation(feedForwardIn(feedForwardNorm(x))))
    }

    private func attend(_ x: Tensor, causal: Bool) throws -> Tensor {
        let (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2])
        // [3, batch, heads, length, width of a head]
        let parts = try attentionIn(x).reshaped([batch, length, 3, heads, width / heads]).permuted([2, 0, 3, 1, 4])
        let mixed = try attention(
            parts.selected(0, 0), parts.selected(0, 1), parts.selected(0, 2), causal: causal)
        return try attentionOut(mixed.transposed(1, 2).reshaped([batch, length, width]))
    }
}
