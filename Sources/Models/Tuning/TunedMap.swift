import Documents
import Tensors

/// A map of an encoder, with what a method of few parameters adds to it.
struct TunedMap: Sendable {
    private let map: Linear
    private let addition: Addition

    private enum Addition: Sendable {
        case none
        case lowRank(LowRankUpdate)
        case adapter(HoulsbyAdapter)
        case compacter(Compacter)
    }

    /// - Parameters: weights: those of the map, and of what is added; changed: whether something is.
    init(_ weights: some WeightSource, from input: Int, to output: Int, _ tuning: Tuning, changed: Bool) throws {
        map = try Linear(weights, from: input, to: output)
        addition =
            switch tuning.method {
            case .lora where changed:
                .lowRank(try LowRankUpdate(weights.at("lora"), from: input, to: output, tuning))
            case .adapters where changed:
                .adapter(try HoulsbyAdapter(weights.at("adapter"), width: output, bottleneck: tuning.bottleneck))
            case .compacter where changed: .compacter(try Compacter(weights.at("compacter"), width: output, tuning))
            default: .none
            }
    }

    /// - Parameter x: [..., in]. - Returns: [..., out].
    func callAsFunction(_ x: Tensor) throws -> Tensor {
        let y = try map(x)
        return switch addition {
        case .none: y
        case .lowRank(let update): try y + update(x)
        case .adapter(let adapter): try adapter(y)
        case .compacter(let compacter): try compacter(y)
        }
    }
}

/// LoRA (Hu et al. 2022, section 4.1): alpha/rank × W_up W_down x.
struct LowRankUpdate: Sendable {
    /// [rank, in]
    private let down: Tensor
    /// [out, rank]
    private let up: Tensor
    private let scale: Double

    init(_ weights: some WeightSource, from input: Int, to output: Int, _ tuning: Tuning) throws {
        down = try weights.weight("down", [tuning.rank, input])
        up = try weights.weight("up", [output, tuning.rank])
        scale = tuning.alpha / Double(tuning.rank)
    }

    func callAsFunction(_ x: Tensor) throws -> Tensor {
        try linear(linear(x, weight: down, bias: nil) * scale, weight: up, bias: nil)
    }
}

/// A bottleneck with a residual connection: x + W_up GELU(W_down x) (Houlsby et al. 2019, section 2.1).
struct HoulsbyAdapter: Sendable {
    private let down: Linear
    private let up: Linear

    init(_ weights: some WeightSource, width: Int, bottleneck: Int) throws {
        down = try Linear(weights.at("down"), from: width, to: bottleneck)
        up = try Linear(weights.at("up"), from: bottleneck, to: width)
    }

    func callAsFunction(_ x: Tensor) throws -> Tensor { try x + up(geluTanh(down(x))) }
}

/// Compacter (Karimi Mahabadi et al. 2021, section 4): a bottleneck with a residual connection, whose maps are sums of
/// Kronecker products.
struct Compacter: Sendable {
    private let down: KroneckerMap
    private let up: KroneckerMap

    init(_ weights: some WeightSource, width: Int, _ tuning: Tuning) throws {
        let inner = max(tuning.division, width / tuning.reduction / tuning.division * tuning.division)
        down = try KroneckerMap(weights.at("down"), from: width, to: inner, tuning.division)
        up = try KroneckerMap(weights.at("up"), from: inner, to: width, tuning.division)
    }

    func callAsFunction(_ x: Tensor) throws -> Tensor { try x + up(geluTanh(down(x))) }
}

/// x Σ_i A_i ⊗ (s_i t_i) + b, with A_i of [n, n] and s_i t_i of rank one (Karimi Mahabadi et al. 2021, equation 7).
private struct KroneckerMap: Sendable {
    /// A: [n, n, n]
    private let rules: Tensor
    /// s: [n, in / n, 1]
    private let left: Tensor
    /// t: [n, 1, out / n]
    private let right: Tensor
    private let bias: Tensor
    private let shape: [Int]

    init(_ weights: some WeightSource, from input: Int, to output: Int, _ n: Int) throws {
        guard input % n == 0, output % n == 0 else {
            throw InputError(
                key: "tuning.division", "widths of \(input) and \(output) are not divisible by \(n)",
                remedy: "use a number that divides the text model's width")
        }
        rules = try weights.weight("rules", [n, n, n])
        left = try weights.weight("left", [n, input / n, 1])
        right = try weights.weight("right", [n, 1, output / n])
        bias = try weights.weight("bias", [output])
        shape = [n, input, output]
    }

    func callAsFunction(_ x: Tensor) throws -> Tensor {
        let (n, input, output) = (shape[0], shape[1], shape[2])
        let small = try left.matmul(right).reshaped([n, 1, input / n, 1, output / n])
        let whole = try (rules.reshaped([n, n, 1, n, 1]) * small).sum(over: [0]).reshaped([input, output])
        return try x.matmul(whole) + bias
    }
}
