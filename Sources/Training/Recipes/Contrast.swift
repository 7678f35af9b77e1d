import Tensors

/// The mean of both directions' cross-entropy over cosine similarities: each caption's own image or video among the
/// batch's, and the reverse (DASD, equation 15; Radford et al. 2021, section 2.3).
/// - Parameters: text, visual: [batch, projection]; temperature: what similarities are divided by.
func contrast(_ text: Tensor, _ visual: Tensor, temperature: Double) throws -> Tensor {
    let logits = try visual.normalized().matmul(text.normalized().transposed()) / temperature
    let own = try Tensor.range(logits.shape[0], on: logits.device)
    return try (crossEntropy(logits, own) + crossEntropy(logits.transposed(), own)) * 0.5
}
