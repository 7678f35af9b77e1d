import Tensors

/// A frozen vision transformer: CLIP's (Radford et al. 2021, section 2.4) or SigLIP's (Zhai et al. 2023).
struct CLIPVisionTower: Sendable {
    private let embeddings: PatchEmbeddings
    private let layers: FrozenLayers
    private let end: End

    /// How a feature is made of the last layer's output.
    private enum End: Sendable {
        /// The class token's, normalised and projected.
        case classToken(LayerNorm, Linear)
        /// What a learnt question finds in the normalised patches.
        case pooling(LayerNorm, AttentionPooling)
    }

    init(
        _ weights: FolderWeights, _ configuration: CLIPConfiguration, _ precision: Precision, _ kernels: Kernels
    ) throws {
        let tower = configuration.vision
        let model = weights.at("vision_model")
        embeddings = try PatchEmbeddings(model, configuration, precision, kernels)
        layers = try FrozenLayers(model.at("encoder"), tower, precision, kernels)
        let norm = try LayerNorm(model.at("post_layernorm"), width: tower.width, epsilon: tower.epsilon)
        switch configuration.layout {
        case .clip, .clipVision:
            end = .classToken(
                norm,
                try Linear(
                    weights.at("visual_projection"), from: tower.width, to: configuration.projection, bias: false))
        case .siglip:
            end = .pooling(norm, try AttentionPooling(model.at("head"), tower, precision, kernels))
        }
    }

    /// Refuses weights of which such a tower cannot be made.
    static func check(_ weights: CheckedWeights, _ configuration: CLIPConfiguration) throws {
        let tower = configuration.vision
        let model = weights.at("vision_model")
        try PatchEmbeddings.check(model, configuration)
        try FrozenLayers.check(weights, at: "vision_model.encoder", tower)
        _ = try LayerNorm(model.at("post_layernorm"), width: tower.width, epsilon: tower.epsilon)
        switch configuration.layout {
        case .clip, .clipVision:
            _ = try Linear(
                weights.at("visual_projection"), from: tower.width, to: configuration.projection, bias: false)
        case .siglip: try AttentionPooling.check(model.at("head"), tower)
        }
    }

    /// - Parameter pixels: preprocessed, F32 [batch, 3, image, image]. - Returns: F32 [batch, projection], not normalised.
    func callAsFunction(_ pixels: Tensor) throws -> Tensor {
        let x = try embeddings(pixels)
        switch end {
        case .classToken(let norm, let projection):
            let first = [Int](repeating: 0, count: x.shape[0])
            return try projection(norm(layers(x, at: first, causal: false)))
        case .pooling(let norm, let pooling): return try pooling(norm(layers(x, causal: false)))
        }
    }
}
