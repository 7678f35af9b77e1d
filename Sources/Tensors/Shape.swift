extension Tensor {
    /// The same elements in another shape; one size may be -1.
    public func reshaped(_ shape: [Int]) throws -> Tensor {
        try Operator.call("reshape", "", .tensor(self), .ints(shape))
    }

    /// The same elements in row-major order; itself where they lie so.
    public func contiguous() throws -> Tensor { try Operator.call("contiguous", "", .tensor(self)) }

    /// The dimensions in another order.
    public func permuted(_ order: [Int]) throws -> Tensor {
        try Operator.call("permute", "", .tensor(self), .ints(order))
    }

    /// Two dimensions swapped.
    public func transposed(_ a: Int = -2, _ b: Int = -1) throws -> Tensor {
        try Operator.call("transpose", "int", .tensor(self), .int(a), .int(b))
    }

    /// A part of a dimension.
    public func sliced(_ dimension: Int, _ range: Range<Int>) throws -> Tensor {
        try Operator.call(
            "slice", "Tensor", .tensor(self), .int(dimension), .int(range.lowerBound), .int(range.upperBound), .int(1))
    }

    /// One place of a dimension, which goes away.
    public func selected(_ dimension: Int, _ index: Int) throws -> Tensor {
        try Operator.call("select", "int", .tensor(self), .int(dimension), .int(index))
    }

    /// A new dimension of size 1.
    public func unsqueezed(_ dimension: Int) throws -> Tensor {
        try Operator.call("unsqueeze", "", .tensor(self), .int(dimension))
    }

    /// Repeated without a copy to `shape`; -1 keeps a size.
    public func expanded(_ shape: [Int]) throws -> Tensor {
        try Operator.call("expand", "", .tensor(self), .ints(shape))
    }

    /// Places of the first dimension, in the order of `rows` (I64).
    public func rows(_ rows: Tensor) throws -> Tensor {
        try Operator.call("index_select", "", .tensor(self), .int(0), .tensor(rows))
    }

    /// Writes places of the first dimension, `rows` (I64), none of which comes twice.
    func put(_ values: Tensor, inRows rows: Tensor) throws {
        _ = try Operator.call("index_copy_", "", .tensor(self), .int(0), .tensor(rows), .tensor(values.detached()))
    }

    /// From [N, L, W], the vector of each row at one position: [N, W]. `positions`: I64 [N].
    public func gathered(at positions: Tensor) throws -> Tensor {
        let width = shape[2]
        let index = try positions.reshaped([-1, 1, 1]).expanded([-1, 1, width])
        return try Operator.call("gather", "", .tensor(self), .int(1), .tensor(index), .bool(false)).reshaped([
            -1, width,
        ])
    }

    /// The same values as another type.
    public func converted(to type: ElementType) throws -> Tensor {
        if type == self.type { return self }
        return try Operator.call(
            "to", "dtype", .tensor(self), .int(Int(type.code)), .bool(false), .bool(false), .none)
    }

    /// Tensors one after the other along a dimension.
    public static func concatenated(_ tensors: [Tensor], along dimension: Int = 0) throws -> Tensor {
        try Operator.call("cat", "", .tensors(tensors), .int(dimension))
    }

    /// Tensors of one shape under a new first dimension.
    public static func stacked(_ tensors: [Tensor]) throws -> Tensor {
        try Operator.call("stack", "", .tensors(tensors), .int(0))
    }

    /// A tensor of zeros.
    public static func zeros(_ shape: [Int], type: ElementType = .float32, on device: Device = .cpu) throws -> Tensor {
        try Operator.call("zeros", "", .ints(shape), .int(Int(type.code)), .none, .device(device))
    }

    /// An F32 tensor of whatever is in memory, for what writes all of it.
    static func uninitialized(_ shape: [Int]) throws -> Tensor {
        try Operator.call("empty", "memory_format", .ints(shape), .int(Int(ElementType.float32.code)))
    }

    /// A tensor of ones.
    public static func ones(_ shape: [Int], type: ElementType = .float32, on device: Device = .cpu) throws -> Tensor {
        try Operator.call("ones", "", .ints(shape), .int(Int(type.code)), .none, .device(device))
    }

    /// 0, 1, … count - 1 as I64.
    public static func range(_ count: Int, on device: Device = .cpu) throws -> Tensor {
        try Operator.call("arange", "", .int(count), .int(Int(ElementType.int64.code)), .none, .device(device))
    }
}
