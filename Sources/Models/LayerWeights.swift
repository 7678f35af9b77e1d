import Tensors

extension LayerWeights {
    /// - Parameter weights: names as in Hugging Face's CLIPEncoderLayer.
    init(_ weights: some WeightSource, _ tower: CLIPConfiguration.Tower) throws {
        let (width, inner) = (tower.width, tower.feedForward)
        let attention = weights.at("self_attn")
        self.init(
            heads: tower.heads, epsilon: tower.epsilon, activation: tower.activation,
            attentionNorm: try Norm(weights.at("layer_norm1"), width: width),
            query: try Map(attention.at("q_proj"), from: width, to: width),
            key: try Map(attention.at("k_proj"), from: width, to: width),
            value: try Map(attention.at("v_proj"), from: width, to: width),
            attentionOut: try Map(attention.at("out_proj"), from: width, to: width),
            feedForwardNorm: try Norm(weights.at("layer_norm2"), width: width),
            feedForwardIn: try Map(weights.at("mlp.fc1"), from: width, to: inner),
            feedForwardOut: try Map(weights.at("mlp.fc2"), from: inner, to: width))
    }
}

extension LayerWeights.Map {
    init(_ weights: some WeightSource, from input: Int, to output: Int) throws {
        self.init(weight: try weights.weight("weight", [output, input]), bias: try weights.weight("bias", [output]))
    }
}

extension LayerWeights.Norm {
    init(_ weights: some WeightSource, width: Int) throws {
        self.init(weight: try weights.weight("weight", [width]), bias: try weights.weight("bias", [width]))
    }
}

extension CLIPConfiguration.Tower {
    /// Reads the weights of each layer. - Parameter weights: names as in Hugging Face's CLIPEncoder.
    fileprivate func readers(_ weights: some WeightSource) -> [() throws -> LayerWeights] {
        (0..<layers).map { index in
            { try LayerWeights(weights.at("layers.\(index)"), self) }
        }
    }
}

extension FrozenLayer {
    /// The layers of a tower. - Parameter weights: names as in Hugging Face's CLIPEncoder.
    static func stack(
        _ weights: some WeightSource, _ tower: CLIPConfiguration.Tower, _ precision: Precision, _ kernels: Kernels
    ) throws -> [FrozenLayer] {
        try stack(tower.readers(weights), precision, kernels)
    }
}

extension FrozenLayers {
    /// The layers of a tower. - Parameter weights: names as in Hugging Face's CLIPEncoder.
    init(
        _ weights: some WeightSource, _ tower: CLIPConfiguration.Tower, _ precision: Precision, _ kernels: Kernels
    ) throws {
        try self.init(tower.readers(weights), precision, kernels)
    }

    /// Refuses weights of which such layers cannot be made.
    static func check(_ weights: CheckedWeights, at name: String, _ tower: CLIPConfiguration.Tower) throws {
        for index in 0..<tower.layers { _ = try LayerWeights(weights.at("\(name).layers.\(index)"), tower) }
    }
}
