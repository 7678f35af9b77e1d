import CTorch

/// The numbers that a frozen encoder multiplies. Norms, softmax, sums and features are fp32 in each.
public enum Precision: String, Sendable, CaseIterable {
    /// Single precision. On processors with AMX factors are not fp32. In training they are whole numbers of three bytes in
    /// units of an eight-millionth of the largest in their row or column: results are within a millionth of fp64's, or some
    /// millionths where a few channels are ten times as large as the others. In encoders without gradients each is a sum of
    /// two bfloat16, with 16 bits of mantissa: features differ from fp32's by about a hundred-thousandth of the largest.
    case fp32
    /// bfloat16 factors, 8 bits of mantissa: features keep a cosine of about 0.9999 with those of fp32. On processors that do
    /// not multiply them factors are fp32, which is faster there and more exact.
    case bf16
}

/// How the layers of a frozen encoder are computed. The choice follows the processor's features alone.
public enum Kernels: String, Sendable {
    /// Tessera's own, on the tile unit of processors with AMX.
    case tiles
    /// oneDNN's, with packed weights and fused activations.
    case fused
    /// libtorch's plain operators.
    case plain
    /// FBGEMM's, with F16 weights and without gradients, for a few rows at a time: a feature keeps a cosine of at least
    /// 0.99999 with fp32's in the tests' models.
    case half

    /// Those that this processor has.
    public static var available: [Kernels] {
        [.fused, .plain] + (TileLayer.isAvailable ? [.tiles] : []) + (HalfMap.isAvailable ? [.half] : [])
    }

    /// Whether gradients pass.
    public var areTwoWay: Bool { self != .half }

    /// What is fastest on this processor.
    public static var best: Kernels { TileLayer.isAvailable ? .tiles : .fused }

    /// What is fastest on this processor for one caption at a time, without gradients.
    public static var bestForOne: Kernels { HalfMap.isAvailable ? .half : best }
}

extension Precision {
    /// The type of what is multiplied on a device, where products take one type.
    func factors(on device: Device) -> ElementType {
        self == .bf16 && (device != .cpu || Precision.isHalvedHere) ? .bfloat16 : .float32
    }

    /// Whether this processor multiplies bfloat16. Without that libtorch's products of them are many times as slow as those of
    /// fp32, and oneDNN refuses them.
    private static let isHalvedHere = tt_processor_has("avx512_bf16") || tt_processor_has("amx_bf16")
}
