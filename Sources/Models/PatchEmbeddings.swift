import Tensors

/// What a vision tower's first layer reads: a vector for each patch, at its position, and for the class token.
struct PatchEmbeddings: Sendable {
    /// The pixels of a patch, as one row, to its vector.
    private let map: @Sendable (Tensor) throws -> Tensor
    /// [positions, width], or [1, positions, width]
    private let positions: Tensor
    /// Of `width` numbers; CLIP's and ViT's.
    private let classToken: Tensor?
    /// The norm of everything; CLIP's.
    private let norm: LayerNorm?
    private let configuration: CLIPConfiguration

    /// Frozen ones.
    init(
        _ weights: some WeightSource, _ configuration: CLIPConfiguration, _ precision: Precision, _ kernels: Kernels
    ) throws {
        let parts = try Parts(weights, configuration)
        let map = try FrozenLinear(
            LayerWeights.Map(weight: parts.weight.reshaped([configuration.vision.width, -1]), bias: parts.bias),
            precision, kernels)
        self.init(parts, configuration) { try map($0) }
    }

    /// Those through which gradients pass.
    init(_ weights: some WeightSource, _ configuration: CLIPConfiguration) throws {
        let parts = try Parts(weights, configuration)
        let (weight, bias, width) = (parts.weight, parts.bias, configuration.vision.width)
        self.init(parts, configuration) { try linear($0, weight: weight.reshaped([width, -1]), bias: bias) }
    }

    private init(
        _ parts: Parts, _ configuration: CLIPConfiguration, _ map: @escaping @Sendable (Tensor) throws -> Tensor
    ) {
        (positions, classToken, norm) = (parts.positions, parts.classToken, parts.norm)
        (self.configuration, self.map) = (configuration, map)
    }

    /// Refuses weights of which such embeddings cannot be made.
    static func check(_ weights: some WeightSource, _ configuration: CLIPConfiguration) throws {
        _ = try Parts(weights, configuration)
    }

    private struct Parts {
        let weight: Tensor
        let bias: Tensor?
        let positions: Tensor
        let classToken: Tensor?
        let norm: LayerNorm?

        init(_ weights: some WeightSource, _ configuration: CLIPConfiguration) throws {
            let (tower, patch, length) = (configuration.vision, configuration.patch, configuration.visionLength)
            let (model, width, shape) = (weights.at("embeddings"), tower.width, [tower.width, 3, patch, patch])
            switch configuration.layout {
            case .clip, .clipVision:
                (weight, bias) = (try model.weight("patch_embedding.weight", shape), nil)
                positions = try model.weight("position_embedding.weight", [length, width])
                classToken = try model.weight("class_embedding", [width])
                // The name is misspelt in the published checkpoints.
                norm = try LayerNorm(weights.at("pre_layrnorm"), width: width, epsilon: tower.epsilon)
            case .siglip:
                let map = model.at("patch_embedding")
                (weight, bias) = (try map.weight("weight", shape), try map.weight("bias", [width]))
                positions = try model.weight("position_embedding.weight", [length, width])
                (classToken, norm) = (nil, nil)
            case .vit:
                let map = model.at("patch_embeddings.projection")
                (weight, bias) = (try map.weight("weight", shape), try map.weight("bias", [width]))
                positions = try model.weight("position_embeddings", [1, length, width])
                (classToken, norm) = (try model.weight("cls_token", [1, 1, width]), nil)
            }
        }
    }

    /// - Parameter pixels: [batch, 3, image, image]. - Returns: [batch, positions, width].
    func callAsFunction(_ pixels: Tensor) throws -> Tensor {
        let (batch, grid, patch) = (pixels.shape[0], configuration.grid, configuration.patch)
        let (side, width) = (grid * patch, configuration.vision.width)
        // The patches lie side by side, so each becomes a row. Pixels beyond the last whole patch are left out.
        let rows = try pixels.sliced(2, 0..<side).sliced(3, 0..<side)
            .reshaped([batch, 3, grid, patch, grid, patch]).permuted([0, 2, 4, 1, 3, 5])
            .reshaped([batch * grid * grid, 3 * patch * patch])
        let patches = try map(rows).reshaped([batch, grid * grid, width])
        guard let classToken else { return try patches + positions }
        let first = try classToken.reshaped([1, 1, width]).expanded([batch, 1, width])
        let all = try Tensor.concatenated([first, patches], along: 1) + positions
        return try norm.map { try $0(all) } ?? all
    }
}
