import Tensors

/// A folder whose weights training begins with.
public protocol StartingWeights: WeightSource, Sendable {
    /// Whether there is a weight of a name and of this shape.
    func has(_ name: String, _ shape: [Int]) -> Bool
}

/// A folder of a model with a vision tower: what a ``VisionTransformer`` begins with, or all of a CLIP.
public struct VisionFolder: StartingWeights {
    public let configuration: CLIPConfiguration
    private let weights: FolderWeights

    /// - Throws: ``InputError`` that names the file or key that is missing or not supported.
    public init(_ folder: String, device: Device = .cpu) throws {
        configuration = try CLIPConfiguration(contentsOf: folder + "/config.json")
        weights = try FolderWeights(folder: folder, device: device).named(as: configuration.layout)
    }

    public func weight(_ name: String, _ shape: [Int]) throws -> Tensor { try weights.weight(name, shape) }

    /// Whether there is a weight of a name and of this shape.
    public func has(_ name: String, _ shape: [Int]) -> Bool { weights.shape(of: name) == shape }
}
