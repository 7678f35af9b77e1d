import Tensors

/// DASD, equations 3 and 4: x + W_up ReLU(W_down x), a bottleneck with a residual connection.
public struct BottleneckAdapter: Sendable {
    let down: Linear
    let up: Linear

    init(_ weights: some WeightSource, width: Int, bottleneck: Int) throws {
        down = try Linear(weights.at("down"), from: width, to: bottleneck)
        up = try Linear(weights.at("up"), from: bottleneck, to: width)
    }

    /// - Parameter x: [batch, length, width]. - Returns: [batch, length, width].
    public func callAsFunction(_ x: Tensor) throws -> Tensor { try x + up(relu(down(x))) }
}

/// DASD, equation 13: x + W_up ReLU((W_down x) M), where M, [batch, rank, rank], is generated from the caption itself
/// (equation 9).
public struct DynamicAdapter: Sendable {
    let down: Linear
    let up: Linear
    let generate: Linear
    let rank: Int

    init(_ weights: some WeightSource, width: Int, rank: Int, global: Int) throws {
        down = try Linear(weights.at("down"), from: width, to: rank)
        up = try Linear(weights.at("up"), from: rank, to: width)
        generate = try Linear(weights.at("generate"), from: global, to: rank * rank)
        self.rank = rank
    }

    /// - Parameters: x: [batch, length, width]; characteristics: the caption's, [batch, global].
    /// - Returns: [batch, length, width].
    public func callAsFunction(_ x: Tensor, characteristics: Tensor) throws -> Tensor {
        let generated = try generate(characteristics).reshaped([-1, rank, rank])
        return try x + up(relu(down(x).matmul(generated)))
    }
}
