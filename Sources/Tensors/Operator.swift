import CTorch

/// An argument of one of libtorch's operators.
enum Argument {
    case none
    case tensor(Tensor)
    case int(Int)
    case double(Double)
    case bool(Bool)
    case text(String)
    case ints([Int])
    case bools([Bool])
    case tensors([Tensor])
    /// A list of numbers without any.
    case noScalars
    case device(Device)

    static func optional(_ tensor: Tensor?) -> Argument { tensor.map(Argument.tensor) ?? .none }
}

/// Calls operators of libtorch by name; every wrapper in this room goes through here.
enum Operator {
    /// The one tensor that an operator gives. A name without a namespace is one of ATen's.
    static func call(_ name: String, _ overload: String = "", _ arguments: Argument...) throws -> Tensor {
        let results = try all(name, overload, arguments)
        guard let first = results.first else { throw TensorError(operation: name, reason: "gave no tensor") }
        return first
    }

    /// All the tensors that an operator gives.
    static func all(_ name: String, _ overload: String = "", _ arguments: [Argument]) throws -> [Tensor] {
        // Lists and texts are borrowed by the call, so they are kept in buffers until it returns.
        var ints: [UnsafeMutableBufferPointer<Int64>] = []
        var handles: [UnsafeMutableBufferPointer<OpaquePointer?>] = []
        var texts: [UnsafeMutableBufferPointer<CChar>] = []
        defer {
            ints.forEach { $0.deallocate() }
            handles.forEach { $0.deallocate() }
            texts.forEach { $0.deallocate() }
        }
        var values: [tt_value] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments {
            var value = tt_value()
            switch argument {
            case .none: value.kind = tt_value_none
            case .tensor(let tensor):
                value.kind = tt_value_tensor
                value.tensor = tensor.handle
            case .int(let number):
                value.kind = tt_value_int
                value.integer = Int64(number)
            case .double(let number):
                value.kind = tt_value_double
                value.real = number
            case .bool(let flag):
                value.kind = tt_value_bool
                value.integer = flag ? 1 : 0
            case .text(let text):
                let buffer = copy(text.utf8CString)
                texts.append(buffer)
                value.kind = tt_value_string
                value.string = UnsafePointer(buffer.baseAddress)
            case .ints(let numbers):
                let buffer = copy(numbers.map(Int64.init))
                ints.append(buffer)
                value.kind = tt_value_ints
                value.ints = UnsafePointer(buffer.baseAddress)
                value.count = numbers.count
            case .bools(let flags):
                let buffer = copy(flags.map { Int64($0 ? 1 : 0) })
                ints.append(buffer)
                value.kind = tt_value_bools
                value.ints = UnsafePointer(buffer.baseAddress)
                value.count = flags.count
            case .tensors(let tensors):
                let buffer = copy(tensors.map { OpaquePointer?($0.handle) })
                handles.append(buffer)
                value.kind = tt_value_tensors
                value.tensors = UnsafePointer(buffer.baseAddress)
                value.count = tensors.count
            case .noScalars: value.kind = tt_value_no_scalars
            case .device(let device):
                value.kind = tt_value_device
                value.integer = Int64(device.code)
            }
            values.append(value)
        }
        var results = [OpaquePointer?](repeating: nil, count: 8)
        var count = 0
        let text = withExtendedLifetime(arguments) {
            tt_call(
                name.contains("::") ? name : "aten::" + name, overload, values, values.count, &results, results.count,
                &count)
        }
        try TensorError.check(text, name)
        return try results.prefix(count).map { Tensor(try Tensor.owned($0, name)) }
    }

    private static func copy<C: Collection>(_ values: C) -> UnsafeMutableBufferPointer<C.Element> {
        let buffer = UnsafeMutableBufferPointer<C.Element>.allocate(capacity: max(values.count, 1))
        _ = buffer.initialize(from: values)
        return buffer
    }
}
