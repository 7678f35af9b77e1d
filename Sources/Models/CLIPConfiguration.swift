import Documents

/// The sizes of a CLIP, from its config.json in the Hugging Face layout.
public struct CLIPConfiguration: Sendable, Equatable {
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

    public let text: Tower
    public let vision: Tower
    /// The width of the shared space.
    public let projection: Int
    public let vocabulary: Int
    /// The longest text, in tokens.
    public let context: Int
    /// The side of an image, in pixels.
    public let image: Int
    /// The side of a patch, in pixels.
    public let patch: Int

    /// - Throws: ``InputError`` that names the key of config.json which is missing or not supported.
    public init(contentsOf path: String) throws {
        let document = try Document(contentsOf: path)
        let type = try document.required("model_type")
        guard try type.string() == "clip" else {
            throw type.error(
                "the layout '\(try type.string())' is not supported", remedy: "use a folder of a CLIPModel ('clip')")
        }
        let text = try document.required("text_config")
        let vision = try document.required("vision_config")
        self.text = try CLIPConfiguration.tower(text)
        self.vision = try CLIPConfiguration.tower(vision)
        projection = try document.required("projection_dim").int(in: 1...1_000_000)
        vocabulary = try text.optional("vocab_size")?.int(in: 1...100_000_000) ?? 49408
        context = try text.optional("max_position_embeddings")?.int(in: 1...1_000_000) ?? 77
        image = try vision.optional("image_size")?.int(in: 1...100_000) ?? 224
        patch = try vision.required("patch_size").int(in: 1...100_000)
        guard image % patch == 0 else {
            throw vision.error(
                "an image of \(image) pixels has no whole number of patches of \(patch)", remedy: "mend image_size")
        }
    }

    private static func tower(_ document: Document) throws -> Tower {
        let width = try document.required("hidden_size").int(in: 1...1_000_000)
        let heads = try document.required("num_attention_heads")
        let count = try heads.int(in: 1...10_000)
        guard width % count == 0 else {
            throw heads.error(
                "\(width) is not divisible among \(count) heads", remedy: "mend hidden_size or num_attention_heads")
        }
        return Tower(
            width: width, layers: try document.required("num_hidden_layers").int(in: 1...1000), heads: count,
            feedForward: try document.required("intermediate_size").int(in: 1...10_000_000),
            epsilon: try document.optional("layer_norm_eps")?.double() ?? 1e-5,
            activation: try document.optional("hidden_act")?.choice(Activation.self) ?? .quickGELU)
    }
}
