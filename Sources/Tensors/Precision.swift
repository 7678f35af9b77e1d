/// The numbers that a frozen encoder multiplies. Norms, softmax, sums and features are fp32 in each.
public enum Precision: String, Sendable, CaseIterable {
    /// Single precision. On processors with AMX each factor is a sum of bfloat16, and sums are fp32. In training it is one of
    /// three, which have fp32's 24 bits of mantissa together. In encoders without gradients it is one of two, which have 16:
    /// features differ from those of fp32 factors by about a hundred-thousandth of the largest.
    case fp32
    /// bfloat16 factors, 8 bits of mantissa: features keep a cosine of about 0.9999 with those of fp32.
    case bf16
}

/// How the layers of a frozen encoder are computed. The choice follows the processor's features alone.
public enum Kernels: String, Sendable, CaseIterable {
    /// Tessera's own, on the tile unit of processors with AMX.
    case tiles
    /// oneDNN's, with packed weights and fused activations.
    case fused
    /// libtorch's plain operators.
    case plain

    /// What is fastest on this processor.
    public static var best: Kernels { TileLayer.isAvailable ? .tiles : .fused }
}
