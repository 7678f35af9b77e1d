import Tensors

/// Draws a new model's weights from a seed, and keeps what it drew as parameters: the way a model is born.
///
/// Each weight has its own stream of random numbers, by its name, so that adding one changes no other.
public final class NewWeights: WeightSource {
    private let seed: UInt64
    /// How each kind of weight is drawn.
    private let draw: (_ name: String, _ shape: [Int], _ generator: inout SeededGenerator) throws -> Tensor
    /// What was drawn, in the order of asking.
    public private(set) var parameters: [(name: String, tensor: Tensor)] = []

    public init(
        seed: UInt64,
        _ draw: @escaping (_ name: String, _ shape: [Int], _ generator: inout SeededGenerator) throws -> Tensor
    ) {
        self.seed = seed
        self.draw = draw
    }

    public func weight(_ name: String, _ shape: [Int]) throws -> Tensor {
        var generator = SeededGenerator(seed: seed, purpose: name)
        let parameter = try draw(name, shape, &generator).parameter()
        parameters.append((name, parameter))
        return parameter
    }
}

/// Reads weights as parameters that gather gradients, and keeps them: the way a trained model comes back.
public final class LoadedWeights: WeightSource {
    private let file: FileWeights
    /// What was read, in the order of asking.
    public private(set) var parameters: [(name: String, tensor: Tensor)] = []

    public init(_ file: SafetensorsFile) {
        self.file = FileWeights(file)
    }

    public func weight(_ name: String, _ shape: [Int]) throws -> Tensor {
        let parameter = try file.weight(name, shape).parameter()
        parameters.append((name, parameter))
        return parameter
    }
}
