import Documents
import Tensors

/// The sizes of a CLIP, from its config.json in the Hugging Face layout. Keys that are not there have the values that
/// `transformers` gives them.
public struct CLIPConfiguration: Sendable, Equatable {
    /// The layouts that are read, by their `model_type`.
    public enum Layout: String, Sendable, CaseIterable {
        /// Both towers: a CLIPModel.
        case clip
        /// The vision tower with its projection: a CLIPVisionModelWithProjection.
        case clipVision = "clip_vision_model"
        /// SigLIP (Zhai et al. 2023), of which the vision tower is read.
        case siglip
        /// A vision transformer by itself (Dosovitskiy et al. 2021): a ViTModel.
        case vit
    }

    /// The sizes of one of the two towers.
    public struct Tower: Sendable, Equatable {
        public let width: Int
        public let layers: Int
        public let heads: Int
        /// The width between the two maps of the feed-forward part.
        public let feedForward: Int
        public let epsilon: Double
        public let activation: Activation
    }

    public let layout: Layout
    public let vision: Tower
    /// The width of the shared space.
    public let projection: Int
    /// 0 where the folder has no text tower.
    public let vocabulary: Int
    /// The longest text, in tokens; 0 where the folder has no text tower.
    public let context: Int
    /// The token that ends a text. 2, in older folders, stands for the token of the largest id.
    let endToken: Int32
    /// The side of an image, in pixels.
    public let image: Int
    /// The side of a patch, in pixels.
    public let patch: Int
    private let textTower: Tower?
    private let path: String

    /// The text tower's sizes.
    /// - Throws: ``InputError`` where the folder has no text tower that Tessera reads.
    public var text: Tower {
        get throws {
            guard let textTower else {
                throw InputError(
                    file: path, key: "model_type", "'\(layout.rawValue)' has no text tower that Tessera reads",
                    remedy: "use a folder of a CLIPModel ('clip') where texts are encoded")
            }
            return textTower
        }
    }

    /// Whether there is a text tower that Tessera reads.
    public var hasText: Bool { textTower != nil }

    /// The most tokens of a caption: the text tower's context, or CLIP's where there is none.
    public var captionContext: Int { hasText ? context : CLIPConfiguration.usualContext }
    public static let usualContext = 77

    /// Patches along each side of an image.
    var grid: Int { image / patch }

    /// Positions of the vision tower: patches, and the class token where there is one.
    var visionLength: Int { grid * grid + (layout == .siglip ? 0 : 1) }

    /// - Throws: ``InputError`` that names the key of config.json which is missing or not supported.
    public init(contentsOf path: String) throws {
        let document = try Document(contentsOf: path)
        let type = try document.required("model_type")
        guard let layout = Layout(rawValue: try type.string()) else {
            throw type.error(
                "the layout '\(try type.string())' is not supported",
                remedy: "use a folder of a CLIPModel ('clip'), CLIPVisionModelWithProjection ('clip_vision_model'), "
                    + "ViTModel ('vit') or SiglipModel ('siglip', for its vision tower)")
        }
        self.path = path
        self.layout = layout
        let text = layout == .clip ? try document.required("text_config") : nil
        let vision = [.clipVision, .vit].contains(layout) ? document : try document.required("vision_config")
        textTower = try text.map { try Tower($0, Defaults.text) }
        vocabulary = try text.map { try $0.optional("vocab_size")?.int(in: 1...100_000_000) ?? 49408 } ?? 0
        context = try text.map { try $0.optional("max_position_embeddings")?.int(in: 1...1_000_000) ?? 77 } ?? 0
        endToken = Int32(try text?.optional("eos_token_id")?.int(in: 0...Int(Int32.max)) ?? 49407)
        self.vision = try Tower(vision, Defaults.vision(layout))
        let isProjected = [.clip, .clipVision].contains(layout)
        projection =
            isProjected ? try document.optional("projection_dim")?.int(in: 1...1_000_000) ?? 512 : self.vision.width
        image = try vision.optional("image_size")?.int(in: 1...100_000) ?? 224
        patch = try vision.optional("patch_size")?.int(in: 1...100_000) ?? (isProjected ? 32 : 16)
        guard patch <= image else {
            throw vision.error(
                "an image of \(image) pixels has no patch of \(patch)", remedy: "mend image_size or patch_size")
        }
        if let bias = try vision.optional("qkv_bias"), try !bias.bool() {
            throw bias.error("maps without a bias are not supported", remedy: "use a model with qkv_bias: true")
        }
        if let channels = try vision.optional("num_channels"), try channels.int() != 3 {
            throw channels.error(
                "images of other than 3 channels are not supported", remedy: "use a model of RGB images")
        }
    }
}

/// What `transformers` takes for keys that a config.json leaves out.
private struct Defaults {
    let width: Int
    let layers: Int
    let heads: Int
    let feedForward: Int
    let epsilon: Double
    let activation: Activation

    static let text = Defaults(
        width: 512, layers: 12, heads: 8, feedForward: 2048, epsilon: 1e-5, activation: .quickGELU)
    static let vision = Defaults(
        width: 768, layers: 12, heads: 12, feedForward: 3072, epsilon: 1e-5, activation: .quickGELU)
    static let siglip = Defaults(
        width: 768, layers: 12, heads: 12, feedForward: 3072, epsilon: 1e-6, activation: .geluTanh)
    static let vit = Defaults(
        width: 768, layers: 12, heads: 12, feedForward: 3072, epsilon: 1e-12, activation: .gelu)

    /// Of a layout's vision tower.
    static func vision(_ layout: CLIPConfiguration.Layout) -> Defaults {
        switch layout {
        case .clip, .clipVision: vision
        case .siglip: siglip
        case .vit: vit
        }
    }
}

extension CLIPConfiguration.Tower {
    fileprivate init(_ document: Document, _ defaults: Defaults) throws {
        width = try document.optional("hidden_size")?.int(in: 1...1_000_000) ?? defaults.width
        heads = try document.optional("num_attention_heads")?.int(in: 1...10_000) ?? defaults.heads
        guard width % heads == 0 else {
            throw document.error(
                "\(width) is not divisible among \(heads) heads", remedy: "mend hidden_size or num_attention_heads")
        }
        layers = try document.optional("num_hidden_layers")?.int(in: 1...1000) ?? defaults.layers
        feedForward = try document.optional("intermediate_size")?.int(in: 1...10_000_000) ?? defaults.feedForward
        epsilon = try document.optional("layer_norm_eps")?.double() ?? defaults.epsilon
        activation = try document.optional("hidden_act")?.choice(Activation.self) ?? defaults.activation
    }
}
