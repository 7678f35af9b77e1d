/// The function between the two maps of a transformer's feed-forward part.
public enum Activation: String, Sendable, CaseIterable {
    /// x σ(1.702 x)
    case quickGELU = "quick_gelu"
    /// x Φ(x)
    case gelu
    /// GELU by tanh.
    case geluTanh = "gelu_pytorch_tanh"
    /// GELU by tanh, under its older name.
    case geluNew = "gelu_new"

    public func callAsFunction(_ x: Tensor) throws -> Tensor {
        switch self {
        case .quickGELU: try Tensors.quickGELU(x)
        case .gelu: try Tensors.gelu(x)
        case .geluTanh, .geluNew: try Tensors.geluTanh(x)
        }
    }
}
