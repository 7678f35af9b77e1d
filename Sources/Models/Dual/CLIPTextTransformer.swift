import Tensors

/// CLIP's text encoder (Radford et al. 2021, section 2.4) in the graph of gradients: tokens in, the normalised output at the
/// end token out.
public struct CLIPTextTransformer: Sendable {
    private let words: Parameter
    /// [context, width]
    private let positions: Tensor
    private let layers: [TransformerLayer]
    private let norm: LayerNorm

    /// - Parameter weights: with names as in Hugging Face's folders.
    init(_ weights: TunedWeights, _ configuration: CLIPConfiguration) throws {
        let tower = try configuration.text
        let model = weights.at("text_model")
        words = try weights.table(
            "text_model.embeddings.token_embedding.weight", [configuration.vocabulary, tower.width])
        positions = try model.weight("embeddings.position_embedding.weight", [configuration.context, tower.width])
        let sizes = TransformerLayer.Sizes(
            width: tower.width, heads: tower.heads, feedForward: tower.feedForward, epsilon: tower.epsilon,
            activation: tower.activation)
        layers = try (0..<tower.layers).map {
            try TransformerLayer(weights, at: "text_model.\(TransformerLayer.Names.clip.list).\($0)", sizes, .clip)
        }
        norm = try LayerNorm(model.at("final_layer_norm"), width: tower.width, epsilon: tower.epsilon)
    }

    /// Where texts are encoded.
    var device: Device { positions.device }

    /// - Parameter captions: each ends with the end token. - Returns: [batch, width].
    func callAsFunction(_ captions: CaptionBatch) throws -> Tensor {
        let packing = try Packing(captions.counts, causal: true, on: device)
        guard packing.length <= positions.shape[0] else {
            throw TensorError(
                operation: "embed",
                reason: "a text of \(packing.length) tokens, where \(positions.shape[0]) are read at most")
        }
        var x = try packing.packed(words.rows(captions.tokens) + positions.sliced(0, 0..<packing.length))
        for (index, layer) in layers.enumerated() {
            x = try layer(x, packing, at: index == layers.count - 1 ? packing.lasts : nil)
        }
        return try norm(x)
    }
}
