extension Adam {
    /// Numbers that are summed at a time: enough that the way to the other processes and back does not count, and few beside a
    /// large model.
    private static let most = 1 << 24

    /// Puts the sum over all processes in the place of each gradient, so that a step moves the parameters alike in all. Of a
    /// ``RowTable`` the rows that any process looked up are moved in all.
    /// - Throws: ``TensorError`` where the processes do not have gradients of the same parameters; what the group throws.
    public func sumGradients(over group: ProcessGroup) throws {
        try withoutGradients {
            let parameters = parameters.map(\.parameter)
            // What each process has: whether there is a gradient, or the rows that were looked up.
            let own = try group.gathered(Tensor(parameters.map { Int64($0.gradientRows) }))
            let counts: [Int64] = try own.values()
            var bundle: [Tensor] = []
            for (index, parameter) in parameters.enumerated() {
                let each = (0..<group.count).map { Int(counts[$0 * parameters.count + index]) }
                switch parameter {
                case .tensor(let tensor):
                    if each.allSatisfy({ $0 == 0 }) { continue }
                    guard let gradient = tensor.gradient, !each.contains(0) else {
                        throw TensorError(
                            operation: "sum of gradients",
                            reason: "some processes have a gradient of \(self.parameters[index].name), and others none")
                    }
                    bundle.append(gradient)
                case .rows(let table):
                    if each.allSatisfy({ $0 == 0 }) { continue }
                    bundle.append(try table.widen(each, group))
                }
                if bundle.reduce(0, { $0 + $1.count }) >= Adam.most {
                    try Adam.sum(bundle, group)
                    bundle = []
                }
            }
            if !bundle.isEmpty { try Adam.sum(bundle, group) }
        }
    }

    /// Writes the sums into the tensors.
    private static func sum(_ tensors: [Tensor], _ group: ProcessGroup) throws {
        let sum = try group.sum(Tensor.concatenated(tensors.map { try $0.reshaped([-1]) }))
        var begin = 0
        for tensor in tensors {
            try tensor.assign(sum.sliced(0, begin..<begin + tensor.count).reshaped(tensor.shape))
            begin += tensor.count
        }
    }
}

extension Parameter {
    /// Of a table the rows that have a gradient, of others 1; 0 without one.
    fileprivate var gradientRows: Int {
        switch self {
        case .tensor(let tensor): tensor.gradient == nil ? 0 : 1
        case .rows(let table): table.step?.rows.count ?? 0
        }
    }
}

extension RowTable {
    /// Makes the rows of all processes this one's, with a gradient of zero where they were not.
    /// - Parameter counts: how many rows each process has.
    /// - Returns: the gradient.
    fileprivate func widen(_ counts: [Int], _ group: ProcessGroup) throws -> Tensor {
        let own = step
        let most = counts.max() ?? 0
        let rows: [Int64] = try own?.rows.values() ?? []
        let gathered: [Int64] = try group.gathered(
            Tensor(rows + [Int64](repeating: 0, count: most - rows.count))
        ).values()
        // In order, as a lookup of all of them gives them.
        let union = Set(counts.indices.flatMap { gathered[$0 * most..<$0 * most + counts[$0]] }).sorted()
        let places = Dictionary(uniqueKeysWithValues: union.enumerated().map { ($1, Int64($0)) })
        let gradient = try Tensor.zeros([union.count, table.shape[1]], on: table.device)
        if let own {
            let into = try Tensor(rows.compactMap { places[$0] }).moved(to: table.device)
            try gradient.put(own.gradient, inRows: into)
        }
        try take(Tensor(union).moved(to: table.device), gradient)
        return gradient
    }
}

extension Tensor {
    /// The sum of the elements' bits as whole numbers: another where one bit is another. I64 [], of F32 elements.
    public func bitSum() throws -> Tensor {
        let bits = try Operator.call(
            "view", "dtype", .tensor(detached().contiguous()), .int(Int(ElementType.int32.code)))
        return try Operator.call("sum", "", .tensor(bits), .none)
    }
}
