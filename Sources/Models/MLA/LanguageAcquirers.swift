import Tensors

/// The target-language text encoder of MLA (Zhang, Hu and Jin, 2022): word embeddings and a map into CLIP's frozen text
/// tower, each of whose layers is followed by a language acquirer, a bottleneck adapter.
public struct LanguageAcquirers: CaptionEncoder {
    let embeddings: Parameter
    let embeddingMap: Linear
    let acquirers: [BottleneckAdapter]
    let layers: [FrozenLayer]
    let tower: CLIPTextTower

    /// The sizes beside those of the CLIP.
    public struct Configuration: Sendable, Equatable, Codable {
        /// Tokens of the target languages' vocabulary.
        public var vocabulary: Int
        /// The width of the word embeddings; 768 for multilingual BERT.
        public var embedding: Int
        /// The width inside the acquirers.
        public var bottleneck: Int

        public init(vocabulary: Int, embedding: Int, bottleneck: Int) {
            (self.vocabulary, self.embedding, self.bottleneck) = (vocabulary, embedding, bottleneck)
        }
    }

    public init(_ weights: some WeightSource, _ configuration: Configuration, clip: CLIP) throws {
        let width = try clip.configuration.text.width
        embeddings = try weights.table("embedding.weight", [configuration.vocabulary, configuration.embedding])
        embeddingMap = try Linear(weights.at("embedding_linear"), from: configuration.embedding, to: width)
        tower = try clip.text
        layers = try tower.layers
        acquirers = try layers.indices.map {
            try BottleneckAdapter(weights.at("layers.\($0)"), width: width, bottleneck: configuration.bottleneck)
        }
    }

    public var device: Device { embeddings.tensor.device }
    public var width: Int { tower.width }

    public func features(_ captions: CaptionBatch) throws -> Tensor {
        let start = try embeddingMap(embeddings.rows(captions.tokens)) + tower.positions(captions.tokens.shape[1])
        let first = try layers.first.map { try $0(start, causal: true) } ?? start
        return try tower.project(layers, from: first, ends: captions.ends) { try acquirers[$0]($1) }
    }
}
