/// Adam (Kingma and Ba, 2015), as torch.optim.Adam without weight decay.
public final class Adam {
    /// The decay rates of the two moments.
    public let betas: (Double, Double)
    /// Added to the root of the second moment.
    public let epsilon: Double
    private let parameters: [(name: String, tensor: Tensor)]
    private var first: [Tensor]
    private var second: [Tensor]
    private var steps: [Tensor]

    /// - Parameter parameters: tensors that gather gradients, by name.
    public init(
        _ parameters: [(name: String, tensor: Tensor)], betas: (Double, Double) = (0.9, 0.999), epsilon: Double = 1e-8
    )
        throws
    {
        self.parameters = parameters
        self.betas = betas
        self.epsilon = epsilon
        first = try parameters.map { try Tensor.zeros($0.tensor.shape) }
        second = try parameters.map { try Tensor.zeros($0.tensor.shape) }
        steps = try parameters.map { _ in try Tensor.zeros([]) }
    }

    /// Moves each parameter that has a gradient, and leaves the others alone.
    public func step(rate: Double) throws {
        try withoutGradients {
            var moved: [(Int, Tensor)] = []
            for (index, parameter) in parameters.enumerated() {
                if let gradient = parameter.tensor.gradient { moved.append((index, gradient)) }
            }
            guard !moved.isEmpty else { return }
            let steps = moved.map { self.steps[$0.0] }
            for step in steps { _ = try Operator.call("add_", "Scalar", .tensor(step), .double(1)) }
            _ = try Operator.all(
                "_fused_adam_", "",
                [
                    .tensors(moved.map { parameters[$0.0].tensor }), .tensors(moved.map(\.1)),
                    .tensors(moved.map { first[$0.0] }), .tensors(moved.map { second[$0.0] }), .tensors([]),
                    .tensors(steps), .double(rate), .double(betas.0), .double(betas.1), .double(0), .double(epsilon),
                    .bool(false), .bool(false),
                ])
        }
    }

    /// Forgets every parameter's gradient.
    public func clearGradients() {
        for parameter in parameters { parameter.tensor.clearGradient() }
    }

    /// The moments and step counts, by the parameter's name and `.first`, `.second`, `.step`.
    public var state: [(name: String, tensor: Tensor)] {
        parameters.indices.flatMap { index in
            let name = parameters[index].name
            return [(name + ".first", first[index]), (name + ".second", second[index]), (name + ".step", steps[index])]
        }
    }

    /// Takes over a state that ``state`` gave.
    public func restore(_ tensor: (String) throws -> Tensor) throws {
        for (name, target) in state { try target.assign(tensor(name)) }
    }
}
