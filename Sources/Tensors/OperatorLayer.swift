/// A frozen layer in libtorch's operators, forward and back to its input. Every device has the plain ones; oneDNN's have
/// packed weights. Products take the precision's factors; attention, norms and sums are fp32.
struct OperatorLayer: TwoWayLayer {
    private let attentionNorm: LayerWeights.Norm
    /// Its outputs hold the scale of attention.
    private let query: TwoWayMap
    private let keyValue: TwoWayMap
    private let attentionOut: TwoWayMap
    private let feedForwardNorm: LayerWeights.Norm
    private let feedForwardIn: TwoWayMap
    private let feedForwardOut: TwoWayMap
    private let heads: Int
    private let epsilon: Double
    private let activation: OperatorActivation

    init(_ weights: LayerWeights, _ precision: Precision, fused: Bool) throws {
        let type = precision.factors(on: weights.device)
        func map(_ map: LayerWeights.Map) throws -> TwoWayMap {
            try TwoWayMap(map, type, fused: fused)
        }
        attentionNorm = weights.attentionNorm
        query = try map(weights.query.scaled(by: weights.scale))
        keyValue = try map(LayerWeights.Map(joining: [weights.key, weights.value]))
        attentionOut = try map(weights.attentionOut)
        feedForwardNorm = weights.feedForwardNorm
        heads = weights.heads
        epsilon = weights.epsilon
        activation = OperatorActivation(weights.activation)
        feedForwardIn = try map(weights.feedForwardIn.scaled(by: activation.inner))
        let out = weights.feedForwardOut
        feedForwardOut = try map(.init(weight: out.weight * (1 / activation.inner), bias: out.bias))
    }

    func forward(_ x: Tensor, at ends: Tensor?, causal: Bool, saving: Bool) throws -> (y: Tensor, saved: [Tensor]) {
        let (batch, length, width) = (x.shape[0], x.shape[1], x.shape[2])
        let (normal, attentionStatistics) = try attentionNorm.normalised(x, epsilon)
        let asking = try split(query(at(ends, normal)), parts: 1)
        let pair = try split(keyValue(normal), parts: 2)
        var scores = try asking.selected(0, 0).matmul(pair.selected(0, 0).transposed())
        if causal { scores = try scores.filled(where: hidden(length, ends, x.device), with: -.infinity) }
        let chances = try softmax(scores)
        let mixed = try chances.matmul(pair.selected(0, 1)).transposed(1, 2).reshaped([batch, -1, width])
        let middle = try at(ends, x) + attentionOut(mixed)

        let (normalMiddle, middleStatistics) = try feedForwardNorm.normalised(middle, epsilon)
        let inner = try feedForwardIn(normalMiddle, as: feedForwardIn.type)
        let y = try middle + feedForwardOut(activation(inner))
        let saved = [x] + attentionStatistics + [asking, pair, chances, middle] + middleStatistics + [inner]
        return (ends == nil ? y : try y.selected(1, 0), saving ? saved : [])
    }

    func backward(_ gradient: Tensor, _ saved: [Tensor], at ends: Tensor?, causal: Bool) throws -> Tensor {
        let (x, attentionStatistics) = (saved[0], Array(saved[1...2]))
        let (asking, pair, chances, middle) = (saved[3], saved[4], saved[5], saved[6])
        let (middleStatistics, inner) = (Array(saved[7...8]), saved[9])
        let (batch, width) = (x.shape[0], x.shape[2])

        let y = try ends == nil ? gradient : gradient.unsqueezed(1)
        let slope = try activation.backward(feedForwardOut.backward(y, as: feedForwardOut.type), inner)
        let d = try y + feedForwardNorm.backward(feedForwardIn.backward(slope), middle, middleStatistics)

        let mixed = try attentionOut.backward(d).reshaped([batch, -1, heads, width / heads]).transposed(1, 2)
        let chancesGradient = try mixed.matmul(pair.selected(0, 1).transposed())
        let scores = try Operator.call(
            "_softmax_backward_data", "", .tensor(chancesGradient), .tensor(chances), .int(-1),
            .int(Int(ElementType.float32.code)))
        let own = try query.backward(joined([scores.matmul(pair.selected(0, 0))]))
        let both = try keyValue.backward(
            joined([scores.transposed().matmul(asking.selected(0, 0)), chances.transposed().matmul(mixed)]))
        let normal = try add(own, to: both, at: ends)
        return try add(d, to: attentionNorm.backward(normal, x, attentionStatistics), at: ends)
    }

    // MARK: - Heads and positions

    /// [batch, length, parts × width] as [parts, batch, heads, length, width of a head].
    private func split(_ x: Tensor, parts: Int) throws -> Tensor {
        try x.reshaped([x.shape[0], x.shape[1], parts, heads, -1]).permuted([2, 0, 3, 1, 4]).contiguous()
    }

    /// ``split(_:parts:)`` back.
    private func joined(_ parts: [Tensor]) throws -> Tensor {
        let all = try Tensor.stacked(parts).permuted([1, 3, 0, 2, 4])
        return try all.reshaped([all.shape[0], all.shape[1], -1])
    }

    /// Where a position does not see another: [length, length], or [batch, 1, 1, length] for the ends alone.
    private func hidden(_ length: Int, _ ends: Tensor?, _ device: Device) throws -> Tensor {
        let places = try Tensor.range(length, on: device)
        let own = try ends?.reshaped([-1, 1, 1, 1]) ?? places.reshaped([-1, 1])
        return try Operator.call("lt", "Tensor", .tensor(own), .tensor(places))
    }

    /// [batch, length, width] at the ends: [batch, 1, width].
    private func at(_ ends: Tensor?, _ x: Tensor) throws -> Tensor {
        try ends.map { try x.gathered(at: $0).unsqueezed(1) } ?? x
    }

    /// The sum, where `own` is at the ends of `all`.
    private func add(_ own: Tensor, to all: Tensor, at ends: Tensor?) throws -> Tensor {
        guard let ends else { return try own + all }
        let index = try ends.reshaped([-1, 1, 1]).expanded([-1, 1, own.shape[2]])
        return try Operator.call("scatter_add", "", .tensor(all), .int(1), .tensor(index), .tensor(own))
    }
}
