import Tensors

/// The target-language text encoder of DASD: word embeddings and a map into CLIP's frozen text tower, whose layers are
/// followed by adapters that each caption generates for itself.
public struct DASD: CaptionEncoder {
    /// [vocabulary, embedding]
    let embeddings: Parameter
    let embeddingMap: Linear
    let adapters: Adapters
    /// CLIP's layers, as many as are used.
    let layers: [FrozenLayer]
    let tower: CLIPTextTower
    /// The length that captions are filled up to; nil: as they come.
    let fill: Int?

    /// What follows each layer; nil where nothing does.
    enum Adapters {
        case dynamic([DynamicAdapter?], Characteristics)
        case `static`([BottleneckAdapter?])
    }

    /// What the encoder makes of captions.
    public struct Output: Sendable {
        /// The captions' features in the shared space: [batch, projection].
        public let features: Tensor
        /// What each says and how it says it; nil with static adapters.
        public let characteristics: Characteristics.Output?
    }

    /// - Parameter weights: names as in golden/dasd.
    public init<Source: WeightSource>(_ weights: Source, _ configuration: DASDConfiguration, clip: CLIP) throws {
        let width = try clip.configuration.text.width
        let projection = clip.configuration.projection
        embeddings = try weights.table("embedding.weight", [configuration.vocabulary, configuration.embedding])
        embeddingMap = try Linear(weights.at("embedding_linear"), from: configuration.embedding, to: width)
        tower = try clip.text
        fill = configuration.agnosticPooling == .context ? clip.configuration.context : nil
        let all = try tower.layers
        let layers = Array(all.prefix(configuration.layers ?? all.count))
        self.layers = layers
        func each<Adapter>(_ make: (PrefixedWeights<Source>) throws -> Adapter) rethrows -> [Adapter?] {
            try layers.indices.map { index in
                try configuration.layersWithoutAdapter.contains(index) ? nil : make(weights.at("layers.\(index)"))
            }
        }
        adapters =
            switch configuration.adapters {
            case .dynamic:
                .dynamic(
                    try each {
                        try DynamicAdapter(
                            $0, width: width, rank: configuration.rank, global: configuration.global)
                    }, try Characteristics(weights, configuration, width: width, projection: projection))
            case .static:
                .static(try each { try BottleneckAdapter($0, width: width, bottleneck: configuration.rank) })
            }
    }

    public var device: Device { embeddings.tensor.device }
    public var width: Int { tower.width }

    public func features(_ captions: CaptionBatch) throws -> Tensor { try self(captions).features }

    /// Encodes captions.
    public func callAsFunction(_ captions: CaptionBatch) throws -> Output {
        let captions = try fill.map { try captions.filled(to: $0) } ?? captions
        let start = try embed(captions.tokens)
        // Nothing comes between the embeddings and the first layer, so both branches have its output.
        let first = try layers.first.map { try $0(start, causal: true) } ?? start
        switch adapters {
        case .dynamic(let adapters, let characteristics):
            let found = try characteristics(start, first, layers, captions)
            let features = try encode(first, adapters, captions) { try $0($1, characteristics: found.global) }
            return Output(features: features, characteristics: found)
        case .static(let adapters):
            return Output(features: try encode(first, adapters, captions) { try $0($1) }, characteristics: nil)
        }
    }

    private func embed(_ tokens: Tensor) throws -> Tensor {
        try embeddingMap(embeddings.rows(tokens)) + tower.positions(tokens.shape[1])
    }

    /// The target-language branch, from the first layer's output.
    private func encode<Adapter>(
        _ first: Tensor, _ adapters: [Adapter?], _ captions: CaptionBatch,
        _ adapt: (Adapter, Tensor) throws -> Tensor
    ) throws -> Tensor {
        try tower.project(layers, from: first, ends: captions.ends) { index, x in
            try adapters[index].map { try adapt($0, x) } ?? x
        }
    }
}
