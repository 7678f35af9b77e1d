/// x where positive, else 0.
public func relu(_ x: Tensor) throws -> Tensor { try Operator.call("relu", "", .tensor(x)) }

/// x Φ(x), exact.
public func gelu(_ x: Tensor) throws -> Tensor { try Operator.call("gelu", "", .tensor(x)) }

/// x/2 (1 + tanh(√(2/π) (x + 0.044715 x³))), near to ``gelu(_:)``.
public func geluTanh(_ x: Tensor) throws -> Tensor { try Operator.call("gelu", "", .tensor(x), .text("tanh")) }

/// x σ(1.702 x), as OpenAI's CLIP has it.
public func quickGELU(_ x: Tensor) throws -> Tensor { try x * Operator.call("sigmoid", "", .tensor(x * 1.702)) }

/// Hyperbolic tangent.
public func tanh(_ x: Tensor) throws -> Tensor { try Operator.call("tanh", "", .tensor(x)) }

/// Softmax over the last dimension.
public func softmax(_ x: Tensor) throws -> Tensor { try Operator.call("softmax", "int", .tensor(x), .int(-1), .none) }

/// x Wᵀ + b. x: [..., in]; weight: [out, in]; bias: [out].
public func linear(_ x: Tensor, weight: Tensor, bias: Tensor?) throws -> Tensor {
    try Operator.call("linear", "", .tensor(x), .tensor(weight), .optional(bias))
}

/// Layer normalisation over the last dimension.
public func layerNorm(_ x: Tensor, weight: Tensor, bias: Tensor, epsilon: Double) throws -> Tensor {
    try Operator.call(
        "layer_norm", "", .tensor(x), .ints([weight.count]), .tensor(weight), .tensor(bias), .double(epsilon))
}

/// Rows of a table. ids: I64 of any shape; result: that shape and the row's width.
public func embedding(_ table: Tensor, _ ids: Tensor) throws -> Tensor {
    try Operator.call("embedding", "", .tensor(table), .tensor(ids))
}

/// softmax(q kᵀ / √width) v. Each: [batch, heads, length, width]. With `causal`, a position sees itself and those before.
public func attention(_ query: Tensor, _ key: Tensor, _ value: Tensor, causal: Bool) throws -> Tensor {
    try Operator.call(
        "scaled_dot_product_attention", "", .tensor(query), .tensor(key), .tensor(value), .none, .double(0),
        .bool(causal))
}

/// softmax(q kᵀ / √width + mask) v, where the mask is true for what is seen, and nil for everything.
public func attention(_ query: Tensor, _ key: Tensor, _ value: Tensor, mask: Tensor?) throws -> Tensor {
    try Operator.call(
        "scaled_dot_product_attention", "", .tensor(query), .tensor(key), .tensor(value), .optional(mask), .double(0),
        .bool(false))
}

/// A convolution without padding whose kernels lie side by side: patches of an image. x: [batch, channels, H, W].
public func patches(_ x: Tensor, weight: Tensor, bias: Tensor?, size: Int) throws -> Tensor {
    try Operator.call("conv2d", "", .tensor(x), .tensor(weight), .optional(bias), .ints([size, size]))
}

// MARK: - Losses, each the mean over all elements

/// Mean squared error.
public func meanSquaredError(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    try Operator.call("mse_loss", "", .tensor(a), .tensor(b))
}

/// Mean absolute error.
public func meanAbsoluteError(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    try Operator.call("l1_loss", "", .tensor(a), .tensor(b))
}

/// Half the squared error below 1, and the absolute error less a half above.
public func smoothAbsoluteError(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    try Operator.call("smooth_l1_loss", "", .tensor(a), .tensor(b))
}

/// Cross-entropy of rows of logits with the right column of each, or with how likely each column is to be. logits: [N, C];
/// targets: I64 [N], or F32 [N, C] whose rows add up to 1.
public func crossEntropy(_ logits: Tensor, _ targets: Tensor) throws -> Tensor {
    try Operator.call("cross_entropy_loss", "", .tensor(logits), .tensor(targets))
}

/// Binary cross-entropy of logits with targets of 0 to 1.
public func binaryCrossEntropy(logits: Tensor, _ targets: Tensor) throws -> Tensor {
    try Operator.call("binary_cross_entropy_with_logits", "", .tensor(logits), .tensor(targets))
}
