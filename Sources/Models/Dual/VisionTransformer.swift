import Documents
import Tensors

/// A vision transformer in the graph of gradients: ViT (Dosovitskiy et al. 2021) or that of a CLIP. Pixels in, the class
/// token's normalised output out. What is trained of it, and what is added to it, says a ``Tuning``.
public struct VisionTransformer: Sendable {
    private let embeddings: PatchEmbeddings
    private let layers: [TransformerLayer]
    private let norm: LayerNorm
    /// The width of its output.
    let width: Int

    /// - Parameter weights: with names as in Hugging Face's folders.
    /// - Throws: ``InputError`` for a layout that cannot be trained.
    init(_ weights: TunedWeights, _ configuration: CLIPConfiguration) throws {
        let (layout, tower) = (configuration.layout, configuration.vision)
        guard layout != .siglip else {
            throw InputError(
                key: "model", "the vision tower of a 'siglip' cannot be trained",
                remedy: "use a ViTModel ('vit') or a CLIP, or train on the shards' features")
        }
        let model = weights.at(layout.visionRoot)
        embeddings = try PatchEmbeddings(model, configuration)
        let sizes = TransformerLayer.Sizes(
            width: tower.width, heads: tower.heads, feedForward: tower.feedForward, epsilon: tower.epsilon,
            activation: tower.activation)
        let names = layout.layerNames
        let root = layout.visionRoot.isEmpty ? "" : layout.visionRoot + "."
        layers = try (0..<tower.layers).map {
            try TransformerLayer(weights, at: "\(root)\(names.list).\($0)", sizes, names)
        }
        norm = try LayerNorm(model.at(layout.lastNorm), width: tower.width, epsilon: tower.epsilon)
        width = tower.width
    }

    /// - Parameter pixels: preprocessed, F32 [pictures, 3, image, image]. - Returns: [pictures, width].
    func callAsFunction(_ pixels: Tensor) throws -> Tensor {
        let patches = try embeddings(pixels)
        let (count, length) = (patches.shape[0], patches.shape[1])
        let packing = try Packing([Int](repeating: length, count: count), on: pixels.device)
        var x = try packing.packed(patches)
        for (index, layer) in layers.enumerated() {
            // Of the last layer nothing but the class token is used.
            x = try layer(x, packing, at: index == layers.count - 1 ? packing.firsts : nil)
        }
        return try norm(x)
    }
}
