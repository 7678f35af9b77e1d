import Tensors

/// DASD, section "Semantics Disentangling": guesses whether a semantic-agnostic feature and a caption's feature belong
/// together. If it cannot, the agnostic feature holds no meaning.
public struct Discriminator: Sendable {
    let layers: [Linear]

    public init(_ weights: some WeightSource, width: Int, projection: Int, hidden: [Int]) throws {
        let widths = [width + projection] + hidden + [1]
        layers = try zip(widths, widths.dropFirst()).enumerated().map { index, sizes in
            try Linear(weights.at("\(index)"), from: sizes.0, to: sizes.1)
        }
    }

    /// - Parameters: agnostic: [batch, width]; feature: [batch, projection].
    /// - Returns: logits, [batch, 1]; above 0: the two belong together.
    public func callAsFunction(_ agnostic: Tensor, _ feature: Tensor) throws -> Tensor {
        var x = try Tensor.concatenated([agnostic, feature], along: 1)
        for layer in layers.dropLast() { x = try tanh(layer(x)) }
        return try layers.last.map { try $0(x) } ?? x
    }
}
