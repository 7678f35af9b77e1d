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
            try TransformerLayer(weights, at: name("encoder.layer.\($0)"), sizes, .bert)
        }
        self.configuration = configuration
    }

    /// Where texts are encoded.
    var device: Device { positions.device }

    /// - Returns: the last layer's outputs at the texts' own positions and the padding after them, [batch, length, width].
    func callAsFunction(_ captions: CaptionBatch) throws -> Tensor {
        var x = try words.rows(captions.tokens)
        var seen = try captions.seen
        if let prompt {
            let (batch, length) = (x.shape[0], prompt.shape[0])
            x = try Tensor.concatenated([prompt.unsqueezed(0).expanded([batch, -1, -1]), x], along: 1)
            let own = try Tensor.ones([batch, 1, 1, length], type: .bool, on: device)
            seen = try Tensor.concatenated([own, seen], along: 3)
        }
        let first = configuration.firstPosition
        guard first + x.shape[1] <= configuration.positions else {
            throw TensorError(
                operation: "embed",
                reason: "a text of \(x.shape[1]) tokens, where \(configuration.context) are read at most")
        }
        x = try norm(x + positions.sliced(0, first..<first + x.shape[1]) + segment)
        for layer in layers { x = try layer(x, seen: seen) }
        guard let prompt else { return x }
        return try x.sliced(1, prompt.shape[0]..<x.shape[1])
    }
}

extension CaptionBatch {
    /// Where positions are a caption's own: bool [batch, 1, 1, length].
    fileprivate var seen: Tensor {
        get throws {
            try mask.transposed(1, 2).unsqueezed(1).isAtLeast(Tensor.ones([1], on: mask.device))
        }
    }
}
