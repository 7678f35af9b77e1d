import Tensors

extension LayerWeights {
    /// - Parameters: weights: a layer's; names: those of its parts.
    init(_ weights: some WeightSource, _ tower: CLIPConfiguration.Tower, _ names: TransformerLayer.Names) throws {
        let (width, inner) = (tower.width, tower.feedForward)
        self.init(
            heads: tower.heads, epsilon: tower.epsilon, activation: tower.activation,
            attentionNorm: try Norm(weights.at(names.attentionNorm), width: width),
            query: try Map(weights.at(names.query), from: width, to: width),
            key: try Map(weights.at(names.key), from: width, to: width),
            value: try Map(weights.at(names.value), from: width, to: width),
            attentionOut: try Map(weights.at(names.attentionOut), from: width, to: width),
            feedForwardNorm: try Norm(weights.at(names.feedForwardNorm), width: width),
            feedForwardIn: try Map(weights.at(names.feedForwardIn), from: width, to: inner),
            feedForwardOut: try Map(weights.at(names.feedForwardOut), from: inner, to: width))
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
    /// Reads the weights of each layer.
    fileprivate func readers(_ weights: some WeightSource, _ names: TransformerLayer.Names)
        -> [() throws -> LayerWeights]
    {
        (0..<layers).map { index in
            { try LayerWeights(weights.at("\(names.list).\(index)"), self, names) }
        }
    }
}

extension FrozenLayer {
    /// The layers of a tower, whose weights these are.
    static func stack(
        _ weights: some WeightSource, _ tower: CLIPConfiguration.Tower, _ precision: Precision, _ kernels: Kernels
    ) throws -> [FrozenLayer] {
        try stack(tower.readers(weights, .clip), precision, kernels)
    }
}

extension FrozenLayers {
    /// The layers of a tower, whose weights these are.
    init(
        _ weights: some WeightSource, _ tower: CLIPConfiguration.Tower, _ precision: Precision, _ kernels: Kernels,
        _ names: TransformerLayer.Names = .clip
    ) throws {
        try self.init(tower.readers(weights, names), precision, kernels)
    }

    /// Refuses weights of which such layers cannot be made.
    static func check(_ weights: some WeightSource, _ tower: CLIPConfiguration.Tower, _ names: TransformerLayer.Names)
        throws
    {
        for read in tower.readers(weights, names) { _ = try read() }
    }
}
