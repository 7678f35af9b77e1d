import Documents
import Tensors

/// The sizes of a BERT, an XLM-R or a Multilingual-CLIP text model, from its config.json in the Hugging Face layout. Keys
/// that are not there have the values that `transformers` gives them.
public struct TextConfiguration: Sendable, Equatable {
    /// The layouts that are read, by their `model_type`.
    public enum Layout: String, Sendable, CaseIterable {
        case bert
        case xlmRoberta = "xlm-roberta"
        /// Multilingual-CLIP: a BERT or XLM-R, the mean of its outputs, and a linear map.
        case multilingualCLIP = "M-CLIP"
    }

    public let layout: Layout
    public let vocabulary: Int
    public let width: Int
    public let layers: Int
    public let heads: Int
    /// The width between the two maps of the feed-forward part.
    public let feedForward: Int
    /// Rows of the table of positions.
    public let positions: Int
    /// The row of a text's first position. XLM-R's table begins with rows for padding.
    public let firstPosition: Int
    /// Rows of the table of segments.
    public let segments: Int
    public let epsilon: Double
    public let activation: Activation
    /// The width that Multilingual-CLIP maps to; nil for the others.
    public let projection: Int?

    /// The longest text, in tokens.
    public var context: Int { positions - firstPosition }

    /// - Throws: ``InputError`` that names the key of config.json which is missing or not supported.
    public init(contentsOf path: String) throws {
        let document = try Document(contentsOf: path)
        let type = try document.required("model_type")
        guard let layout = Layout(rawValue: try type.string()) else {
            throw type.error(
                "the layout '\(try type.string())' is not supported",
                remedy: "use a folder of a BertModel ('bert'), XLMRobertaModel ('xlm-roberta') or Multilingual-CLIP "
                    + "('M-CLIP')")
        }
        self.layout = layout
        let base = layout == .multilingualCLIP ? try Base(of: document) : layout == .bert ? .bert : .xlmRoberta
        func size(_ key: String, _ usual: Int) throws -> Int {
            try document.optional(key)?.int(in: 1...1_000_000_000) ?? usual
        }
        // Multilingual-CLIP's own name of the width comes first: those of its folders that have both agree.
        let named = layout == .multilingualCLIP ? try document.optional("transformerDimensions") : nil
        width = try named?.int(in: 1...1_000_000) ?? size("hidden_size", base.width)
        vocabulary = try size("vocab_size", base.vocabulary)
        layers = try size("num_hidden_layers", base.layers)
        heads = try size("num_attention_heads", base.heads)
        feedForward = try size("intermediate_size", base.feedForward)
        positions = try size("max_position_embeddings", base.positions)
        segments = try size("type_vocab_size", base.segments)
        let padding = try document.optional("pad_token_id")?.int(in: 0...1_000_000) ?? 1
        firstPosition = base.isRoberta ? padding + 1 : 0
        epsilon = try document.optional("layer_norm_eps")?.double() ?? base.epsilon
        activation = try document.optional("hidden_act")?.choice(Activation.self) ?? .gelu
        projection =
            layout == .multilingualCLIP ? try document.optional("numDims")?.int(in: 1...1_000_000) ?? 768 : nil
        guard width % heads == 0 else {
            throw document.error(
                "\(width) is not divisible among \(heads) heads", remedy: "mend hidden_size or num_attention_heads")
        }
        guard positions > firstPosition else {
            throw document.error(
                "\(positions) positions hold no text", remedy: "mend max_position_embeddings or pad_token_id")
        }
        if let kind = try document.optional("position_embedding_type"), try kind.string() != "absolute" {
            throw kind.error(
                "positions of the kind '\(try kind.string())' are not supported",
                remedy: "use a model with absolute ones")
        }
    }
}

/// The sizes of a published model, for the keys that a config.json leaves out.
private struct Base {
    var isRoberta = true
    var vocabulary = 250_002
    var width = 768
    var layers = 12
    var heads = 12
    var feedForward = 3072
    var positions = 514
    var segments = 1
    var epsilon = 1e-5

    /// What `transformers` takes for keys that an XLM-R's config.json leaves out.
    static let xlmRoberta = Base(vocabulary: 30_522, positions: 512, segments: 2, epsilon: 1e-12)
    /// As much of a BERT's.
    static let bert = Base(isRoberta: false, vocabulary: 30_522, positions: 512, segments: 2, epsilon: 1e-12)

    /// The models that Multilingual-CLIP's folders name as `modelBase`: their own config.json has no sizes.
    static let published = [
        "xlm-roberta-base": Base(),
        "xlm-roberta-large": Base(width: 1024, layers: 24, heads: 16, feedForward: 4096),
        "bert-base-multilingual-cased": Base(
            isRoberta: false, vocabulary: 119_547, positions: 512, segments: 2, epsilon: 1e-12),
        "LaBSE": Base(isRoberta: false, vocabulary: 501_153, positions: 512, segments: 2, epsilon: 1e-12),
    ]
}

extension Base {
    /// - Throws: ``InputError`` for a model whose sizes are not known.
    fileprivate init(of document: Document) throws {
        let key = try document.optional("modelBase")
        let name = try key?.string() ?? "xlm-roberta-large"
        // A model's owner may stand before its name.
        guard let base = Base.published[name.split(separator: "/").last.map(String.init) ?? name] else {
            throw (key ?? document).error(
                "the sizes of '\(name)' are not known",
                remedy: "use one of: \(Base.published.keys.sorted().joined(separator: ", "))")
        }
        self = base
    }
}
