import Tensors

/// CLIP's text encoder (Radford et al. 2021, section 2.4), frozen. Gradients pass through its layers.
public struct CLIPTextTower: Sendable {
    /// [vocabulary, width]
    let tokenEmbedding: Tensor
    /// [context, width]
    let positionEmbedding: Tensor
    let finalNorm: LayerNorm
    let projection: Linear
    /// Packed when first used: features without gradients and training have each their own.
    private let packed: Lazy<FrozenLayers>
    private let differentiable: Lazy<[FrozenLayer]>

    init(
        _ weights: some WeightSource & Sendable, _ configuration: CLIPConfiguration, _ precision: Precision,
        _ kernels: Kernels
    ) throws {
        let tower = try configuration.text
        let model = weights.at("text_model")
        tokenEmbedding = try model.weight("embeddings.token_embedding.weight", [configuration.vocabulary, tower.width])
        positionEmbedding = try model.weight(
            "embeddings.position_embedding.weight", [configuration.context, tower.width])
        finalNorm = try LayerNorm(model.at("final_layer_norm"), width: tower.width, epsilon: tower.epsilon)
        projection = try Linear(
            weights.at("text_projection"), from: tower.width, to: configuration.projection, bias: false)
        packed = Lazy { try FrozenLayers(weights.at("text_model"), tower, precision, kernels) }
        differentiable = Lazy {
            try FrozenLayer.stack(weights.at("text_model"), tower, precision, kernels)
        }
    }

    /// The width of the shared space.
    var width: Int { projection.weight.shape[0] }

    /// The transformer's layers, through which gradients pass.
    public var layers: [FrozenLayer] {
        get throws { try differentiable() }
    }

    /// The first positions' embeddings: [length, width].
    public func positions(_ length: Int) throws -> Tensor { try positionEmbedding.sliced(0, 0..<length) }

    /// The feature of a text: the last layer's output at the text's end, projected, not normalised.
    /// - Parameters: tokens: I64 [batch, length]; ends: the end token's position in each row.
    /// - Returns: [batch, projection].
    func callAsFunction(_ tokens: Tensor, ends: [Int]) throws -> Tensor {
        let x = try embedding(tokenEmbedding, tokens) + positions(tokens.shape[1])
        return try project(packed()(x, at: ends, causal: true))
    }

    /// The end of the tower, shared with target-language branches: final norm and projection.
    /// - Parameter x: the last layer's output at the end positions, [batch, width]. - Returns: [batch, projection].
    public func project(_ x: Tensor) throws -> Tensor { try projection(finalNorm(x)) }

    /// The tower's layers with something after each, and the tower's end.
    /// - Parameters:
    ///   - layers: those of ``layers`` that are used, from the first.
    ///   - first: the first one's output, [batch, length, width].
    ///   - ends: I64 [batch].
    ///   - after: what comes after a layer; after the last of several it gets the ends alone, [batch, 1, width].
    /// - Returns: [batch, projection].
    func project(
        _ layers: [FrozenLayer], from first: Tensor, ends: Tensor, after: (_ layer: Int, Tensor) throws -> Tensor
    ) throws -> Tensor {
        var x = first
        for (index, layer) in layers.enumerated() {
            if index > 0 {
                x =
                    try index == layers.count - 1
                    ? layer(x, at: ends, causal: true).unsqueezed(1) : layer(x, causal: true)
            }
            x = try after(index, x)
        }
        return try project(layers.count > 1 ? x.selected(1, 0) : x.gathered(at: ends))
    }
}
