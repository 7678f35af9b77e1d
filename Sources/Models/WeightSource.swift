import Documents
import Tensors

/// Where a module's weights come from: a checkpoint, or numbers drawn for a new model.
public protocol WeightSource {
    /// The weight of a name, as F32, of exactly this shape.
    func weight(_ name: String, _ shape: [Int]) throws -> Tensor
    /// A table of which a batch needs few rows.
    func table(_ name: String, _ shape: [Int]) throws -> Parameter
}

extension WeightSource {
    public func table(_ name: String, _ shape: [Int]) throws -> Parameter { .tensor(try weight(name, shape)) }

    /// The weights whose names begin with `prefix` and a dot.
    public func at(_ prefix: String) -> PrefixedWeights<Self> { PrefixedWeights(source: self, prefix: prefix) }
}

/// The part of a weight source below a name; all of it below an empty one.
public struct PrefixedWeights<Source: WeightSource>: WeightSource {
    let source: Source
    let prefix: String

    public func weight(_ name: String, _ shape: [Int]) throws -> Tensor {
        try source.weight(whole(name), shape)
    }

    public func table(_ name: String, _ shape: [Int]) throws -> Parameter {
        try source.table(whole(name), shape)
    }

    private func whole(_ name: String) -> String { prefix.isEmpty ? name : "\(prefix).\(name)" }
}

/// A safetensors file as a source: a weight of another shape, or that is missing, is an error that names it.
public struct FileWeights: WeightSource, Sendable {
    public let file: SafetensorsFile
    private let device: Device

    /// - Parameter device: where weights are put when they are asked for.
    public init(_ file: SafetensorsFile, device: Device = .cpu) {
        self.file = file
        self.device = device
    }

    public func weight(_ name: String, _ shape: [Int]) throws -> Tensor {
        try file.check(name, shape)
        return try file.tensor(name).moved(to: device).converted(to: .float32)
    }
}

extension SafetensorsFile {
    /// Refuses a weight that is missing, of another shape, or of a type that is no floating one.
    func check(_ name: String, _ shape: [Int]) throws {
        // A missing one is the file's own complaint.
        guard let entry = entries[name] else { return _ = try tensor(name) }
        guard entry.shape == shape else {
            throw InputError(
                file: path, key: name, "the shape is \(entry.shape), but the configuration needs \(shape)",
                remedy: "use the config.json that belongs to these weights")
        }
        guard [.float32, .float16, .bfloat16, .float64].contains(entry.type) else {
            throw InputError(
                file: path, key: name, "weights of \(entry.type.rawValue) are not supported",
                remedy: "use F32, F16 or BF16 weights")
        }
    }
}
