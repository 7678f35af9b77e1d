import Tensors

/// DASD, section "Semantics Disentangling": what a caption says, and how it says it, from the first frozen layer.
public struct SemanticsDisentangling: Sendable {
    let relatedAdapter: BottleneckAdapter
    let relatedNorm: LayerNorm
    /// [width, projection]
    let relatedProjection: Tensor
    let agnosticAdapter: BottleneckAdapter
    let agnosticNorm: LayerNorm

    init(_ weights: some WeightSource, width: Int, projection: Int, bottleneck: Int) throws {
        let related = weights.at("related")
        relatedAdapter = try BottleneckAdapter(related.at("adapter"), width: width, bottleneck: bottleneck)
        relatedNorm = try LayerNorm(related.at("norm"), width: width)
        relatedProjection = try related.weight("projection", [width, projection])
        let agnostic = weights.at("agnostic")
        agnosticAdapter = try BottleneckAdapter(agnostic.at("adapter"), width: width, bottleneck: bottleneck)
        agnosticNorm = try LayerNorm(agnostic.at("norm"), width: width)
    }

    /// - Parameters: hidden: the shared layers' output, [batch, length, width]; caption: where the captions are.
    /// - Returns: semantic-related features, [batch, projection] (equation 5), and semantic-agnostic ones, [batch, width].
    public func callAsFunction(_ hidden: Tensor, _ caption: CaptionBatch) throws -> (related: Tensor, agnostic: Tensor)
    {
        let related = try relatedNorm(relatedAdapter(hidden.gathered(at: caption.ends))).matmul(relatedProjection)
        let states = try agnosticNorm(agnosticAdapter(hidden))
        let agnostic = try (states * caption.mask).sum(over: [1]) / caption.lengths
        return (related, agnostic)
    }
}
