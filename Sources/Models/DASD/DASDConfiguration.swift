/// The sizes of a DASD text model (Dynamic Adapter with Semantics Disentangling), beside those of its CLIP.
public struct DASDConfiguration: Sendable, Equatable, Codable {
    /// Tokens of the target languages' vocabulary.
    public var vocabulary: Int
    /// The width of the target languages' word embeddings; 768 for multilingual BERT.
    public var embedding: Int
    /// CLIP layers under the two disentangling modules; the paper has 1.
    public var sharedLayers: Int
    /// The width inside the disentangling modules' adapters; the paper has 256.
    public var bottleneck: Int
    /// The width inside the dynamic adapters; the paper has 32.
    public var rank: Int
    /// The width of the caption's global characteristics (equation 8); the paper leaves it open.
    public var global: Int
    /// The widths of the discriminator's two hidden layers; the paper leaves them open.
    public var discriminator: [Int]

    public init(
        vocabulary: Int, embedding: Int = 768, sharedLayers: Int = 1, bottleneck: Int = 256, rank: Int = 32,
        global: Int = 256, discriminator: [Int]
    ) {
        self.vocabulary = vocabulary
        self.embedding = embedding
        self.sharedLayers = sharedLayers
        self.bottleneck = bottleneck
        self.rank = rank
        self.global = global
        self.discriminator = discriminator
    }
}
