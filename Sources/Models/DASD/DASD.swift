import Tensors

/// The target-language text encoder of DASD: word embeddings and a map into CLIP's frozen text tower, whose layers are
/// followed by adapters that each caption generates for itself.
public struct DASD: CaptionEncoder {
    /// [vocabulary, embedding]
    let embeddings: Parameter
    let embeddingMap: Linear
    let disentangling: SemanticsDisentangling
    let characteristics: Linear
    let adapters: [DynamicAdapter]
    let sharedLayers: Int
    let tower: CLIPTextTower
    let layers: [FrozenLayer]

    /// What the encoder makes of captions.
    public struct Output: Sendable {
        /// The captions' features in the shared space: [batch, projection].
        public let features: Tensor
        /// Semantic-related features: [batch, projection].
        public let related: Tensor
        /// Semantic-agnostic features: [batch, width].
        public let agnostic: Tensor
    }

    /// - Parameter weights: names as in golden/dasd.
    public init(_ weights: some WeightSource, _ configuration: DASDConfiguration, clip: CLIP) throws {
        let width = try clip.configuration.text.width
        let projection = clip.configuration.projection
        embeddings = try weights.table("embedding.weight", [configuration.vocabulary, configuration.embedding])
        embeddingMap = try Linear(weights.at("embedding_linear"), from: configuration.embedding, to: width)
        disentangling = try SemanticsDisentangling(
            weights, width: width, projection: projection, bottleneck: configuration.bottleneck)
        characteristics = try Linear(
            weights.at("generator.global"), from: projection + width, to: configuration.global)
        adapters = try (0..<clip.configuration.text.layers).map {
            try DynamicAdapter(
                weights.at("layers.\($0)"), width: width, rank: configuration.rank, global: configuration.global)
        }
        sharedLayers = configuration.sharedLayers
        tower = try clip.text
        layers = try tower.layers
    }

    public func features(_ captions: CaptionBatch) throws -> Tensor { try self(captions).features }

    /// Encodes captions.
    public func callAsFunction(_ caption: CaptionBatch) throws -> Output {
        let words = try embeddingMap(embeddings.rows(caption.tokens))
        let start = try words + tower.positions(caption.tokens.shape[1])
        // Nothing comes between the embeddings and the first layer, so both branches have its output.
        let first = try layers.first.map { try $0(start, causal: true) } ?? start
        var hidden = sharedLayers > 0 ? first : start
        for layer in layers.prefix(sharedLayers).dropFirst() { hidden = try layer(hidden, causal: true) }
        let (related, agnostic) = try disentangling(hidden, caption)
        // Equation 8: the caption's characteristics, from which each layer's adapter is generated.
        let characteristics = try quickGELU(characteristics(Tensor.concatenated([related, agnostic], along: 1)))

        var x = first
        for (index, (layer, adapter)) in zip(layers, adapters).enumerated() {
            if index > 0 {
                // After the last layer only the ends are asked for.
                x =
                    try index == layers.count - 1
                    ? layer(x, at: caption.ends, causal: true).unsqueezed(1) : layer(x, causal: true)
            }
            x = try adapter(x, characteristics: characteristics)
        }
        let end = try layers.count > 1 ? x.selected(1, 0) : x.gathered(at: caption.ends)
        return Output(features: try tower.project(end), related: related, agnostic: agnostic)
    }
}
