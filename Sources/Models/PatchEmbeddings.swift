import Tensors

/// What a vision tower's first layer reads: a vector for each patch, at its position, and for the class token.
struct PatchEmbeddings: Sendable {
    /// The pixels of a patch, as one row, to its vector.
    private let map: FrozenLinear
    /// [positions, width]
    private let positions: Tensor
    /// [width], and the norm of everything: CLIP's.
    private let classToken: (embedding: Tensor, norm: LayerNorm)?
    private let patch: Int
    private let grid: Int

    init(
        _ weights: some WeightSource, _ configuration: CLIPConfiguration, _ precision: Precision, _ kernels: Kernels
    ) throws {
        let parts = try PatchEmbeddings.parts(weights, configuration)
        let width = configuration.vision.width
        map = try FrozenLinear(
            LayerWeights.Map(weight: parts.weight.reshaped([width, -1]), bias: parts.bias), precision, kernels)
        positions = parts.positions
        classToken = parts.classToken
        patch = configuration.patch
        grid = configuration.grid
    }

    /// Refuses weights of which such embeddings cannot be made.
    static func check(_ weights: some WeightSource, _ configuration: CLIPConfiguration) throws {
        _ = try parts(weights, configuration)
    }

    private static func parts(_ weights: some WeightSource, _ configuration: CLIPConfiguration) throws -> (
        weight: Tensor, bias: Tensor?, positions: Tensor, classToken: (embedding: Tensor, norm: LayerNorm)?
    ) {
        let (tower, patch) = (configuration.vision, configuration.patch)
        let model = weights.at("embeddings")
        let weight = try model.weight("patch_embedding.weight", [tower.width, 3, patch, patch])
        let positions = try model.weight("position_embedding.weight", [configuration.visionLength, tower.width])
        if configuration.layout == .siglip {
            return (weight, try model.weight("patch_embedding.bias", [tower.width]), positions, nil)
        }
        // The name is misspelt in the published checkpoints.
        let norm = try LayerNorm(weights.at("pre_layrnorm"), width: tower.width, epsilon: tower.epsilon)
        return (weight, nil, positions, (try model.weight("class_embedding", [tower.width]), norm))
    }

    /// - Parameter pixels: [batch, 3, image, image]. - Returns: [batch, positions, width].
    func callAsFunction(_ pixels: Tensor) throws -> Tensor {
        let (batch, side, width) = (pixels.shape[0], grid * patch, positions.shape[1])
        // The patches lie side by side, so each becomes a row. Pixels beyond the last whole patch are left out.
        let rows = try pixels.sliced(2, 0..<side).sliced(3, 0..<side)
            .reshaped([batch, 3, grid, patch, grid, patch]).permuted([0, 2, 4, 1, 3, 5])
            .reshaped([batch * grid * grid, 3 * patch * patch])
        let patches = try map(rows).reshaped([batch, grid * grid, width])
        guard let classToken else { return try patches + positions }
        let first = try classToken.embedding.reshaped([1, 1, width]).expanded([batch, 1, width])
        return try classToken.norm(Tensor.concatenated([first, patches], along: 1) + positions)
    }
}
