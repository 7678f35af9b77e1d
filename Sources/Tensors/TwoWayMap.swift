/// A frozen map and the way of gradients back through it.
struct TwoWayMap: Sendable {
    private enum Factor: Sendable {
        case plain(LayerWeights.Map)
        case fused(FusedLinear)

        func callAsFunction(_ x: Tensor) throws -> Tensor {
            switch self {
            case .plain(let map): try map(x)
            case .fused(let map): try map(x)
            }
        }
    }

    private let ahead: Factor
    private let back: Factor
    /// Of the numbers that are multiplied.
    let type: ElementType

    init(_ map: LayerWeights.Map, _ type: ElementType, fused: Bool) throws {
        self.type = type
        let transposed = LayerWeights.Map(weight: try map.weight.transposed(), bias: nil)
        if fused {
            ahead = .fused(try FusedLinear(map, type))
            back = .fused(try FusedLinear(transposed, type))
        } else {
            // libtorch's products read either order of the same weights.
            let own = try map.converted(to: type)
            ahead = .plain(own)
            back = .plain(LayerWeights.Map(weight: try own.weight.transposed(), bias: nil))
        }
    }

    /// x: [..., in]. - Returns: [..., out].
    func callAsFunction(_ x: Tensor, as result: ElementType = .float32) throws -> Tensor {
        try ahead(x.converted(to: type)).converted(to: result)
    }

    /// gradient: [..., out]. - Returns: [..., in].
    func backward(_ gradient: Tensor, as result: ElementType = .float32) throws -> Tensor {
        try back(gradient.converted(to: type)).converted(to: result)
    }
}

/// An activation as libtorch has it in one operator, and its gradient.
struct OperatorActivation: Sendable {
    private let name: String
    private let way: String?
    /// What the values before it are multiplied by; those after it come out so many times too large. x σ(1.702 x) is
    /// x σ(x) of 1.702 x, divided by that.
    let inner: Double

    init(_ activation: Activation) {
        (name, way, inner) =
            switch activation {
            case .quickGELU: ("silu", nil, 1.702)
            case .gelu: ("gelu", "none", 1)
            case .geluTanh, .geluNew: ("gelu", "tanh", 1)
            }
    }

    func callAsFunction(_ x: Tensor) throws -> Tensor {
        if let way { return try Operator.call(name, "", .tensor(x), .text(way)) }
        return try Operator.call(name, "", .tensor(x))
    }

    func backward(_ gradient: Tensor, _ x: Tensor) throws -> Tensor {
        if let way { return try Operator.call(name + "_backward", "", .tensor(gradient), .tensor(x), .text(way)) }
        return try Operator.call(name + "_backward", "", .tensor(gradient), .tensor(x))
    }
}

extension LayerWeights.Norm {
    /// x normalised, and the mean and the inverse deviation of each row.
    func normalised(_ x: Tensor, _ epsilon: Double) throws -> (Tensor, [Tensor]) {
        let all = try Operator.all(
            "native_layer_norm", "",
            [.tensor(x), .ints([weight.count]), .tensor(weight), .tensor(bias), .double(epsilon)])
        return (all[0], Array(all[1...2]))
    }

    /// The gradient of x, from that of its norm.
    func backward(_ gradient: Tensor, _ x: Tensor, _ statistics: [Tensor]) throws -> Tensor {
        try Operator.call(
            "native_layer_norm_backward", "", .tensor(gradient), .tensor(x), .ints([weight.count]),
            .tensor(statistics[0]), .tensor(statistics[1]), .tensor(weight), .tensor(bias),
            .bools([true, false, false]))
    }
}
