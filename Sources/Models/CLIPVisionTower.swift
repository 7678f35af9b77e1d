import Tensors

/// CLIP's vision transformer (Radford et al. 2021, section 2.4), frozen.
public struct CLIPVisionTower: Sendable {
    /// [width]
    let classEmbedding: Tensor
    /// [width, 3, patch, patch]
    let patchEmbedding: Tensor
    /// [patches + 1, width]
    let positionEmbedding: Tensor
    let firstNorm: LayerNorm
    let layers: [TransformerLayer]
    let finalNorm: LayerNorm
    let projection: Linear
    let patch: Int
    /// The side of an image, in pixels.
    public let image: Int

    init(_ weights: some WeightSource, _ configuration: CLIPConfiguration) throws {
        let tower = configuration.vision
        let model = weights.at("vision_model")
        patch = configuration.patch
        image = configuration.image
        let side = image / patch
        classEmbedding = try model.weight("embeddings.class_embedding", [tower.width])
        patchEmbedding = try model.weight("embeddings.patch_embedding.weight", [tower.width, 3, patch, patch])
        positionEmbedding = try model.weight("embeddings.position_embedding.weight", [side * side + 1, tower.width])
        // The name is misspelt in the published checkpoints.
        firstNorm = try LayerNorm(model.at("pre_layrnorm"), width: tower.width, epsilon: tower.epsilon)
        layers = try (0..<tower.layers).map { try TransformerLayer(model.at("encoder.layers.\($0)"), tower) }
        finalNorm = try LayerNorm(model.at("post_layernorm"), width: tower.width, epsilon: tower.epsilon)
        projection = try Linear(
            weights.at("visual_projection"), from: tower.width, to: configuration.projection, bias: false)
    }

    /// - Parameter pixels: preprocessed, [batch, 3, image, image]. - Returns: [batch, projection], not normalised.
    public func callAsFunction(_ pixels: Tensor) throws -> Tensor {
        let batch = pixels.shape[0]
        let width = classEmbedding.count
        let grid = try patches(pixels, weight: patchEmbedding, bias: nil, size: patch)
        let tokens = try grid.reshaped([batch, width, -1]).transposed(1, 2)
        let first = try classEmbedding.reshaped([1, 1, width]).expanded([batch, 1, width])
        var x = try firstNorm(Tensor.concatenated([first, tokens], along: 1) + positionEmbedding)
        for layer in layers { x = try layer(x, causal: false) }
        return try projection(finalNorm(x.selected(1, 0)))
    }
}
