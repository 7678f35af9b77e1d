/// Adam (Kingma and Ba, 2015), as torch.optim.Adam without weight decay.
///
/// Of a ``RowTable`` it moves the rows that the step looked up, and their moments, as torch.optim.SparseAdam does: a row
/// that is not in a step keeps its place and its moments, where the dense one would let them decay and move it on. Steps
/// are counted for the table as a whole.
public final class Adam {
    /// The decay rates of the two moments.
    public let betas: (Double, Double)
    /// Added to the root of the second moment.
    public let epsilon: Double
    let parameters: [(name: String, parameter: Parameter)]
    private var first: [Tensor]
    private var second: [Tensor]
    private var steps: [Tensor]

    /// - Parameter parameters: tensors that gather gradients, by name.
    public init(
        _ parameters: [(name: String, parameter: Parameter)], betas: (Double, Double) = (0.9, 0.999),
        epsilon: Double = 1e-8
    ) throws {
        self.parameters = parameters
        self.betas = betas
        self.epsilon = epsilon
        let tensors = parameters.map(\.parameter.tensor)
        first = try tensors.map { try Tensor.zeros($0.shape, on: $0.device) }
        second = try tensors.map { try Tensor.zeros($0.shape, on: $0.device) }
        steps = try tensors.map { try Tensor.zeros([], on: $0.device) }
    }

    /// Moves each parameter that has a gradient, and leaves the others alone.
    public func step(rate: Double) throws {
        try withoutGradients {
            let moves = try parameters.indices.compactMap(move)
            guard !moves.isEmpty else { return }
            for move in moves { _ = try Operator.call("add_", "Scalar", .tensor(move.step), .double(1)) }
            _ = try Operator.all(
                "_fused_adam_", "",
                [
                    .tensors(moves.map(\.values)), .tensors(moves.map(\.gradient)), .tensors(moves.map(\.first)),
                    .tensors(moves.map(\.second)), .tensors([]), .tensors(moves.map(\.step)), .double(rate),
                    .double(betas.0), .double(betas.1), .double(0), .double(epsilon), .bool(false), .bool(false),
                ])
            for move in moves { try move.end?() }
        }
    }

    /// What a step moves in place.
    private struct Move {
        let values, gradient, first, second, step: Tensor
        /// Puts it back where it came from.
        var end: (() throws -> Void)?
    }

    private func move(_ index: Int) throws -> Move? {
        switch parameters[index].parameter {
        case .tensor(let tensor):
            guard let gradient = tensor.gradient else { return nil }
            return Move(
                values: tensor, gradient: gradient, first: first[index], second: second[index], step: steps[index])
        case .rows(let table):
            guard let (rows, values, gradient) = table.step else { return nil }
            let (first, second) = (try first[index].rows(rows), try second[index].rows(rows))
            return Move(values: values, gradient: gradient, first: first, second: second, step: steps[index]) {
                try table.table.put(values, inRows: rows)
                try self.first[index].put(first, inRows: rows)
                try self.second[index].put(second, inRows: rows)
            }
        }
    }

    /// Scales all gradients down together where their norm, over all of them, is above a limit, as
    /// torch.nn.utils.clip_grad_norm_ does.
    /// - Returns: the norm before, a scalar on the parameters' device; nil where nothing has a gradient.
    @discardableResult
    public func clipGradients(to limit: Double) throws -> Tensor? {
        try withoutGradients {
            let gradients = try parameters.indices.compactMap { try move($0)?.gradient }
            guard !gradients.isEmpty else { return nil }
            let norms = try gradients.map {
                try Operator.call("linalg_vector_norm", "", .tensor($0), .double(2), .none, .bool(false), .none)
            }
            let norm = try Operator.call(
                "linalg_vector_norm", "", .tensor(Tensor.stacked(norms)), .double(2), .none, .bool(false), .none
            )
            let above = try norm.converted(to: .float64) + 1e-6
            let ratio = try Operator.call("full_like", "", .tensor(above), .double(limit)) / above
            let scale = try Operator.call("clamp_max", "", .tensor(ratio), .double(1))
            // Elsewhere reading the number would wait for all that is under way, which takes longer than a product by 1.
            if norm.device == .cpu, try scale.scalar() == 1 { return norm }
            for gradient in gradients { _ = try Operator.call("mul_", "Tensor", .tensor(gradient), .tensor(scale)) }
            return norm
        }
    }

    /// Forgets every parameter's gradient.
    public func clearGradients() {
        for (_, parameter) in parameters {
            switch parameter {
            case .tensor(let tensor): tensor.clearGradient()
            case .rows(let table): table.clearGradient()
            }
        }
    }

    /// The moments and step counts, by the parameter's name and `.first`, `.second`, `.step`.
    public var state: [(name: String, tensor: Tensor)] {
        parameters.indices.flatMap { index in
            let name = parameters[index].name
            return [(name + ".first", first[index]), (name + ".second", second[index]), (name + ".step", steps[index])]
        }
    }

    /// All that a step changes, as it is now.
    /// - Returns: puts it back.
    public func saved() throws -> () throws -> Void {
        let tensors = parameters.map(\.parameter.tensor) + first + second + steps
        let copies = try tensors.map { try $0.copied() }
        return { for (tensor, copy) in zip(tensors, copies) { try tensor.assign(copy) } }
    }

    /// Takes over a state that ``state`` gave.
    public func restore(_ tensor: (String) throws -> Tensor) throws {
        for (name, target) in state { try target.assign(tensor(name)) }
    }
}
