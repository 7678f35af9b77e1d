/// Which of an encoder's weights are trained, and what is added to it.
public struct Tuning: Sendable, Equatable, Codable {
    /// A way to train an encoder. All but the first leave its weights as they are, but for ``Tuning/trainable``.
    public enum Method: String, Sendable, CaseIterable, Codable {
        /// All weights.
        case full
        /// Updates of low rank beside maps (Hu et al. 2022).
        case lora
        /// Bottlenecks after maps (Houlsby et al. 2019).
        case adapters
        /// The biases of maps and norms alone (Ben Zaken et al. 2022).
        case bitfit
        /// Keys and values before those of the text, in each layer (Li and Liang 2021).
        case prefix
        /// Embeddings before those of the text (Lester et al. 2021).
        case prompt
        /// Bottlenecks after maps, whose weights are sums of Kronecker products (Karimi Mahabadi et al. 2021).
        case compacter
    }

    public var method: Method
    /// The maps that get an addition, by the ends of their names.
    public var modules: [String]
    /// The rank of ``Method/lora``'s updates.
    public var rank = 1
    /// Updates are multiplied by this over the rank.
    public var alpha = 16.0
    /// The width inside of ``Method/adapters``.
    public var bottleneck = 24
    /// What ``Method/compacter`` divides widths by to have that of the inside.
    public var reduction = 16
    /// Summands of ``Method/compacter``'s maps, and what their factors divide widths by.
    public var division = 4
    /// Positions of ``Method/prefix`` and ``Method/prompt``.
    public var tokens = 4
    /// Modules that are trained beside, by parts of their names: the final map, the pooler, norms.
    public var trainable: [String] = []

    /// - Parameter modules: nil: what the method's authors chose.
    public init(_ method: Method, modules: [String]? = nil) {
        self.method = method
        self.modules = modules ?? Tuning.usualModules(method)
    }

    /// By the names of BERT, XLM-R and ViT, and by CLIP's.
    public static func usualModules(_ method: Method) -> [String] {
        switch method {
        case .lora:
            ["query", "key", "value", "attention.output.dense", "q_proj", "k_proj", "v_proj", "self_attn.out_proj"]
        case .adapters, .compacter: ["attention.output.dense", "output.dense", "self_attn.out_proj", "mlp.fc2"]
        case .full, .bitfit, .prefix, .prompt: []
        }
    }

    /// Whether a weight of the encoder is trained, by its whole name.
    func trains(_ name: String) -> Bool {
        if method == .full { return true }
        if method == .bitfit, name.hasSuffix(".bias") { return true }
        return trainable.contains { ".\(name).".contains(".\($0).") }
    }

    /// Whether the map into the shared space is trained.
    public var trainsFinalMap: Bool { trains(TextFolder.finalMap + ".weight") }

    /// Whether a map gets an addition.
    func changes(_ map: String) -> Bool { modules.contains { ".\(map)".hasSuffix(".\($0)") } }
}
