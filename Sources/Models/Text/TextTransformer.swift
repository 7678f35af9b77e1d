import Tensors

/// BERT (Devlin et al. 2019) and XLM-R (Conneau et al. 2020): a text's tokens in, an output for each of them out. What is
/// trained of it, and what is added to it, says a ``Tuning``.
public struct TextTransformer: Sendable {
    private let words: Parameter
    /// [positions, width]
    private let positions: Tensor
    /// The embedding of the first segment: [width]
    private let segment: Tensor
    private let norm: LayerNorm
    private let prompt: Tensor?
    private let layers: [TransformerLayer]
    private let configuration: TextConfiguration

    /// - Parameters: weights: with names as in Hugging Face's folders; root: what stands before them, with its dot.
    init(_ weights: TunedWeights, at root: String, _ configuration: TextConfiguration) throws {
        let width = configuration.width
        func name(_ part: String) -> String { root + part }
        words = try weights.table(name("embeddings.word_embeddings.weight"), [configuration.vocabulary, width])
        positions = try weights.weight(name("embeddings.position_embeddings.weight"), [configuration.positions, width])
        segment = try weights.weight(name("embeddings.token_type_embeddings.weight"), [configuration.segments, width])
            .selected(0, 0)
        norm = try LayerNorm(weights.at(name("embeddings.LayerNorm")), width: width, epsilon: configuration.epsilon)
        prompt =
            weights.tuning.method == .prompt
            ? try weights.weight(name("prompt"), [weights.tuning.tokens, width]) : nil
        let sizes = TransformerLayer.Sizes(
            width: width, heads: configuration.heads, feedForward: configuration.feedForward,
            epsilon: configuration.epsilon, activation: configuration.activation)
        layers = try (0..<configuration.layers).map {
            try TransformerLayer(weights, at: name("\(TransformerLayer.Names.bert.list).\($0)"), sizes, .bert)
        }
        self.configuration = configuration
    }

    /// Where texts are encoded.
    var device: Device { positions.device }

    /// - Returns: the last layer's outputs at the texts' own positions, and whatever at the padding after them:
    ///   [batch, length, width].
    func callAsFunction(_ captions: CaptionBatch) throws -> Tensor {
        var x = try words.rows(captions.tokens)
        let added = prompt?.shape[0] ?? 0
        if let prompt {
            x = try Tensor.concatenated([prompt.unsqueezed(0).expanded([x.shape[0], -1, -1]), x], along: 1)
        }
        let (length, first) = (x.shape[1], configuration.firstPosition)
        guard first + length <= configuration.positions else {
            throw TensorError(
                operation: "embed",
                reason: "a text of \(length) tokens, where \(configuration.context) are read at most")
        }
        let packing = try Packing(captions.counts, before: added, on: device)
        x = try packing.packed(norm(x + positions.sliced(0, first..<first + length) + segment))
        for layer in layers { x = try layer(x, packing) }
        return try packing.padded(x).sliced(1, added..<length)
    }
}
