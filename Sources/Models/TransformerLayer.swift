import Tensors

/// A transformer layer whose weights may be trained, with everything in the graph of gradients.
struct TransformerLayer: Sendable {
    /// Where the norms are.
    enum Order: Sendable {
        /// Before attention and feed-forward part: ViT's and CLIP's.
        case normFirst
        /// After each sum: BERT's and XLM-R's.
        case normLast
    }

    /// The names of a layer's parts, as they stand in Hugging Face's folders.
    struct Names: Sendable {
        /// What the list of layers is called.
        let list: String
        let query, key, value, attentionOut, attentionNorm, feedForwardIn, feedForwardOut, feedForwardNorm: String
        let order: Order

        static let bert = Names(
            list: "encoder.layer", query: "attention.self.query", key: "attention.self.key",
            value: "attention.self.value", attentionOut: "attention.output.dense",
            attentionNorm: "attention.output.LayerNorm", feedForwardIn: "intermediate.dense",
            feedForwardOut: "output.dense", feedForwardNorm: "output.LayerNorm", order: .normLast)
        static let vit = Names(
            list: "encoder.layer", query: "attention.attention.query", key: "attention.attention.key",
            value: "attention.attention.value", attentionOut: "attention.output.dense",
            attentionNorm: "layernorm_before", feedForwardIn: "intermediate.dense", feedForwardOut: "output.dense",
            feedForwardNorm: "layernorm_after", order: .normFirst)
        static let clip = Names(
            list: "encoder.layers", query: "self_attn.q_proj", key: "self_attn.k_proj", value: "self_attn.v_proj",
            attentionOut: "self_attn.out_proj", attentionNorm: "layer_norm1", feedForwardIn: "mlp.fc1",
            feedForwardOut: "mlp.fc2", feedForwardNorm: "layer_norm2", order: .normFirst)
    }

    /// The sizes of all layers of an encoder.
    struct Sizes: Sendable {
        let width, heads, feedForward: Int
        let epsilon: Double
        let activation: Activation
    }

    private let query, key, value, attentionOut, feedForwardIn, feedForwardOut: TunedMap
    private let attentionNorm, feedForwardNorm: LayerNorm
    private let prefix: AttentionPrefix?
    private let order: Order
    private let heads: Int
    private let activation: Activation

    /// - Parameters: weights: the encoder's; name: the layer's whole name.
    init(_ weights: TunedWeights, at name: String, _ sizes: Sizes, _ names: Names) throws {
        let (width, inner) = (sizes.width, sizes.feedForward)
        func map(_ part: String, from input: Int, to output: Int) throws -> TunedMap {
            try weights.map("\(name).\(part)", from: input, to: output)
        }
        func norm(_ part: String) throws -> LayerNorm {
            try LayerNorm(weights.at("\(name).\(part)"), width: width, epsilon: sizes.epsilon)
        }
        query = try map(names.query, from: width, to: width)
        key = try map(names.key, from: width, to: width)
        value = try map(names.value, from: width, to: width)
        attentionOut = try map(names.attentionOut, from: width, to: width)
        attentionNorm = try norm(names.attentionNorm)
        feedForwardIn = try map(names.feedForwardIn, from: width, to: inner)
        feedForwardOut = try map(names.feedForwardOut, from: inner, to: width)
        feedForwardNorm = try norm(names.feedForwardNorm)
        prefix =
            weights.tuning.method == .prefix
            ? try AttentionPrefix(weights.at("\(name).prefix"), tokens: weights.tuning.tokens, width: width) : nil
        (order, heads, activation) = (names.order, sizes.heads, sizes.activation)
    }

    /// - Parameters:
    ///   - x: the sequences' own positions, [positions, width].
    ///   - packing: where they are.
    ///   - places: where outputs are wanted, one a sequence, I64 [batch]; nil: everywhere. Where no position sees those after it,
    ///     they are the last ones.
    /// - Returns: [positions, width], or [batch, width].
    func callAsFunction(_ x: Tensor, _ packing: Packing, at places: Tensor? = nil) throws -> Tensor {
        func wanted(_ x: Tensor) throws -> Tensor { try places.map(x.rows) ?? x }
        switch order {
        case .normFirst:
            let x = try wanted(x) + attend(attentionNorm(x), packing, at: places)
            return try x + feedForward(feedForwardNorm(x))
        case .normLast:
            let x = try attentionNorm(wanted(x) + attend(x, packing, at: places))
            return try feedForwardNorm(x + feedForward(x))
        }
    }

    private func attend(_ x: Tensor, _ packing: Packing, at places: Tensor?) throws -> Tensor {
        let width = x.shape[1]
        func split(_ x: Tensor) throws -> Tensor {
            try x.reshaped([packing.batch, -1, heads, width / heads]).transposed(1, 2)
        }
        var (keys, values, seen) = (try packing.padded(key(x)), try packing.padded(value(x)), packing.seen)
        if let prefix { (keys, values, seen) = try prefix(keys, values, seen) }
        if let places {
            // The last position of a sequence sees all of it, and so does any where all see all.
            let mixed = try attention(split(query(x.rows(places))), split(keys), split(values), mask: seen)
            return try attentionOut(mixed.transposed(1, 2).reshaped([packing.batch, width]))
        }
        let queries = try split(packing.padded(query(x)))
        // Padding comes after a sequence's own positions, which see nothing of it where they look back alone.
        let mixed =
            packing.isCausal
            ? try attention(queries, split(keys), split(values), causal: true)
            : try attention(queries, split(keys), split(values), mask: seen)
        return try attentionOut(
            packing.packed(mixed.transposed(1, 2).reshaped([packing.batch, packing.length, width])))
    }

    private func feedForward(_ x: Tensor) throws -> Tensor { try feedForwardOut(activation(feedForwardIn(x))) }
}

/// Keys and values before those of the text (Li and Liang 2021), which take up no positions.
struct AttentionPrefix: Sendable {
    /// [tokens, width]
    private let keys, values: Tensor

    init(_ weights: some WeightSource, tokens: Int, width: Int) throws {
        keys = try weights.weight("keys", [tokens, width])
        values = try weights.weight("values", [tokens, width])
    }

    /// - Parameters: keys, values: [batch, length, width]; seen: [batch, 1, 1, length]; nil: everything.
    /// - Returns: the three with the prefix before them.
    func callAsFunction(_ keys: Tensor, _ values: Tensor, _ seen: Tensor?) throws -> (Tensor, Tensor, Tensor?) {
        let batch = keys.shape[0]
        func before(_ own: Tensor, _ all: Tensor) throws -> Tensor {
            try Tensor.concatenated([own.unsqueezed(0).expanded([batch, -1, -1]), all], along: 1)
        }
        let all = try seen.map { seen in
            let own = try Tensor.ones([batch, 1, 1, self.keys.shape[0]], type: .bool, on: seen.device)
            return try Tensor.concatenated([own, seen], along: 3)
        }
        return (try before(self.keys, keys), try before(self.values, values), all)
    }
}
