import CTorch

/// A multi-dimensional array of libtorch, with its place in the graph of gradients.
///
/// A tensor is a handle: copies share elements. Operations give new tensors and throw ``TensorError`` when libtorch refuses
/// them (shapes that do not fit, no memory).
///
/// Sendable without a check, because libtorch counts references atomically, operations only read their operands, and the
/// few that write in place (``Tensor/assign(_:)``, ``Tensor/clearGradient()``) are called by an optimizer alone, on
/// parameters that belong to one trainer.
public final class Tensor: @unchecked Sendable {
    let handle: OpaquePointer

    /// Takes over a handle.
    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit { tt_release(handle) }

    /// The sizes, outermost first. Empty for a scalar.
    public var shape: [Int] {
        (0..<tt_dimensions(handle)).map { Int(tt_size(handle, $0)) }
    }

    /// The number of elements.
    public var count: Int { Int(tt_count(handle)) }

    /// The type of the elements.
    public var type: ElementType { ElementType(code: tt_type(handle)) }
}

/// libtorch refused an operation.
public struct TensorError: Error, Sendable, CustomStringConvertible {
    /// The operation, as `aten::matmul`.
    public let operation: String
    /// libtorch's reason.
    public let reason: String

    public init(operation: String, reason: String) {
        self.operation = operation
        self.reason = reason
    }

    public var description: String {
        "\(operation): \(reason.split(whereSeparator: \.isNewline).first.map(String.init) ?? "failed")"
    }

    /// Throws when `text`, an error text of the C face, is there, and frees it.
    static func check(_ text: UnsafeMutablePointer<CChar>?, _ operation: String) throws {
        guard let text else { return }
        defer { tt_free(text) }
        throw TensorError(operation: operation, reason: String(cString: text))
    }
}

/// The type of a tensor's elements.
public enum ElementType: String, Sendable, CaseIterable {
    case uint8 = "U8"
    case int32 = "I32"
    case int64 = "I64"
    case float16 = "F16"
    case bfloat16 = "BF16"
    case float32 = "F32"
    case float64 = "F64"
    case bool = "BOOL"
    /// A type of libtorch that Tessera does not use.
    case other = "other"

    /// libtorch's number of the type (c10::ScalarType).
    var code: Int32 {
        switch self {
        case .uint8: 0
        case .int32: 3
        case .int64: 4
        case .float16: 5
        case .float32: 6
        case .float64: 7
        case .bool: 11
        case .bfloat16: 15
        case .other: -1
        }
    }

    init(code: Int32) {
        self = ElementType.allCases.first { $0.code == code } ?? .other
    }

    /// Bytes an element.
    public var size: Int {
        switch self {
        case .uint8, .bool: 1
        case .float16, .bfloat16: 2
        case .int32, .float32: 4
        case .int64, .float64: 8
        case .other: 0
        }
    }
}

/// A Swift type that a tensor's elements can be.
public protocol Element: BitwiseCopyable, Sendable {
    static var elementType: ElementType { get }
}

extension Float: Element { public static var elementType: ElementType { .float32 } }
extension Double: Element { public static var elementType: ElementType { .float64 } }
extension Int32: Element { public static var elementType: ElementType { .int32 } }
extension Int64: Element { public static var elementType: ElementType { .int64 } }
extension UInt8: Element { public static var elementType: ElementType { .uint8 } }

// MARK: - In and out

extension Tensor {
    /// A tensor of the values in row-major order.
    public convenience init<T: Element>(_ values: [T], shape: [Int]) throws {
        let bytes = try values.withUnsafeBytes { try Tensor.handle(copying: $0, type: T.elementType, shape: shape) }
        self.init(bytes)
    }

    /// A tensor of one dimension.
    public convenience init<T: Element>(_ values: [T]) throws {
        try self.init(values, shape: [values.count])
    }

    /// A tensor of bytes in row-major order.
    public convenience init(bytes: UnsafeRawBufferPointer, type: ElementType, shape: [Int]) throws {
        self.init(try Tensor.handle(copying: bytes, type: type, shape: shape))
    }

    private static func handle(copying bytes: UnsafeRawBufferPointer, type: ElementType, shape: [Int]) throws
        -> OpaquePointer
    {
        var result: OpaquePointer?
        let sizes = shape.map(Int64.init)
        try TensorError.check(
            tt_from_bytes(bytes.baseAddress, bytes.count, sizes, sizes.count, type.code, &result), "from bytes")
        return try owned(result, "from bytes")
    }

    /// A tensor over memory that `owner` keeps: nothing is copied, and `owner` lives as long as the tensor.
    static func over(_ bytes: UnsafeRawBufferPointer, type: ElementType, shape: [Int], owner: AnyObject) throws
        -> Tensor
    {
        guard let base = bytes.baseAddress, !bytes.isEmpty else {
            return try Tensor(bytes: UnsafeRawBufferPointer(start: nil, count: 0), type: type, shape: shape)
        }
        var result: OpaquePointer?
        let sizes = shape.map(Int64.init)
        let context = Unmanaged.passRetained(owner)
        let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { pointer in
            if let pointer { Unmanaged<AnyObject>.fromOpaque(pointer).release() }
        }
        let text = tt_from_memory(base, sizes, sizes.count, type.code, release, context.toOpaque(), &result)
        if text != nil { context.release() }
        try TensorError.check(text, "from memory")
        return Tensor(try owned(result, "from memory"))
    }

    /// Gives `body` a tensor over some of the values, without a copy. The tensor must not leave `body`.
    public static func over<T: Element, Result>(
        _ values: [T], _ range: Range<Int>, shape: [Int], _ body: (Tensor) throws -> Result
    ) throws -> Result {
        guard shape.reduce(1, *) == range.count else {
            throw TensorError(operation: "from memory", reason: "\(range.count) values do not fill \(shape)")
        }
        return try values[range].withUnsafeBytes { bytes in
            try body(over(bytes, type: T.elementType, shape: shape, owner: BorrowedMemory()))
        }
    }

    /// Stands for memory that a scope keeps.
    private final class BorrowedMemory {}

    static func owned(_ handle: OpaquePointer?, _ operation: String) throws -> OpaquePointer {
        guard let handle else { throw TensorError(operation: operation, reason: "gave no tensor") }
        return handle
    }

    /// The elements in row-major order.
    /// - Throws: ``TensorError`` when the tensor holds another type.
    public func values<T: Element>(as: T.Type = T.self) throws -> [T] {
        guard type == T.elementType else {
            throw TensorError(
                operation: "values", reason: "the tensor holds \(type.rawValue), not \(T.elementType.rawValue)")
        }
        let count = count
        return try [T](unsafeUninitializedCapacity: count) { buffer, initialized in
            try TensorError.check(tt_copy_to(handle, buffer.baseAddress, count * MemoryLayout<T>.stride), "values")
            initialized = count
        }
    }

    /// The elements' bytes in row-major order.
    public func bytes() throws -> [UInt8] {
        let size = count * Int(tt_element_size(handle))
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
            try TensorError.check(tt_copy_to(handle, buffer.baseAddress, size), "bytes")
            initialized = size
        }
    }

    /// The value of a tensor of one element, of any floating type.
    public func scalar() throws -> Double {
        guard count == 1 else { throw TensorError(operation: "scalar", reason: "the tensor has \(count) elements") }
        return try converted(to: .float64).values(as: Double.self)[0]
    }
}
