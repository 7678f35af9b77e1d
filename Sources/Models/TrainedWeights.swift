import Tensors

/// Gives weights as parameters that gather gradients, and keeps them: those of a new model, or of a trained one.
public final class TrainedWeights: WeightSource {
    private let read: (_ name: String, _ shape: [Int]) throws -> Tensor
    private let tables: TableUpdates
    private let device: Device
    /// What was given, in the order of asking.
    public private(set) var parameters: [(name: String, parameter: Parameter)] = []

    /// - Parameters: device: where they are trained; read: a weight of a name and a shape, before it is trained.
    public init(
        tables: TableUpdates, device: Device = .cpu,
        _ read: @escaping (_ name: String, _ shape: [Int]) throws -> Tensor
    ) {
        self.tables = tables
        self.device = device
        self.read = read
    }

    /// Draws a new model's weights from a seed. Each has its own stream of random numbers, by its name, so that adding one
    /// changes no other. They are the same on every device.
    /// - Parameter draw: how each kind of weight is drawn.
    public convenience init(
        seed: UInt64, tables: TableUpdates, device: Device = .cpu,
        _ draw: @escaping (_ name: String, _ shape: [Int], _ generator: inout SeededGenerator) throws -> Tensor
    ) {
        self.init(tables: tables, device: device) { name, shape in
            var generator = SeededGenerator(seed: seed, purpose: name)
            return try draw(name, shape, &generator)
        }
    }

    /// Goes on with the weights of a file.
    public convenience init(_ file: SafetensorsFile, tables: TableUpdates, device: Device = .cpu) {
        self.init(tables: tables, device: device, FileWeights(file).weight)
    }

    public func weight(_ name: String, _ shape: [Int]) throws -> Tensor {
        let parameter = try read(name, shape).moved(to: device).parameter()
        parameters.append((name, .tensor(parameter)))
        return parameter
    }

    public func table(_ name: String, _ shape: [Int]) throws -> Parameter {
        if tables == .dense { return .tensor(try weight(name, shape)) }
        let parameter = Parameter.rows(RowTable(try read(name, shape).moved(to: device).copied()))
        parameters.append((name, parameter))
        return parameter
    }
}

/// What a step does with the rows of a table, such as word embeddings, that its batch does not have.
public enum TableUpdates: String, Sendable, CaseIterable, Codable {
    /// Nothing: they and their moments stay, and cost nothing (torch.optim.SparseAdam).
    case rows
    /// What Adam does with a gradient of zero: their moments decay and move them (torch.optim.Adam).
    case dense
}
