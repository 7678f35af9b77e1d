import Tensors

/// A frozen vision transformer: CLIP's (Radford et al. 2021, section 2.4), SigLIP's (Zhai et al. 2023), or one by itself
/// (Dosovitskiy et al. 2021).
struct CLIPVisionTower: Sendable {
    private let embeddings: PatchEmbeddings
    private let layers: FrozenLayers
    private let norm: LayerNorm
    private let end: End

    /// How a feature is made of the last layer's normalised output.
    private enum End: Sendable {
        /// The class token's, projected; as it is where there is no projection.
        case classToken(Linear?)
        /// What a learnt question finds in the patches.
        case pooling(AttentionPooling)
    }

    init(
        _ weights: FolderWeights, _ configuration: CLIPConfiguration, _ precision: Precision, _ kernels: Kernels
    ) throws {
        let (tower, layout) = (configuration.vision, configuration.layout)
        let model = weights.named(as: layout).at(layout.visionRoot)
        embeddings = try PatchEmbeddings(model, configuration, precision, kernels)
        layers = try FrozenLayers(model, tower, precision, kernels, layout.layerNames)
        norm = try LayerNorm(model.at(layout.lastNorm), width: tower.width, epsilon: tower.epsilon)
        switch layout {
        case .clip, .clipVision: end = .classToken(try Self.projection(weights, configuration))
        case .vit: end = .classToken(nil)
        case .siglip: end = .pooling(try AttentionPooling(model.at("head"), tower, precision, kernels))
        }
    }

    /// Refuses weights of which such a tower cannot be made.
    static func check(_ weights: FolderWeights, _ configuration: CLIPConfiguration) throws {
        let (tower, layout) = (configuration.vision, configuration.layout)
        let model = weights.named(as: layout).checked.at(layout.visionRoot)
        try PatchEmbeddings.check(model, configuration)
        try FrozenLayers.check(model, tower, layout.layerNames)
        _ = try LayerNorm(model.at(layout.lastNorm), width: tower.width, epsilon: tower.epsilon)
        switch layout {
        case .clip, .clipVision: _ = try projection(weights.checked, configuration)
        case .vit: break
        case .siglip: try AttentionPooling.check(model.at("head"), tower)
        }
    }

    private static func projection(_ weights: some WeightSource, _ configuration: CLIPConfiguration) throws -> Linear {
        try Linear(
            weights.at("visual_projection"), from: configuration.vision.width, to: configuration.projection, bias: false
        )
    }

    /// - Parameter pixels: preprocessed, F32 [batch, 3, image, image]. - Returns: F32 [batch, projection], not normalised.
    func callAsFunction(_ pixels: Tensor) throws -> Tensor {
        let x = try embeddings(pixels)
        switch end {
        case .classToken(let projection):
            let first = try norm(layers(x, at: [Int](repeating: 0, count: x.shape[0]), causal: false))
            return try projection.map { try $0(first) } ?? first
        case .pooling(let pooling): return try pooling(norm(layers(x, causal: false)))
        }
    }
}

extension FolderWeights {
    /// The weights by the names of a layout: a classifier's folder has a ViT under a name of its own.
    func named(as layout: CLIPConfiguration.Layout) -> FolderWeights {
        layout == .vit ? below(["", "vit."], of: "embeddings.cls_token") : self
    }
}

extension CLIPConfiguration.Layout {
    /// What stands before the names of the vision tower.
    var visionRoot: String { self == .vit ? "" : "vision_model" }
    /// The norm after the vision tower's last layer.
    var lastNorm: String { self == .vit ? "layernorm" : "post_layernorm" }
    var layerNames: TransformerLayer.Names { self == .vit ? .vit : .clip }
}
