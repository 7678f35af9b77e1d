/// The sizes and switches of a DASD text model (Dynamic Adapter with Semantics Disentangling), beside those of its CLIP.
public struct DASDConfiguration: Sendable, Equatable, Codable {
    /// Tokens of the target languages' vocabulary.
    public var vocabulary: Int
    /// The width of the target languages' word embeddings; 768 for multilingual BERT.
    public var embedding = 768
    /// CLIP's layers that are used, from the first; nil: all.
    public var layers: Int?
    /// What follows CLIP's layers.
    public var adapters = Adapters.dynamic
    /// CLIP's layers that no adapter follows, counted from 0.
    public var layersWithoutAdapter: [Int] = []
    /// What dynamic adapters are generated from.
    public var conditions = Condition.allCases
    /// CLIP's layers under the two disentangling modules; the paper has 1.
    public var sharedLayers = 1
    /// The width inside the disentangling modules' adapters; the paper has 256.
    public var bottleneck = 256
    /// What the semantic-agnostic feature is the mean of.
    public var agnosticPooling = Pooling.caption
    /// The width inside the adapters; the paper has 32.
    public var rank = 32
    /// The width of the caption's global characteristics (equation 8); the paper leaves it open.
    public var global = 256
    /// The widths of the discriminator's two hidden layers; the paper leaves them open.
    public var discriminator: [Int]

    public init(vocabulary: Int, discriminator: [Int]) {
        self.vocabulary = vocabulary
        self.discriminator = discriminator
    }

    /// The kind of adapter.
    public enum Adapters: String, Sendable, CaseIterable, Codable {
        /// Generated from each caption (equation 13).
        case dynamic
        /// The same for all captions (table 4): no caption is disentangled, and only the stage's main loss is left.
        case `static`
    }

    /// A caption's feature that adapters can be generated from (table 5).
    public enum Condition: String, Sendable, CaseIterable, Codable {
        case related, agnostic
    }

    /// The positions that a mean is over.
    public enum Pooling: String, Sendable, CaseIterable, Codable {
        /// The caption's own.
        case caption
        /// CLIP's whole context, which the caption is filled up to. Takes as long as the longest caption.
        case context
    }
}
