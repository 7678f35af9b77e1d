import Tensors

/// The weights of an encoder of which some are trained and the rest stay a folder's: by whole names, as they stand in the
/// folder.
public struct TunedWeights: WeightSource {
    private let base: any WeightSource
    private let trained: any WeightSource
    let tuning: Tuning

    /// - Parameters:
    ///   - base: the encoder's own weights.
    ///   - trained: gives what is trained or added: parameters, or what became of them.
    public init(_ base: any WeightSource, trained: any WeightSource, _ tuning: Tuning) {
        (self.base, self.trained, self.tuning) = (base, trained, tuning)
    }

    public func weight(_ name: String, _ shape: [Int]) throws -> Tensor {
        try source(of: name).weight(name, shape)
    }

    public func table(_ name: String, _ shape: [Int]) throws -> Parameter { try source(of: name).table(name, shape) }

    private func source(of name: String) -> any WeightSource {
        tuning.trains(name) || Tuning.adds(name) ? trained : base
    }

    /// A map by its whole name.
    func map(_ name: String, from input: Int, to output: Int) throws -> TunedMap {
        try TunedMap(at(name), from: input, to: output, tuning, changed: tuning.changes(name))
    }
}

extension Tuning {
    /// The parts of a name that say that a weight was added to the encoder.
    private static let additions: Set<Substring> = ["lora", "adapter", "compacter", "prefix", "prompt"]

    /// Whether a weight is none of the encoder's own.
    public static func adds(_ name: String) -> Bool { name.split(separator: ".").contains { additions.contains($0) } }

    /// How a new weight that is added is drawn, so that the encoder begins as it was: nearly, where its authors let it.
    public static func draw(_ name: String, _ shape: [Int], _ generator: inout SeededGenerator) throws -> Tensor {
        let parts = name.split(separator: ".").suffix(3)
        guard let kind = parts.first(where: { additions.contains($0) }) else {
            throw TensorError(operation: "tuning", reason: "\(name) is no weight that is added")
        }
        if name.hasSuffix("bias") { return try Tensor.zeros(shape) }
        switch (kind, parts.last) {
        case ("lora", "up"): return try Tensor.zeros(shape)
        case ("lora", _): return try generator.uniform(shape, bound: 1 / Double(shape[1]).squareRoot())
        case ("adapter", _), ("compacter", "rules"): return try generator.normal(shape, deviation: 0.01)
        case ("compacter", _):
            // Glorot and Bengio 2010, each of the factors by itself.
            return try generator.uniform(shape, bound: (6 / Double(shape[1] + shape[2])).squareRoot())
        default: return try generator.normal(shape, deviation: 0.02)
        }
    }
}
