import Tensors

/// DASD, equation 8: a caption's characteristics, what it says and how it says it, from which each layer's adapter is
/// generated.
public struct Characteristics: Sendable {
    let disentangling: SemanticsDisentangling
    let global: Linear
    let conditions: [DASDConfiguration.Condition]
    let sharedLayers: Int

    /// What is known of captions.
    public struct Output: Sendable {
        /// Semantic-related features: [batch, projection].
        public let related: Tensor
        /// Semantic-agnostic features: [batch, width].
        public let agnostic: Tensor
        /// What adapters are generated from: [batch, global].
        let global: Tensor
    }

    init(_ weights: some WeightSource, _ configuration: DASDConfiguration, width: Int, projection: Int) throws {
        disentangling = try SemanticsDisentangling(
            weights, width: width, projection: projection, bottleneck: configuration.bottleneck)
        conditions = configuration.conditions
        sharedLayers = configuration.sharedLayers
        let widths = conditions.map { $0 == .related ? projection : width }
        global = try Linear(weights.at("generator.global"), from: widths.reduce(0, +), to: configuration.global)
    }

    /// - Parameters:
    ///   - start: the embedded captions, [batch, length, width].
    ///   - first: the first layer's output of them.
    ///   - layers: CLIP's layers.
    func callAsFunction(_ start: Tensor, _ first: Tensor, _ layers: [FrozenLayer], _ captions: CaptionBatch) throws
        -> Output
    {
        var hidden = sharedLayers > 0 ? first : start
        for layer in layers.prefix(sharedLayers).dropFirst() { hidden = try layer(hidden, causal: true) }
        let (related, agnostic) = try disentangling(hidden, captions)
        let chosen = conditions.map { $0 == .related ? related : agnostic }
        let global = try quickGELU(global(Tensor.concatenated(chosen, along: 1)))
        return Output(related: related, agnostic: agnostic, global: global)
    }
}
