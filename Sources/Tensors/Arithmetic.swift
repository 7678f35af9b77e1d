extension Tensor {
    public static func + (a: Tensor, b: Tensor) throws -> Tensor {
        try Operator.call("add", "Tensor", .tensor(a), .tensor(b))
    }
    public static func - (a: Tensor, b: Tensor) throws -> Tensor {
        try Operator.call("sub", "Tensor", .tensor(a), .tensor(b))
    }
    public static func * (a: Tensor, b: Tensor) throws -> Tensor {
        try Operator.call("mul", "Tensor", .tensor(a), .tensor(b))
    }
    public static func / (a: Tensor, b: Tensor) throws -> Tensor {
        try Operator.call("div", "Tensor", .tensor(a), .tensor(b))
    }
    public static func * (a: Tensor, b: Double) throws -> Tensor {
        try Operator.call("mul", "Scalar", .tensor(a), .double(b))
    }
    public static func * (a: Double, b: Tensor) throws -> Tensor { try b * a }
    public static func / (a: Tensor, b: Double) throws -> Tensor {
        try Operator.call("div", "Scalar", .tensor(a), .double(b))
    }
    public static func + (a: Tensor, b: Double) throws -> Tensor {
        try Operator.call("add", "Scalar", .tensor(a), .double(b))
    }

    /// The matrix product, over leading dimensions alike.
    public func matmul(_ other: Tensor) throws -> Tensor {
        try Operator.call("matmul", "", .tensor(self), .tensor(other))
    }

    /// e to the power of each element.
    public func exponential() throws -> Tensor { try Operator.call("exp", "", .tensor(self)) }

    /// Numbers above a limit become it.
    public func clamped(below limit: Double) throws -> Tensor {
        try Operator.call("clamp_max", "", .tensor(self), .double(limit))
    }

    /// The square root of each element.
    public func squareRoot() throws -> Tensor { try Operator.call("sqrt", "", .tensor(self)) }

    /// The sum over dimensions, which stay as 1 if `keeping`.
    public func sum(over dimensions: [Int], keeping: Bool = false) throws -> Tensor {
        try Operator.call("sum", "dim_IntList", .tensor(self), .ints(dimensions), .bool(keeping), .none)
    }

    /// The mean of all elements.
    public func mean() throws -> Tensor { try Operator.call("mean", "", .tensor(self), .none) }

    /// The mean over dimensions.
    public func mean(over dimensions: [Int], keeping: Bool = false) throws -> Tensor {
        try Operator.call("mean", "dim", .tensor(self), .ints(dimensions), .bool(keeping), .none)
    }

    /// Each vector of the last dimension divided by its length. As in torch, lengths under 1e-12 count as that.
    public func normalized() throws -> Tensor {
        let length = try Operator.call("norm", "ScalarOpt_dim", .tensor(self), .double(2), .ints([-1]), .bool(true))
        return try self / Operator.call("clamp_min", "", .tensor(length), .double(1e-12))
    }

    /// The largest element.
    public func maximum() throws -> Tensor { try Operator.call("max", "", .tensor(self)) }
}

extension Bool: Element { public static var elementType: ElementType { .bool } }

extension Tensor {
    /// Where this is at least the other.
    public func isAtLeast(_ other: Tensor) throws -> Tensor {
        try Operator.call("ge", "Tensor", .tensor(self), .tensor(other))
    }

    /// The elements, with `value` wherever `mask` is true.
    public func filled(where mask: Tensor, with value: Double) throws -> Tensor {
        try Operator.call("masked_fill", "Scalar", .tensor(self), .tensor(mask), .double(value))
    }
}
