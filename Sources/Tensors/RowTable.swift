import Synchronization

/// A trained table of which a step looks few rows up, as of word embeddings: only these gather gradients, and only these
/// does the optimizer touch. What a step costs does not grow with the table.
public final class RowTable: Sendable {
    /// [rows, width], outside the graph of gradients.
    public let table: Tensor
    /// What was looked up since ``clearGradient()``.
    private let used = Mutex<Lookup?>(nil)

    /// Rows, I64 [used], and their values, [used, width], with a gradient of their own or one that was given.
    private struct Lookup {
        let rows, values: Tensor
        var gradient: Tensor?
    }

    public init(_ table: Tensor) {
        self.table = table
    }

    /// The rows of ids. While operations are recorded for gradients, one lookup a step.
    /// - Parameter ids: I64 of any shape.
    /// - Returns: that shape and the row's width.
    public func callAsFunction(_ ids: Tensor) throws -> Tensor {
        guard Torch.recordsGradients else { return try embedding(table, ids) }
        guard used.withLock({ $0 == nil }) else {
            throw TensorError(operation: "lookup", reason: "a second one before the gradients of the first are cleared")
        }
        let found = try Operator.all("_unique2", "", [.tensor(ids), .bool(true), .bool(true), .bool(false)])
        let (rows, places) = (found[0], found[1])
        let values = try table.rows(rows).parameter()
        used.withLock { $0 = Lookup(rows: rows, values: values) }
        return try embedding(values, places)
    }

    /// The rows that were looked up and their values' gradient; nil before the first `backward()`.
    var step: (rows: Tensor, values: Tensor, gradient: Tensor)? {
        guard let used = used.withLock({ $0 }), let gradient = used.gradient ?? used.values.gradient else { return nil }
        return (used.rows, used.values, gradient)
    }

    /// Goes on with other rows and their gradient, [used, width], in the place of what was looked up.
    func take(_ rows: Tensor, _ gradient: Tensor) throws {
        let values = try table.rows(rows)
        used.withLock { $0 = Lookup(rows: rows, values: values, gradient: gradient) }
    }

    /// The gradient of the whole table, zero in the rows that were not looked up; nil before the first `backward()`.
    public func gradient() throws -> Tensor? {
        guard let step else { return nil }
        let whole = try Tensor.zeros(table.shape, on: table.device)
        try whole.put(step.gradient, inRows: step.rows)
        return whole
    }

    /// Forgets the lookup and its gradient.
    func clearGradient() { used.withLock { $0 = nil } }
}

/// What an optimizer moves.
public enum Parameter: Sendable {
    /// A tensor that gathers gradients.
    case tensor(Tensor)
    /// A table of which a step's rows do.
    case rows(RowTable)

    /// Rows of a table. ids: I64 of any shape; result: that shape and the row's width.
    public func rows(_ ids: Tensor) throws -> Tensor {
        switch self {
        case .tensor(let tensor): try embedding(tensor, ids)
        case .rows(let table): try table(ids)
        }
    }

    /// The values.
    public var tensor: Tensor {
        switch self {
        case .tensor(let tensor): tensor
        case .rows(let table): table.table
        }
    }

    /// The gradient, of the values' shape; nil before the first `backward()`.
    public func gradient() throws -> Tensor? {
        switch self {
        case .tensor(let tensor): tensor.gradient
        case .rows(let table): try table.gradient()
        }
    }
}
